import { CustomFunctionsError } from "./customFunctionsGlobal";
import type { ParameterMetadata } from "./builtFunctions";

/*
 * What each Excel sends for the same formula. An argument is left out, written in the formula, or taken from cells; the
 * profiles differ in how they send an empty cell, in whether they tell addresses, and in the metadata they still hold.
 */

export const PROFILES = ["web", "desktop", "data types", "ltsc", "stale", "newest"] as const;
export type Profile = (typeof PROFILES)[number];

/** An empty cell, wherever it stands. */
export const EMPTY = Symbol("an empty cell");
/** What a cell may hold; an error is its text, such as "#N/A". */
export type CellContent = number | string | boolean | typeof EMPTY;

/** An argument that refers to cells, one or a range. */
export class InCells {
  constructor(readonly cells: readonly (readonly CellContent[])[]) {}
}
export const inCell = (content: CellContent): InCells => new InCells([[content]]);

/** Left out (null), written in the formula (a value, or rows of an array), or in cells; anything else is sent as it is. */
export type Argument = unknown;

const ERRORS: Readonly<Record<string, string>> = {
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

const emptyOnDesktop = (type: string | undefined): unknown => (type === "boolean" ? false : type === "string" ? "" : 0);

/** An empty cell as a profile sends it: alone, to an argument of a type; inside a range, where there is no type but any. */
function emptyCell(profile: Profile, type: string | undefined): unknown {
  switch (profile) {
    case "web":
    case "stale":
    case "newest":
      return null;
    case "desktop":
    case "ltsc":
      return emptyOnDesktop(type);
    case "data types":
      return type === undefined || type === "any" ? { type: "Empty", basicType: "Empty", basicValue: "" } : emptyOnDesktop(type);
  }
}

function cell(profile: Profile, content: CellContent, type: string | undefined): unknown {
  if (content === EMPTY) return emptyCell(profile, type);
  const isAny = type === undefined || type === "any";
  if (typeof content === "string" && content in ERRORS) {
    if (profile !== "data types") return new CustomFunctionsError(content);
    return { type: "Error", basicType: "Error", basicValue: content, errorType: ERRORS[content] };
  }
  if (profile === "data types" && isAny && typeof content === "number") {
    return { type: "FormattedNumber", basicType: "Double", basicValue: content, numberFormat: "0.00" };
  }
  return content;
}

/** The value that reaches the function. */
function send(profile: Profile, parameter: ParameterMetadata, argument: Argument): unknown {
  const isMatrix = parameter.dimensionality === "matrix";
  if (argument instanceof InCells) {
    if (isMatrix) return argument.cells.map((row) => row.map((content) => cell(profile, content, undefined)));
    return cell(profile, argument.cells[0][0], parameter.type ?? "any");
  }
  if (argument === undefined || argument === null) return null;
  return isMatrix && !Array.isArray(argument) ? [[argument]] : argument;
}

/** What Excel hands to a function: its arguments, and the call itself last. */
export function sentBy(profile: Profile, { id, parameters, needsAddresses }: Callee, args: readonly Argument[]): unknown[] {
  const sent = parameters.map((parameter, i) => send(profile, parameter, args[i]));
  const call: Record<string, unknown> = { address: "Sheet1!A1", functionName: id };
  if (needsAddresses) {
    // A cell's address; nothing for what is written in the formula or left out.
    call.parameterAddresses = parameters.map((_, i) => (args[i] instanceof InCells ? `Sheet1!$Z$${i + 1}` : ""));
  }
  return [...sent, call];
}

export interface Callee {
  readonly id: string;
  readonly parameters: readonly ParameterMetadata[];
  readonly needsAddresses: boolean;
}
