import { DomainError } from "../../engine/errors";
import { numberInText } from "../../engine/numberText";
import { RANGE_FORMS } from "../../engine/rangeText";
import { inDomain, requireInput, type NumberInput, type ScenarioInput, type TextInputName } from "../../engine/scenario/inputs";
import { type ScenarioEntry, uncheckedScenario, type UncheckedScenario } from "../../engine/scenario/scenario";
import { typedRange } from "../../engine/scenario/typedRange";
import { modelFigure } from "../../presets/models";
import { scenarioPresets } from "../../presets/scenarioPresets";
import type { CellArea } from "../../workbook/excelCells";
import type { Selection } from "../../workbook/excelWorkbook";
import { sheetReference } from "../../workbook/sheetNames";
import { columnName } from "../../workbook/sheetPlan";

type Value = Selection["values"][number][number];

/** A line of the scenario, and the cell that holds its value. */
export interface ScenarioCell {
  readonly input: ScenarioInput;
  readonly entry: ScenarioEntry;
  readonly value: Value;
  readonly row: number;
  readonly column: number;
}

export interface ScenarioInCells {
  /** The cells it was read from, to read them again. */
  readonly area: CellArea;
  /** The block of names and values, as a formula on any sheet refers to it. */
  readonly reference: string;
  readonly cells: readonly ScenarioCell[];
  /** Its problems are values that an input cannot have: nothing can be computed before they are mended. */
  readonly scenario: UncheckedScenario;
}

/** What a cell is to hold instead. */
export interface Change {
  readonly cell: ScenarioCell;
  readonly becomes: number | string;
}

const SIZE = /^(\d+(?:\.\d+)?)\s*b$/i;
/** 1970-01-01 as Excel numbers days. */
const EPOCH_SERIAL = 25569;

/**
 * The scenario that the selected cells hold: two columns of names and values, read as FT.SIMULATE reads them. Further columns
 * and blank rows are left alone, and so is a heading.
 * @throws Error in the user's words.
 */
export function scenarioInCells(selection: Selection): ScenarioInCells {
  const { sheetName } = selection;
  const heading = selection.values.length > 0 && isHeading(selection.values[0]) ? 1 : 0;
  const values = selection.values.slice(heading);
  const top = selection.row + heading;
  const [names, column] = [columnName(selection.column), selection.column + 1];
  const filled = values.flatMap((cells, r) => (isBlank(cells[0]) ? [] : [{ cells, row: top + r }]));
  if (filled.length === 0 || (values[0]?.length ?? 0) < 2) {
    throw new Error(
      "Select the scenario first: two columns, the names of inputs and their values, such as requests_per_day and 50000.",
    );
  }
  const cells = filled.map(({ cells: [name, value], row }): ScenarioCell => {
    const input = requireInput(`${names}${row + 1}`, String(name));
    return { input, value, row, column, entry: entryOf(input, value, `${columnName(column)}${row + 1}`) };
  });
  return {
    area: { sheetName, row: top, column: selection.column, rows: values.length, columns: 2 },
    reference: sheetReference(sheetName, `$${names}$${top + 1}:$${columnName(column)}$${top + values.length}`),
    cells,
    scenario: scenarioFrom(cells.map(({ entry }) => entry)),
  };
}

/** The address of a scenario's cell on its sheet. */
export const addressOf = ({ row, column }: ScenarioCell): string => `${columnName(column)}${row + 1}`;

/** The scenario as it would be with other values in some of its cells. */
export function scenarioWith({ cells }: ScenarioInCells, changes: readonly Change[]): UncheckedScenario {
  const becomes = new Map(changes.map(({ cell, becomes: value }) => [cell, value]));
  return scenarioFrom(
    cells.map((cell) => {
      const value = becomes.get(cell);
      return value === undefined ? cell.entry : entryOf(cell.input, value, addressOf(cell));
    }),
  );
}

/** Days are read where their cell is, so that they arrive as text. */
export const dayAsItIs = (_name: TextInputName, day: string | undefined): string | undefined => day;

const PRESETS = scenarioPresets(dayAsItIs);

const scenarioFrom = (entries: readonly ScenarioEntry[]): UncheckedScenario => uncheckedScenario(entries, [], PRESETS);

const isHeading = ([name, value]: readonly Value[]): boolean =>
  /^\s*(name|input)\s*$/i.test(String(name)) && /^\s*values?\s*$/i.test(String(value));

const isBlank = (value: Value | undefined): boolean => value === undefined || value === 0 || String(value).trim() === "";

function entryOf(input: ScenarioInput, value: Value, address: string): ScenarioEntry {
  const { name } = input;
  const text = typeof value === "string" ? value.trim() : undefined;
  const word = text?.toLowerCase();
  if (text !== undefined && /^#[A-Z]/.test(text)) throw new Error(`${name} in ${address} holds the error ${text}.`);
  if (typeof value === "boolean") throw new Error(`${name} in ${address} must not be ${value ? "TRUE" : "FALSE"}.`);
  if (word === "default") return { name };
  if (input.kind === "text") {
    if (text === "" || word === "none") return { name };
    return { name, value: input.unit === "date" ? dayOf(name, value, address) : String(value) };
  }
  if (typeof value === "number") return { name, value };
  if (text === "" || text === undefined) return { name, value: 0 };
  if (word === "none") return inDomain(input.domain, 0) ? { name, value: 0, isMeant: true } : { name };
  const range = typedRange(input, text);
  return range === undefined ? { name, ...numberIn(input, text) } : { name, value: range.centre, range };
}

function numberIn(input: NumberInput, text: string): Pick<ScenarioEntry, "value" | "key"> {
  if (input.keys === "models" && !/^[\s\d.,]*$/.test(text)) {
    const size = SIZE.exec(text);
    return size === null ? { value: modelFigure(text, "params_b", input.name), key: text } : { value: Number(size[1]) };
  }
  try {
    return { value: numberInText(input.name, text) };
  } catch (error) {
    if (!(error instanceof DomainError) || input.keys === "models") throw error;
    throw new DomainError(`${error.message}. A range is typed as ${RANGE_FORMS}`);
  }
}

function dayOf(name: string, value: Value, address: string): string {
  if (typeof value === "number") return new Date((Math.floor(value) - EPOCH_SERIAL) * 86400e3).toISOString().slice(0, 10);
  const day = String(value).trim();
  if (/^\d{4}-\d\d-\d\d$/.test(day) && Number.isFinite(Date.parse(day))) return day;
  throw new Error(`${name} in ${address} must be a date such as 2026-09-23, not "${day}".`);
}
