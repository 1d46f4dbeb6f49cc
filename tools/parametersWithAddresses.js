const { readFileSync } = require("node:fs");

/**
 * The argument names, by id, of the functions whose comment asks Excel for the addresses of their arguments
 * (`@requiresParameterAddresses`): Excel hands over the addresses in the order of the arguments, without their names.
 * @param {string[]} files
 * @returns {Record<string, string[]>}
 */
function parametersWithAddresses(files) {
  return Object.fromEntries(
    files
      .map((file) => readFileSync(file, "utf8"))
      .filter((source) => /^ \* @requiresParameterAddresses$/m.test(source))
      .map((source) => {
        const id = /^ \* @customfunction (\w+)$/m.exec(source)?.[1];
        if (id === undefined) throw new Error("@requiresParameterAddresses stands in a file without a @customfunction");
        return [id, [...source.matchAll(/^ \* @param \[?(\w+)/gm)].map(([, name]) => name)];
      }),
  );
}

module.exports = { parametersWithAddresses };
