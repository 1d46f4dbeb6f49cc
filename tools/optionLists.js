const { readdirSync } = require("node:fs");
const path = require("node:path");
require("./loadTypescript.js");

const FOLDER = path.join(__dirname, "../src/functions/options");

/**
 * The option lists of src/functions/options by name: each a record of value → tooltip, or of value → a record that has a
 * tooltip. Read anew on every call, so that a build that watches sees an edit.
 * @returns {Map<string, { value: string, tooltip: string }[]>}
 */
function readOptionLists(folder = FOLDER) {
  const source = path.join(folder, "../..");
  for (const file of Object.keys(require.cache)) if (file.startsWith(source)) delete require.cache[file];
  const lists = new Map();
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".ts"))) {
    for (const [name, record] of Object.entries(require(path.join(folder, file)))) {
      if (lists.has(name)) throw new Error(`two files of src/functions/options export ${name}`);
      lists.set(name, optionsOf(name, record));
    }
  }
  return lists;
}

/**
 * @param {string} name
 * @param {Record<string, string | { tooltip?: string }>} record
 */
function optionsOf(name, record) {
  const options = Object.entries(record).map(([value, option]) => {
    const tooltip = typeof option === "string" ? option : option?.tooltip;
    if (typeof tooltip !== "string" || tooltip === "") throw new Error(`${name}: ${value} has no tooltip`);
    return { value, tooltip };
  });
  if (options.length === 0) throw new Error(`${name} lists no options`);
  return options;
}

/**
 * Writes the lists that parameters name (`@options output scenarioOutputs`) into functions.json, as Excel reads them.
 * Excel's own generator takes enums only from the file it reads a function from, where a shared list would be repeated.
 * @param {{ functions: { id: string, parameters: Record<string, unknown>[] }[], enums?: unknown }} metadata functions.json
 * @param {Map<string, { options: { parameter: string, list: string }[] }>} comments what the source comments say, by id (readComments)
 * @param {ReturnType<typeof readOptionLists>} lists the option lists (readOptionLists)
 */
function addEnums(metadata, comments, lists) {
  const used = new Set();
  for (const entry of metadata.functions) {
    for (const { parameter: name, list } of comments.get(entry.id)?.options ?? []) {
      const parameter = entry.parameters.find((candidate) => candidate.name === name);
      if (!parameter) throw new Error(`${entry.id}: @options names ${name}, which is no parameter`);
      if (!lists.has(list)) throw new Error(`${entry.id}: src/functions/options has no list ${list}`);
      if (parameter.customEnumId) throw new Error(`${entry.id}: @options gives ${name} two lists`);
      if (parameter.type !== "string") throw new Error(`${entry.id}: ${name} takes options, so its type must be string`);
      parameter.customEnumId = list;
      used.add(list);
    }
  }
  for (const list of lists.keys()) if (!used.has(list)) throw new Error(`no parameter takes the option list ${list}`);
  metadata.enums = [...lists].map(([id, options]) => ({ id, type: "string", values: options.map(toEnumValue) }));
}

/**
 * cached_input is called CachedInput: Excel's formulas never show the name, but its schema demands one.
 * @param {{ value: string, tooltip: string }} option
 */
function toEnumValue({ value, tooltip }) {
  const name = value.replace(/(?:^|_)([a-z0-9])/g, (_, letter) => letter.toUpperCase());
  return { name, stringValue: value, tooltip };
}

module.exports = { readOptionLists, addEnums };
