/** A business case from its inputs to the bytes of its file: the plan, the value of every formula, and the writing. */
import { createRequire } from "node:module";
import { DIST } from "./loadFunctions.mjs";

const require = createRequire(import.meta.url);
const { caseWriter } = require("../../tools/caseWorkbook.js");

const ROUNDS = 5;
const LONGEST_MS = 2000;

export function caseFileBench() {
  const writer = caseWriter(DIST);
  const inputs = writer.caseInputs("support");
  const times = { values: [], file: [] };
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    const plan = writer.businessCase(inputs);
    const values = writer.valuesOf(plan);
    const calculated = performance.now();
    writer.xlsxFile(plan, values, { date: inputs.date });
    times.values.push(calculated - start);
    times.file.push(performance.now() - calculated);
  }
  const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
  return [
    { name: "a business case calculated outside the page", ms: median(times.values), target: LONGEST_MS },
    { name: "its file written", ms: median(times.file), target: LONGEST_MS },
  ];
}
