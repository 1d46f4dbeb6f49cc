const { createHash } = require("node:crypto");

/** What the manifest in the repository says, for work on this machine. */
const SOURCE_ORIGIN = "https://localhost:3000";

/**
 * The manifest of a build: the source's, with the origin it is served from, the version of package.json, and an id of its
 * own for another origin. Excel knows an add-in by its id, so two builds of one id on one machine would be taken for each other.
 * @param {string} source manifest.xml of the repository
 * @param {{ origin: string, version: string, id?: string }} build
 */
function manifestFor(source, { origin, version, id }) {
  if (id !== undefined && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) {
    throw new Error(`FT_ID must be a UUID such as ${idForOrigin("https://ft.example")}, not "${id}"`);
  }
  const ownId = id ?? (origin === SOURCE_ORIGIN ? undefined : idForOrigin(origin));
  const numbered = replaceElement(source, "Version", `${version}.0`);
  return (ownId === undefined ? numbered : replaceElement(numbered, "Id", ownId)).replaceAll(SOURCE_ORIGIN, origin);
}

/**
 * @param {string} text
 * @param {string} element
 * @param {string} value
 */
function replaceElement(text, element, value) {
  const parts = text.split(new RegExp(`(?<=<${element}>).*?(?=</${element}>)`));
  if (parts.length !== 2) throw new Error(`manifest.xml must have one element ${element}, not ${parts.length - 1}`);
  return parts.join(value);
}

/**
 * The same id for the same origin in every build (UUID version 5, RFC 9562, in the namespace of URLs).
 * @param {string} origin
 */
function idForOrigin(origin) {
  const namespace = Buffer.from("6ba7b8119dad11d180b400c04fd430c8", "hex");
  const hash = createHash("sha1").update(namespace).update(origin).digest();
  hash[6] = (hash[6] & 0x0f) | 0x50;
  hash[8] = (hash[8] & 0x3f) | 0x80;
  return hash.toString("hex", 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

module.exports = { manifestFor, SOURCE_ORIGIN };
