/**
 * npm run bench: every figure is a ratio of two things measured in this one run, so that it holds on any machine.
 * It reports; it fails nothing.
 */
import { caseFileBench } from "./caseFile.bench.mjs";
import { businessCaseBench } from "./businessCase.bench.mjs";
import { functionsBench } from "./functions.bench.mjs";
import { registrationBench } from "./registration.bench.mjs";
import { usageBench } from "./usage.bench.mjs";
import { whatifBench } from "./whatif.bench.mjs";
import { workbookBench } from "./workbook.bench.mjs";

const only = process.argv[2];
const suites = {
  functions: functionsBench,
  businessCase: businessCaseBench,
  registration: registrationBench,
  usage: usageBench,
  whatif: whatifBench,
  workbook: workbookBench,
  caseFile: caseFileBench,
};
const rows = [];
for (const [name, suite] of Object.entries(suites)) {
  if (only && only !== name) continue;
  rows.push(...(await suite()));
}
const width = Math.max(...rows.map((row) => row.name.length));
for (const row of rows) {
  const value = row.ratio === undefined ? `${row.ms.toFixed(1)} ms` : `${row.ratio.toFixed(2)} x`;
  const target = row.target === undefined ? "" : `  target ${row.target}${row.ratio === undefined ? " ms" : " x"}`;
  console.log(`${row.name.padEnd(width)}  ${value.padStart(12)}${target}`);
}
