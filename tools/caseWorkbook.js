const { existsSync } = require("node:fs");
const path = require("node:path");
const { loadCalculator } = require("./calculator.js");

const BUILT = ["casefile.js", "calculator.js", "functions.js", "functions.json"];

/**
 * What writes business cases: the built plans and writer, and the calculator, which is loaded with the first case.
 * @param {string} dist the folder of the built files
 */
function caseWriter(dist) {
  const missing = BUILT.find((name) => !existsSync(path.join(dist, name)));
  if (missing) throw new Error(`${dist} holds no ${missing}: npm run build first.`);
  /** @type {typeof import("../src/workbook/caseFile.ts")} */
  const built = require(path.join(dist, "casefile.js"));
  /** @type {ReturnType<typeof loadCalculator> | undefined} */
  let calculate;
  return {
    ...built,
    /**
     * A planned workbook with the value of every formula.
     * @param {import("../src/workbook/workbookPlan.ts").WorkbookPlan} plan
     * @returns {import("../src/workbook/computedValues.ts").WorkbookValues}
     */
    valuesOf(plan) {
      calculate ??= loadCalculator(dist);
      const { sheets, names } = built.typedWorkbook(plan);
      return calculate(sheets, names);
    },
  };
}

module.exports = { caseWriter };
