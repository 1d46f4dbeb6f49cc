import type { CellErrorCode } from "../../engine/errors";

/*
 * What Excel hands over, looked at once: every form in which a platform sends a number, a text, TRUE or FALSE, an error or
 * nothing at all becomes one tagged value, and every reader is a switch on it.
 */

/** One cell or argument as it may arrive: a number, text, TRUE/FALSE, nothing, an error, or an object of a newer data type. */
export type RawCell = unknown;

export type CellContent =
  /** Nothing: an argument that is left out, or an empty cell; only the address of the argument can tell which. */
  | { readonly kind: "nothing" }
  /** Surely an empty cell: one inside a range, one of a newer data type, or the text "" of a formula that wants its cell to look empty. */
  | { readonly kind: "empty" }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "flag"; readonly value: boolean }
  | { readonly kind: "error"; readonly code: CellErrorCode }
  /** More cells than one where one is meant, or none. */
  | { readonly kind: "range" };

const NOTHING: CellContent = { kind: "nothing" };
const EMPTY: CellContent = { kind: "empty" };
const RANGE: CellContent = { kind: "range" };

/** How Excel's JavaScript API names the errors, beside the text that a cell shows. */
const ERRORS: Readonly<Record<CellErrorCode, string>> = {
  "#VALUE!": "Value",
  "#N/A": "NotAvailable",
  "#DIV/0!": "Div0",
  "#NUM!": "Num",
  "#REF!": "Ref",
  "#NAME?": "Name",
  "#NULL!": "Null",
  "#BUSY!": "Busy",
  "#CALC!": "Calc",
  "#SPILL!": "Spill",
  "#GETTING_DATA": "GettingData",
  "#CONNECT!": "Connect",
  "#BLOCKED!": "Blocked",
  "#UNKNOWN!": "Unknown",
  "#FIELD!": "Field",
  "#EXTERNAL!": "External",
};
const ERROR_TEXTS = new Map<unknown, CellErrorCode>(Object.keys(ERRORS).map((text) => [text, text as CellErrorCode]));
const ERROR_NAMES = new Map<unknown, CellErrorCode>(
  Object.entries(ERRORS).map(([text, name]) => [name.toLowerCase(), text as CellErrorCode]),
);

/** The error an object stands for: an Error of the custom functions runtime, or a cell value of the type Error. */
function errorOf({ code, basicValue, errorType, type }: Readonly<Record<string, unknown>>): CellErrorCode | undefined {
  const named = typeof errorType === "string" ? ERROR_NAMES.get(errorType.toLowerCase()) : undefined;
  const known = named ?? ERROR_TEXTS.get(code) ?? ERROR_TEXTS.get(basicValue);
  // An error newer than this list is an error all the same.
  return known ?? (typeof errorType === "string" || type === "Error" ? "#VALUE!" : undefined);
}

function contentOfObject(raw: object): CellContent {
  if (Array.isArray(raw)) {
    // Excel passes one cell to a range argument as 1×1.
    if (raw.length !== 1 || !Array.isArray(raw[0]) || raw[0].length !== 1) return RANGE;
    const cell: unknown = raw[0][0];
    if (Array.isArray(cell)) return RANGE;
    const content = contentOf(cell);
    // A range that is left out is no range.
    return content.kind === "nothing" ? EMPTY : content;
  }
  const code = errorOf(raw as Readonly<Record<string, unknown>>);
  if (code !== undefined) return { kind: "error", code };
  if ("type" in raw && raw.type === "Empty") return EMPTY;
  // A number with a format, a date, an entity: its basic value is what a formula would calculate with.
  if ("basicValue" in raw && (typeof raw.basicValue !== "object" || raw.basicValue === null)) return contentOf(raw.basicValue);
  // The Invocation of the call, which lands in the newest optional argument where Excel still has the metadata of an older release.
  return NOTHING;
}

/** What a cell holds. */
export function contentOf(raw: RawCell): CellContent {
  switch (typeof raw) {
    case "number":
      return { kind: "number", value: raw };
    case "string": {
      if (raw === "") return EMPTY;
      const code = raw.charCodeAt(0) === HASH ? ERROR_TEXTS.get(raw) : undefined;
      return code === undefined ? { kind: "text", value: raw } : { kind: "error", code };
    }
    case "boolean":
      return { kind: "flag", value: raw };
    case "object":
      return raw === null ? NOTHING : contentOfObject(raw);
    default:
      return NOTHING;
  }
}

const HASH = "#".charCodeAt(0);

/** True for an argument that is not there and for an empty cell. */
export function isBlank(raw: RawCell): boolean {
  if (raw === null || raw === undefined || raw === "") return true;
  if (typeof raw !== "object") return false;
  const { kind } = contentOf(raw);
  return kind === "nothing" || kind === "empty";
}

/**
 * True for a cell that is empty or 0, which some platforms send for an empty one: where no 0 can be meant, as in a name,
 * both are blank.
 */
export function isBlankOrZero(raw: RawCell): boolean {
  if (typeof raw === "number") return raw === 0;
  if (raw === null || raw === undefined || raw === "") return true;
  if (typeof raw !== "object") return false;
  const content = contentOf(raw);
  return content.kind === "nothing" || content.kind === "empty" || (content.kind === "number" && content.value === 0);
}

/** How many cells there are up to the last that is not blank, which a 0 is, too, unless said otherwise. */
export function filledLength(cells: readonly RawCell[], isBlankCell = isBlankOrZero): number {
  let length = cells.length;
  while (length > 0 && isBlankCell(cells[length - 1])) length--;
  return length;
}

/** The error a cell holds, if it holds one. */
export function readErrorCode(raw: RawCell): CellErrorCode | undefined {
  if (typeof raw !== "object" && typeof raw !== "string") return undefined;
  const content = contentOf(raw);
  return content.kind === "error" ? content.code : undefined;
}
