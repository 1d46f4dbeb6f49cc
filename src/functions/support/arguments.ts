import { CalculationError, type CellErrorCode, DomainError } from "../../engine/errors";
import { requireOption } from "../../engine/names";
import { isFiniteNumber } from "../../engine/numbers";
import { numberInText } from "../../engine/numberText";
import { type CellContent, contentOf, isBlank, type RawCell } from "./cellContent";
import { isReference, whereWritten } from "./parameterAddresses";

/*
 * Arguments, read into what the engine takes. One rule on every platform: an argument that is left out takes its default,
 * an empty cell counts as 0, FALSE or "" as in Excel's own functions, and where 0 makes no sense both mean the default.
 * A plain number, which nearly every cell is, passes before anything is looked at.
 */

export { filledLength, isBlank, isBlankOrZero, type RawCell, readErrorCode } from "./cellContent";

type Call = CustomFunctions.Invocation | undefined;

const errorIn = (name: string, code: CellErrorCode): CalculationError =>
  new CalculationError(code, `${name} holds the error ${code}`);

const notSingle = (name: string): DomainError => new DomainError(`${name} must be a single value, not a range`);

/** The number in a cell; `empty` where the cell is empty or there is none. */
function numberIn<Empty>(name: string, content: CellContent, empty: () => Empty): number | Empty {
  switch (content.kind) {
    case "number":
      if (isFiniteNumber(content.value)) return content.value;
      throw new DomainError(`${name} must be a finite number, not ${content.value}`);
    case "text":
      return numberInText(name, content.value);
    case "flag":
      throw new DomainError(`${name} must be a number, not ${content.value ? "TRUE" : "FALSE"}`);
    case "error":
      throw errorIn(name, content.code);
    case "range":
      throw notSingle(name);
    case "nothing":
    case "empty":
      return empty();
  }
}

/** True for an empty cell; false for an argument left out, and where no one can tell. */
const isEmptyCell = (name: string, content: CellContent, call: Call): boolean =>
  content.kind === "empty" || isReference(name, call);

function requiredNumber(name: string, raw: RawCell, call: Call): number {
  const content = contentOf(raw);
  return numberIn(name, content, () => {
    if (isEmptyCell(name, content, call)) return 0;
    throw new DomainError(`${name} is required: enter a number`);
  });
}

/** A required number; text that is a number counts as one, as in Excel, and an empty cell as 0 where the call tells it. */
export function number(name: string, raw: RawCell, call?: Call): number {
  if (typeof raw === "number" && isFiniteNumber(raw)) return raw;
  return requiredNumber(name, raw, call);
}

function numberOr<Fallback>(name: string, raw: RawCell, fallback: Fallback, call: Call): number | Fallback {
  if (raw === null && call?.parameterAddresses === undefined) return fallback;
  const content = contentOf(raw);
  return numberIn(name, content, () => (isEmptyCell(name, content, call) ? 0 : fallback));
}

/** An optional number whose 0 means 0: left out it is `fallback`, an empty cell is 0. */
export function optional<Fallback>(name: string, raw: RawCell, fallback: Fallback, call?: Call): number | Fallback {
  if (typeof raw === "number" && isFiniteNumber(raw)) return raw;
  return numberOr(name, raw, fallback, call);
}

/** An optional number whose range excludes 0, so that 0 and an empty cell mean the default, as leaving it out does. */
export function optionalNonZero<Fallback>(name: string, raw: RawCell, fallback: Fallback): number | Fallback {
  if (typeof raw === "number" && isFiniteNumber(raw)) return raw || fallback;
  return numberOr(name, raw, fallback, undefined) || fallback;
}

/**
 * An optional number whose 0 means the default although a true 0 could be meant, which the word none says; `default` is
 * said by its word, too. Declared `any`, so that Excel lets the words pass.
 */
export function zeroMeansDefault(name: string, raw: RawCell, fallback: number): number {
  if (typeof raw === "number" && isFiniteNumber(raw)) return raw || fallback;
  if (raw === null) return fallback;
  const content = contentOf(raw);
  const word = content.kind === "text" ? content.value.trim().toLowerCase() : "";
  if (word === DEFAULT_WORD) return fallback;
  if (word === NONE_WORD) return 0;
  return numberIn(name, content, () => 0) || fallback;
}

/** What a cell says instead of a number: as if it were left out, and a 0 that is meant. */
export const DEFAULT_WORD = "default";
export const NONE_WORD = "none";

/** The text in a cell; undefined where there is none, which 0 stands for, too: no text of ours is "0". */
function textIn(name: string, raw: RawCell): string | undefined {
  const content = contentOf(raw);
  switch (content.kind) {
    case "text":
      return content.value.trim() || undefined;
    case "number":
      return content.value === 0 ? undefined : String(content.value);
    case "flag":
      throw new DomainError(`${name} must be text, not ${content.value ? "TRUE" : "FALSE"}`);
    case "error":
      throw errorIn(name, content.code);
    case "range":
      throw notSingle(name);
    case "nothing":
    case "empty":
      return undefined;
  }
}

/** Required text; a number typed where text is meant counts as its digits. */
export function text(name: string, raw: RawCell): string {
  const found = textIn(name, raw);
  if (found === undefined) throw new DomainError(`${name} is required: enter text`);
  return found;
}

/** Optional text. */
export function optionalText(name: string, raw: RawCell, fallback: string): string {
  return textIn(name, raw) ?? fallback;
}

/** One of a closed list of options, matched without case and by alias; without a fallback it is required. */
export function option<Option extends string>(
  name: string,
  raw: RawCell,
  options: readonly Option[],
  { fallback, aliases }: { fallback?: Option; aliases?: Readonly<Record<string, Option>> } = {},
): Option {
  // As it is written in the catalogue, so that a full sheet does not normalize the same word in every cell.
  if (typeof raw === "string" && (options as readonly string[]).includes(raw)) return raw as Option;
  const word = textIn(name, raw);
  if (word !== undefined) return requireOption(name, word, options, aliases);
  if (fallback !== undefined) return fallback;
  throw new DomainError(`${name} is required: one of ${options.slice(0, 8).join(", ")}`);
}

const YES = new Set(["true", "yes", "y", "1"]);
const NO = new Set(["false", "no", "n", "0"]);

/** TRUE or FALSE; 1, 0, "yes" and "no" count, an empty cell is FALSE; left out it is `fallback`, or an error without one. */
export function flag(name: string, raw: RawCell, fallback?: boolean, call?: Call): boolean {
  if (typeof raw === "boolean") return raw;
  const content = contentOf(raw);
  switch (content.kind) {
    case "flag":
      return content.value;
    case "number":
    case "text": {
      const word = String(content.value).trim().toLowerCase();
      if (YES.has(word)) return true;
      if (NO.has(word)) return false;
      throw new DomainError(
        `${name} must be TRUE or FALSE, not ${content.kind === "text" ? `"${content.value}"` : String(content.value)}`,
      );
    }
    case "error":
      throw errorIn(name, content.code);
    case "range":
      throw notSingle(name);
    case "nothing":
    case "empty":
      if (isEmptyCell(name, content, call)) return false;
      if (fallback !== undefined) return fallback;
      throw new DomainError(`${name} is required: TRUE or FALSE`);
  }
}

/**
 * What the user wants to see instead of an answer that does not exist; undefined where nothing is given. Written in the
 * formula anything counts, 0 and "" included; taken from a cell, 0 and an empty cell are no fallback.
 */
export function fallbackOf(name: string, raw: RawCell, call: Call): number | string | boolean | CalculationError | undefined {
  const content = contentOf(raw);
  const isWritten = whereWritten(name, call) === "in the formula";
  switch (content.kind) {
    case "number":
      return isFiniteNumber(content.value) && (content.value !== 0 || isWritten) ? content.value : undefined;
    case "text":
    case "flag":
      return content.value;
    case "error":
      return errorIn(name, content.code);
    case "range":
      return notSingle(name);
    case "empty":
      return isWritten ? "" : undefined;
    case "nothing":
      return undefined;
  }
}

/** Every row of a range; a single value counts as 1×1. */
export function rows(raw: RawCell): RawCell[][] {
  if (!Array.isArray(raw)) return [[raw]];
  return raw.every(Array.isArray) ? raw : raw.map((row: unknown) => (Array.isArray(row) ? row : [row]));
}

/** The numbers of a range, row by row; empty cells add nothing; text or an error is an error that says where. */
export function numbers(name: string, raw: RawCell): number[] {
  const values: number[] = [];
  const table = rows(raw);
  for (let r = 0; r < table.length; r++) {
    for (let c = 0; c < table[r].length; c++) {
      const value = table[r][c];
      if (typeof value === "number" && isFiniteNumber(value)) values.push(value);
      else if (!isBlank(value)) values.push(number(`${name} (row ${r + 1}, column ${c + 1})`, value));
    }
  }
  if (isBlank(raw) && !Array.isArray(raw)) throw new DomainError(`${name} is required: enter a number or a range of numbers`);
  return values.length > 0 ? values : [0];
}

/**
 * A series, one value per month from the first cell on, which is month `firstMonth`: a row or a column in which a blank
 * cell is a month of 0, so that it moves no other.
 */
export function series(name: string, raw: RawCell, firstMonth = 0): number[] {
  const table = rows(raw);
  if (table.length > 1 && table.some((row) => row.length > 1)) {
    throw new DomainError(`${name} must be a single row or column of months`);
  }
  return table.flat().map((value, month) => optional(`${name} (month ${month + firstMonth})`, value, 0));
}

/** A single value as a number, a longer row or column as a series whose first cell is month 1. */
export function numberOrSeries(name: string, raw: RawCell, call?: Call): number | number[] {
  if (typeof raw === "object" && raw !== null) {
    const table = raw as RawCell[][];
    if (table.length === 1 && table[0]?.length === 1) return number(name, table[0][0], call);
    if (Array.isArray(raw)) return series(name, table, 1);
  }
  return number(name, raw, call);
}
