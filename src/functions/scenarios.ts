import { CalculationError, DomainError } from "../engine/errors";
import { evaluateRows, inputSlot } from "../engine/scenario/evaluation";
import { closedBounds, type NumberInput, requireInDomain, requireInput, zeroIsDefault } from "../engine/scenario/inputs";
import { requireOutput, SCENARIO_OUTPUTS, type ScenarioOutput } from "../engine/scenario/outputs";
import { ANY_VALID_VALUE, DEFAULT_NUMBERS, outputValue, REQUIRED_INPUTS } from "../engine/scenario/scenario";
import { flag, isBlank, isBlankOrZero, type RawCell, rows as tableOf, text } from "./support/arguments";
import { shown, spillShown } from "./support/cell";
import { entryOf, line } from "./support/scenario";
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
    if (isBlankOrZero(header)) return;
    const input = requireInput("headers", text("headers", header));
    if (seen.has(input.name)) throw new DomainError(`headers names ${input.name} twice`);
    seen.add(input.name);
    if (input.kind !== "number") return;
    const [lowest, highest] = closedBounds(
      input.zeroMeansDefault === true ? { ...input.domain, aboveLeast: true } : input.domain,
    );
    const fallback = DEFAULT_NUMBERS[inputSlot(input.name)];
    columns.push({ at, input, fallback, lowest, highest, whole: input.domain.whole === true });
  });
  if (seen.size === 0) throw new DomainError("headers is required: the names of the inputs above their columns");
  const missing = REQUIRED_INPUTS.filter((name) => !seen.has(name));
  if (missing.length > 0) throw new DomainError(`headers needs ${missing.join(", ")}: no default exists`);
  return columns;
}

function outputsOf(raw: RawCell): readonly ScenarioOutput[] {
  const names = tableOf(raw)
    .flat()
    .filter((cell) => !isBlankOrZero(cell));
  if (names.length === 0 || (names.length === 1 && String(names[0]).trim().toLowerCase() === "all")) return SCENARIO_OUTPUTS;
  return names.map((name) => requireOutput("outputs", text("outputs", name)));
}

/** A cell that is not simply a number within the input's domain. */
function readUnusual({ input, fallback }: InputColumn, raw: RawCell): number {
  const { value, isMeant } = entryOf(input, raw);
  if (value instanceof CalculationError) throw value;
  if (typeof value === "number" && (value !== 0 || isMeant === true || !zeroIsDefault(input)))
    return requireInDomain(input, value);
  if (input.fallback === undefined) throw new DomainError(`${input.name} has no default: enter a number`);
  return fallback;
}

/** The rows that hold a scenario: those with a cell that is neither empty nor 0. */
function filledRowsOf(table: readonly (readonly RawCell[])[]): Int32Array {
  const filled = new Int32Array(table.length);
  let count = 0;
  for (let r = 0; r < table.length; r++) {
    const row = table[r];
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
  columns: readonly InputColumn[],
  table: readonly (readonly RawCell[])[],
  asked: readonly ScenarioOutput[],
  header: readonly string[][],
): unknown[][] {
  const above = header.length;
  const filled = filledRowsOf(table);
  const blankRow = asked.map(() => "");
  if (filled.length === 0) return above > 0 ? [...header] : [blankRow];
  const answers = new Array<unknown[]>(above + filled[filled.length - 1] + 1);
  answers.fill(blankRow);
  header.forEach((row, i) => (answers[i] = row));
  const refused = new Map<number, CalculationError>();
  // A copy of it is an array that holds bare numbers: half the memory, and half the time, of one that could hold anything.
  const bareNumbers = asked.map(() => 0.5);
  const hasFlag = asked.some(({ kind }) => kind === "flag");

  const readRefused = (column: InputColumn, place: number): number => {
    try {
      return readUnusual(column, table[filled[place]][column.at]);
    } catch (error) {
      if (!(error instanceof CalculationError)) throw error;
      if (!refused.has(place)) refused.set(place, error);
      return ANY_VALID_VALUE;
    }
  };

  evaluateRows({
    numbers: DEFAULT_NUMBERS,
    varied: columns.map(({ input }) => input.name),
    outputs: asked.map(({ name }) => name),
    count: filled.length,
    fill: (targets, from, count) => {
      for (let i = 0; i < count; i++) {
        const row = table[filled[from + i]];
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
            cells[o] = isPlain ? value : shown(outputValue(asked[o], value, quantityOfRow));
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
 * @param rows One scenario per row, as wide as headers; a blank cell is 0, or the default where 0 makes no sense (as does the word default); a blank row gives a blank row.
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
    const columns = inputColumns(names);
    if (isBlank(rows)) throw new DomainError("rows is required: one scenario in each row, its values under headers");
    const table = tableOf(rows);
    const misfit = table.find((row) => row.length !== names.length);
    if (misfit !== undefined) {
      throw new DomainError(`headers and rows must be equally wide: headers has ${names.length} columns, rows ${misfit.length}`);
    }
    const asked = outputsOf(outputs);
    const header = flag("show_headers", show_headers, true, call) ? [asked.map((output) => output.name)] : [];
    return scenarioAnswers(columns, table, asked, header);
  });
}
