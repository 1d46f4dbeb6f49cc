import { CalculationError, DomainError } from "../../engine/errors";
import { requireInput, type NumberInput, type ScenarioInput } from "../../engine/scenario/inputs";
import { requireOutput, type ScenarioOutput } from "../../engine/scenario/outputs";
import { type Scenario, scenarioOf, type ScenarioEntry } from "../../engine/scenario/scenario";
import { modelFigure } from "../../presets/models";
import { isBlank, number, optionalText, type RawCell, readErrorCode, rows, text } from "./arguments";

/*
 * A scenario as it stands in a sheet, read into what the engine takes: a block of names and values, or a row of values
 * under a row of names.
 */

/** The error a cell holds, as the value of `name`; undefined where it holds none. */
export function errorIn(name: string, raw: RawCell): CalculationError | undefined {
  const code = readErrorCode(raw);
  return code === undefined ? undefined : new CalculationError(code, `${name} holds the error ${code}`);
}

/** The value of a number input; where it is a model's size, a model's key or "8b" stands for it. */
export function inputNumber(input: NumberInput, raw: RawCell): number {
  if (input.keys !== "models" || typeof raw !== "string" || /^[\s\d.]*$/.test(raw)) return number(input.name, raw);
  const size = /^\s*(\d+(?:\.\d+)?)\s*b\s*$/i.exec(raw);
  return size === null ? modelFigure(raw, "params_b", input.name) : Number(size[1]);
}

function entryOf(input: ScenarioInput, raw: RawCell): ScenarioEntry {
  const fault = errorIn(input.name, raw);
  if (fault !== undefined) return { name: input.name, value: fault };
  if (isBlank(raw) || (typeof raw === "string" && raw.trim() === "")) return { name: input.name };
  if (input.kind === "number") return { name: input.name, value: inputNumber(input, raw) };
  const key = optionalText(input.name, raw, "");
  return key === "" ? { name: input.name } : { name: input.name, value: key };
}

/** True for the heading "name | value", which a selection of the whole block takes along. */
function isHeading(row: RawCell[]): boolean {
  return /^\s*name\s*$/i.test(String(row[0])) && /^\s*values?\s*$/i.test(String(row[1]));
}

/** The lines of a scenario: two columns of names and values, further columns ignored, blank rows and a heading skipped. */
export function scenarioEntries(raw: RawCell): ScenarioEntry[] {
  const entries: ScenarioEntry[] = [];
  const table = rows(raw);
  for (const row of table.length > 0 && isHeading(table[0]) ? table.slice(1) : table) {
    if (isBlank(row[0]) && isBlank(row[1])) continue;
    if (row.length < 2) throw new DomainError("scenario must have two columns, names and values; or give names as well");
    entries.push(entryOf(requireInput("scenario", text("scenario (a name)", row[0])), row[1]));
  }
  if (entries.length === 0) throw new DomainError("scenario is required: rows of an input's name and its value");
  return entries;
}

/** The lines of a scenario whose values stand in one row or column and their names in another. */
function entriesUnderNames(rawValues: RawCell, rawNames: RawCell): ScenarioEntry[] {
  const names = line("names", rawNames);
  const values = line("scenario", rawValues);
  if (names.length !== values.length) {
    throw new DomainError(
      `names and scenario must have the same length: there are ${names.length} names and ${values.length} values`,
    );
  }
  const entries: ScenarioEntry[] = [];
  for (let i = 0; i < names.length; i++) {
    // A column without a name may hold anything, such as a note.
    if (!isBlank(names[i])) entries.push(entryOf(requireInput("names", text("names", names[i])), values[i]));
  }
  return entries;
}

/** The cells of a single row or column. */
export function line(name: string, raw: RawCell): RawCell[] {
  const table = rows(raw);
  if (table.length > 1 && table.some((row) => row.length > 1)) throw new DomainError(`${name} must be a single row or column`);
  return table.flat();
}

/** A scenario given as a block, or as values under `names`. */
export function scenario(raw: RawCell, names?: RawCell): Scenario {
  const named = names !== undefined && names !== null && !rows(names).flat().every(isBlank);
  return scenarioOf(named ? entriesUnderNames(raw, names) : scenarioEntries(raw));
}

/** One output, `fallback` where none is named. */
export function output(raw: RawCell, fallback: string): ScenarioOutput {
  return requireOutput("output", optionalText("output", raw, fallback));
}
