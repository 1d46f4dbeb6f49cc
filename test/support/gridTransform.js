const excelErrorNames = require("../../tools/excelErrorNamesLoader.js");

/** The grid as the build bundles it, with Excel's names of errors, for tests that run it in Node. */
module.exports = { process: (source) => ({ code: excelErrorNames(source) }) };
