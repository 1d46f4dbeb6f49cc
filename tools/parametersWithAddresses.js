const { readFileSync } = require("node:fs");

/**
 * The argument names, by id, of the functions whose comment asks Excel for the addresses of their arguments
 * (`@requiresParameterAddresses`): Excel hands over the addresses in the order of the arguments, without their names.
 */
function parametersWithAddresses(files) {
  return Object.fromEntries(
    files
      .map((file) => readFileSync(file, "utf8"))
      .filter((source) => /^ \* @requiresParameterAddresses$/m.test(source))
      .map((source) => [
        /^ \* @customfunction (\w+)$/m.exec(source)[1],
        [...source.matchAll(/^ \* @param \[?(\w+)/gm)].map(([, name]) => name),
      ]),
  );
}

module.exports = { parametersWithAddresses };
