import { DomainError } from "../engine/errors";
import { isFiniteNumber } from "../engine/numbers";
import { evaluateRows } from "../engine/scenario/evaluation";
import { requireRowsInOneCall } from "../engine/scenario/oneCall";
import { requireOutput, SCENARIO_OUTPUTS, type ScenarioOutput } from "../engine/scenario/outputs";
import { DEFAULT_NUMBERS, type OutputValue, shownOutput } from "../engine/scenario/scenario";
import { flag, isBlank, isBlankOrZero, type RawCell, rows as tableOf, text } from "./support/arguments";
import { shown, spillShown } from "./support/cell";
import { line } from "./support/scenario";
import { ScenarioTable } from "./support/scenarioTable";

function outputsOf(raw: RawCell): readonly ScenarioOutput[] {
  const names = tableOf(raw)
    .flat()
    .filter((cell) => !isBlankOrZero(cell));
  if (names.length === 0 || (names.length === 1 && String(names[0]).trim().toLowerCase() === "all")) return SCENARIO_OUTPUTS;
  return names.map((name) => requireOutput("outputs", text("outputs", name)));
}

/** The places of the rows that hold a scenario: those with a cell that is neither empty nor 0. @throws DomainError for a row that is not so wide. */
function filledRows(table: readonly (readonly RawCell[])[], width: number): Int32Array {
  const filled = new Int32Array(table.length);
  let count = 0;
  for (let r = 0; r < table.length; r++) {
    const row = table[r];
    if (row.length !== width) {
      throw new DomainError(`headers and rows must be equally wide: headers has ${width} columns, rows ${row.length}`);
    }
    let c = 0;
    // Compared here and not in a function of its own: a sheet has a million rows.
    while (c < row.length && (row[c] === null || row[c] === 0 || row[c] === "" || isBlankOrZero(row[c]))) c++;
    if (c < row.length) filled[count++] = r;
  }
  return filled.subarray(0, count);
}

/**
 * The answers of all rows below a header, as far down as the rows are filled; an error in a row stands in its first cell,
 * and the row's other cells stay empty, as do those of a blank row.
 */
function scenarioAnswers(
  names: readonly RawCell[],
  rows: readonly (readonly RawCell[])[],
  asked: readonly ScenarioOutput[],
  header: readonly string[][],
): unknown[][] {
  const above = header.length;
  const filled = filledRows(rows, names.length);
  const nanosecondsPerRow = requireRowsInOneCall({ rows: filled.length, columns: names.length, outputs: asked.length });
  const isFull = filled.length === rows.length;
  const table = new ScenarioTable(names, isFull ? rows : Array.from(filled, (r) => rows[r]));
  const blankRow = asked.map(() => "");
  if (filled.length === 0) return above > 0 ? [...header] : [blankRow];
  const answers = new Array<unknown[]>(above + filled[filled.length - 1] + 1);
  if (!isFull) answers.fill(blankRow);
  header.forEach((row, i) => (answers[i] = row));
  const { refused } = table;
  // A copy of it is an array that holds bare numbers: half the memory, and half the time, of one that could hold anything.
  const bareNumbers = asked.map(() => 0.5);
  let valueOf: ((row: number) => OutputValue)[] | undefined;
  const hasFlag = asked.some(({ kind }) => kind === "flag");

  evaluateRows({
    numbers: DEFAULT_NUMBERS,
    varied: table.varied,
    outputs: asked.map(({ name }) => name),
    count: filled.length,
    nanosecondsPerRow,
    fill: table.fill,
    take: (results, from, count, readingOf) => {
      valueOf ??= asked.map((output, o) => shownOutput(output, results[o], readingOf));
      for (let at = 0; at < count; at++) {
        const answer = above + filled[from + at];
        const refusal = refused.size > 0 ? refused.get(from + at) : undefined;
        let isComplete = !hasFlag && refusal === undefined;
        for (let o = 0; isComplete && o < results.length; o++) isComplete = isFiniteNumber(results[o][at]);
        if (isComplete) {
          const numbers = bareNumbers.slice();
          for (let o = 0; o < results.length; o++) numbers[o] = results[o][at];
          answers[answer] = numbers;
          continue;
        }
        const cells: unknown[] = blankRow.slice();
        if (refusal !== undefined) cells[0] = shown(refusal);
        else {
          for (let o = 0; o < results.length; o++) {
            const value = results[o][at];
            const isPlain = isFiniteNumber(value) && asked[o].kind === "number";
            cells[o] = isPlain ? value : shown(valueOf[o](at));
          }
        }
        answers[answer] = cells;
      }
    },
  });
  return answers;
}

/**
 * One scenario per row, the asked outputs beside each: a whole table of scenarios in one call.
 * @customfunction SCENARIOS
 * @category What-if
 * @param headers The input names above the columns of rows (FT.LIST("inputs")); a column without one is ignored.
 * @param rows One scenario per row, as wide as headers; a blank cell is 0, or the default where 0 makes no sense (as does the word default); a blank row gives a blank row; each row is a scenario of its own, also in what follows from its api_model or its bill.
 * @param [outputs] The outputs to show (FT.LIST("outputs")), a range or one name; all of them when omitted.
 * @param [show_headers] TRUE to start with a row of output names; TRUE when omitted.
 * @returns A row of outputs for each scenario, under a header row unless show_headers is FALSE.
 * @throws #VALUE! when a header is unknown, named twice or a required one is missing; an error in a row stays in that row.
 * @example SCENARIOS({"requests_per_day","tokens_in","tokens_out","price_in_per_1m","price_out_per_1m","price_per_instance_hour"}, {50000,800,200,5,5,1.25;5000,800,200,1,1,1.25}, {"api_cost","serving_cost"}) => {"api_cost","serving_cost";7500,900;150,900}
 * @example SCENARIOS({"requests_per_day","tokens_in","tokens_out","price_in_per_1m","price_out_per_1m","price_per_instance_hour"}, {50000,800,200,-5,5,1.25;5000,800,200,1,1,1.25}, {"api_cost","serving_cost"}, FALSE) => {#VALUE!,"";150,900}
 * @example SCENARIOS({"requests_per_day","price_in"}, {1,2}) => #VALUE!
 * @see FT.MODEL with names, which can be dragged down the same rows
 * @requiresParameterAddresses
 */
export function scenarios(
  headers: any[][],
  rows: any[][],
  outputs?: any[][],
  show_headers?: boolean,
  call?: CustomFunctions.Invocation,
): any[][] {
  return spillShown(() => {
    const names = line("headers", headers);
    if (isBlank(rows)) throw new DomainError("rows is required: one scenario in each row, its values under headers");
    const table = tableOf(rows);
    const asked = outputsOf(outputs);
    const header = flag("show_headers", show_headers, true, call) ? [asked.map((output) => output.name)] : [];
    return scenarioAnswers(names, table, asked, header);
  });
}
