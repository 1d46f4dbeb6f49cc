import { CalculationError, DomainError } from "../engine/errors";
import { evaluateRows, inputSlot } from "../engine/scenario/evaluation";
import { closedBounds, inDomain, type NumberInput, requireInDomain, requireInput } from "../engine/scenario/inputs";
import { requireOutput, SCENARIO_OUTPUTS, type ScenarioOutput } from "../engine/scenario/outputs";
import { ANY_VALID_VALUE, DEFAULT_NUMBERS, outputValue, REQUIRED_INPUTS } from "../engine/scenario/scenario";
import { flag, isBlank, type RawCell, rows as tableOf, text } from "./support/arguments";
import { shown, spillShown } from "./support/cell";
import { errorIn, inputNumber, line } from "./support/scenario";
import { isFiniteNumber } from "../engine/numbers";

/** A column of the rows that holds a number input, with its default for blank cells. */
interface InputColumn {
  readonly at: number;
  readonly input: NumberInput;
  readonly fallback: number;
  readonly lowest: number;
  readonly highest: number;
  readonly whole: boolean;
}

function inputColumns(headers: RawCell[]): InputColumn[] {
  const columns: InputColumn[] = [];
  const seen = new Set<string>();
  headers.forEach((header, at) => {
    // A column without a name may hold anything, such as a note.
    if (isBlank(header)) return;
    const input = requireInput("headers", text("headers", header));
    if (seen.has(input.name)) throw new DomainError(`headers names ${input.name} twice`);
    seen.add(input.name);
    if (input.kind !== "number") return;
    const [lowest, highest] = closedBounds(input.domain);
    const fallback = DEFAULT_NUMBERS[inputSlot(input.name)];
    columns.push({ at, input, fallback, lowest, highest, whole: input.domain.whole === true });
  });
  if (seen.size === 0) throw new DomainError("headers is required: the names of the inputs above their columns");
  const missing = REQUIRED_INPUTS.filter((name) => !seen.has(name));
  if (missing.length > 0) throw new DomainError(`headers needs ${missing.join(", ")}: no default exists`);
  return columns;
}

function outputsOf(raw: RawCell): readonly ScenarioOutput[] {
  const names =
    raw === null || raw === undefined
      ? []
      : tableOf(raw)
          .flat()
          .filter((cell) => !isBlank(cell));
  if (names.length === 0 || (names.length === 1 && String(names[0]).trim().toLowerCase() === "all")) return SCENARIO_OUTPUTS;
  return names.map((name) => requireOutput("outputs", text("outputs", name)));
}

/** A cell that is not simply a number within the input's domain. */
function readUnusual({ input, fallback }: InputColumn, raw: RawCell): number {
  const fault = errorIn(input.name, raw);
  if (fault !== undefined) throw fault;
  if (isBlank(raw) || (typeof raw === "string" && raw.trim() === "")) {
    if (input.fallback === undefined) throw new DomainError(`${input.name} is required: enter a number`);
    return fallback;
  }
  const value = inputNumber(input, raw);
  // A blank cell as some platforms send it: no 0 can be meant here.
  if (value === 0 && !inDomain(input.domain, 0)) return fallback;
  return requireInDomain(input, value);
}

const BLANK = Symbol("blank row");

/** The answers of all rows below a header; an error in a row stands in its first cell, and the row's other cells stay empty. */
function scenarioAnswers(
  columns: readonly InputColumn[],
  table: readonly (readonly RawCell[])[],
  asked: readonly ScenarioOutput[],
  header: readonly string[][],
): unknown[][] {
  const above = header.length;
  const answers = new Array<unknown[]>(above + table.length);
  header.forEach((row, i) => (answers[i] = row));
  const refused = new Map<number, CalculationError | typeof BLANK>();
  // A copy of it is an array that holds bare numbers: half the memory, and half the time, of one that could hold anything.
  const bareNumbers = asked.map(() => 0.5);
  const blankRow = asked.map(() => "");
  const hasFlag = asked.some(({ kind }) => kind === "flag");

  const readRefused = (column: InputColumn, rowNumber: number): number => {
    const row = table[rowNumber];
    try {
      return readUnusual(column, row[column.at]);
    } catch (error) {
      if (!(error instanceof CalculationError)) throw error;
      if (!refused.has(rowNumber)) refused.set(rowNumber, row.every(isBlank) ? BLANK : error);
      return ANY_VALID_VALUE;
    }
  };

  evaluateRows({
    numbers: DEFAULT_NUMBERS,
    varied: columns.map(({ input }) => input.name),
    outputs: asked.map(({ name }) => name),
    count: table.length,
    fill: (targets, from, count) => {
      for (let i = 0; i < count; i++) {
        const row = table[from + i];
        for (let c = 0; c < columns.length; c++) {
          const { at, lowest, highest, whole } = columns[c];
          const raw = row[at];
          // Compared here and not in a function of its own: a number that is passed on is first put into an object.
          if (typeof raw === "number" && raw >= lowest && raw <= highest && !whole) targets[c][i] = raw;
          else targets[c][i] = readRefused(columns[c], from + i);
        }
      }
    },
    take: (results, from, count, quantity) => {
      let at = 0;
      const quantityOfRow = (name: string): number => quantity(name, at);
      for (at = 0; at < count; at++) {
        const refusal = refused.size > 0 ? refused.get(from + at) : undefined;
        let isComplete = !hasFlag && refusal === undefined;
        for (let o = 0; isComplete && o < results.length; o++) isComplete = results[o][at] - results[o][at] === 0;
        if (isComplete) {
          const numbers = bareNumbers.slice();
          for (let o = 0; o < results.length; o++) numbers[o] = results[o][at];
          answers[above + from + at] = numbers;
          continue;
        }
        const cells: unknown[] = blankRow.slice();
        if (refusal !== undefined) cells[0] = refusal === BLANK ? "" : shown(refusal);
        else {
          for (let o = 0; o < results.length; o++) {
            const value = results[o][at];
            const isPlain = isFiniteNumber(value) && asked[o].kind === "number";
            cells[o] = isPlain ? value : shown(outputValue(asked[o], value, quantityOfRow));
          }
        }
        answers[above + from + at] = cells;
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
 * @param rows One scenario per row; a blank cell means the input's default, a blank row gives a blank row.
 * @param [outputs] The outputs to show (FT.LIST("outputs")), a range or one name; all of them when omitted.
 * @param [show_headers] TRUE to start with a row of output names; TRUE when omitted.
 * @returns A row of outputs for each scenario, under a header row unless show_headers is FALSE.
 * @throws #VALUE! when a header is unknown, named twice or a required one is missing; an error in a row stays in that row.
 * @example SCENARIOS({"requests_per_day","tokens_in","tokens_out","price_in_per_1m","price_out_per_1m","price_per_instance_hour"}, {50000,800,200,5,5,1.25;5000,800,200,1,1,1.25}, {"api_cost","serving_cost"}) => {"api_cost","serving_cost";7500,900;150,900}
 * @example SCENARIOS({"requests_per_day","tokens_in","tokens_out","price_in_per_1m","price_out_per_1m","price_per_instance_hour"}, {50000,800,200,-5,5,1.25;5000,800,200,1,1,1.25}, {"api_cost","serving_cost"}, FALSE) => {#VALUE!,"";150,900}
 * @example SCENARIOS({"requests_per_day","price_in"}, {1,2}) => #VALUE!
 * @see FT.MODEL with names, which can be dragged down the same rows
 */
export function scenarios(headers: any[][], rows: any[][], outputs?: any[][], show_headers?: boolean): any[][] {
  return spillShown(() => {
    const columns = inputColumns(line("headers", headers));
    const asked = outputsOf(outputs);
    const header = flag("show_headers", show_headers, true) ? [asked.map((output) => output.name)] : [];
    return scenarioAnswers(columns, tableOf(rows), asked, header);
  });
}
