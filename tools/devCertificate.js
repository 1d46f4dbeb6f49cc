/**
 * The certificate of https://localhost that Office add-ins are developed with: one per user and computer, made by
 * office-addin-dev-certs. Where that package cannot have it trusted (on Linux browsers keep certificates of their own),
 * a browser can be told to accept just this one.
 */
const { createHash, X509Certificate } = require("node:crypto");
const { existsSync, readFileSync, rmSync } = require("node:fs");
const { homedir } = require("node:os");
const path = require("node:path");
const devCertificates = require("office-addin-dev-certs");

const FOLDER = path.join(homedir(), ".office-addin-dev-certs");
const CA = path.join(FOLDER, "ca.crt");
const CERTIFICATE = path.join(FOLDER, "localhost.crt");
const KEY = path.join(FOLDER, "localhost.key");
const DAYS = 30;

/**
 * @returns {Promise<{ cert: string, key: string, isTrusted: () => boolean, spkiHash: string }>} made anew when there is none, or when it has run out
 */
async function devCertificate() {
  if (!isCurrent()) {
    for (const file of [CA, CERTIFICATE, KEY]) rmSync(file, { force: true });
    await quietly(() => devCertificates.generateCertificates(CA, CERTIFICATE, KEY, DAYS, ["127.0.0.1", "localhost"]));
  }
  const cert = readFileSync(CERTIFICATE, "utf8");
  // What follows the server's own certificate lets a browser find its way to the authority.
  return {
    cert: `${cert}\n${readFileSync(CA, "utf8")}`,
    key: readFileSync(KEY, "utf8"),
    isTrusted,
    spkiHash: createHash("sha256")
      .update(new X509Certificate(cert).publicKey.export({ type: "spki", format: "der" }))
      .digest("base64"),
  };
}

function isCurrent() {
  if (![CA, CERTIFICATE, KEY].every((file) => existsSync(file))) return false;
  const soon = Date.now() + 24 * 60 * 60 * 1000;
  return [CA, CERTIFICATE].every((file) => Date.parse(new X509Certificate(readFileSync(file)).validTo) > soon);
}

/** Whether the browsers of this computer take the certificate as it is. */
function isTrusted() {
  if (process.platform !== "win32" && process.platform !== "darwin") return false;
  try {
    return devCertificates.isCaCertificateInstalled();
  } catch {
    return false;
  }
}

/**
 * The package announces what it has done; the command that starts the server has its own words for it.
 * @param {() => Promise<void>} action
 */
async function quietly(action) {
  const log = console.log;
  console.log = () => undefined;
  try {
    return await action();
  } finally {
    console.log = log;
  }
}

module.exports = { devCertificate };
