import { CellError } from "../customFunctionsRuntime";
import type { HostProfile } from "./profiles";

/*
 * What a host sends to a function for a cell: Microsoft documents it for the runtime and for data types, and threads of
 * OfficeDev/office-js (4702, 5262, 1951) for the forms of an empty cell.
 */

export type ParameterType = "number" | "string" | "boolean" | "any";

/** What Excel's JavaScript interface calls its errors. */
const ERROR_TYPES: Readonly<Record<string, string>> = {
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

export const isErrorOfExcel = (text: unknown): text is string => typeof text === "string" && Object.hasOwn(ERROR_TYPES, text);

/** The 0 of a type. */
const ZEROS: Readonly<Record<ParameterType, unknown>> = { number: 0, any: 0, boolean: false, string: "" };

/** An empty cell, referred to by an argument of a type; inside a range the type is any. */
export function emptyCell({ blanks }: HostProfile, type: ParameterType): unknown {
  if (blanks === "null") return null;
  if (blanks === "object" && type === "any") return { type: "Empty", basicType: "Empty", basicValue: "" };
  return ZEROS[type];
}

/** An error in a cell, for an argument that takes errors. */
export function errorCell({ blanks }: HostProfile, code: string): unknown {
  if (blanks !== "object") return new CellError(code);
  return { type: "Error", basicType: "Error", basicValue: code, errorType: ERROR_TYPES[code] ?? "Value" };
}

/** A value in a cell; with data types a number goes to arguments of any type with its format. */
export function filledCell(
  { blanks }: HostProfile,
  value: string | number | boolean,
  type: ParameterType,
  format?: string,
): unknown {
  if (blanks !== "object" || type !== "any" || typeof value !== "number") return value;
  return { type: "FormattedNumber", basicType: "Double", basicValue: value, numberFormat: format ?? "General" };
}

/** Whether what is sent is larger than a host lets through; a bound first, since writing it out takes as long as sending it. */
export function isTooLarge(sent: unknown, mostBytes: number | undefined): boolean {
  if (mostBytes === undefined || bound(sent) <= mostBytes) return false;
  return new TextEncoder().encode(JSON.stringify(sent)).length > mostBytes;
}

/** At least the bytes of a value as JSON: no number has more than 25 characters, no character more than six bytes. */
function bound(value: unknown): number {
  if (typeof value === "string") return 6 * value.length + 3;
  if (Array.isArray(value)) {
    let sum = 3;
    for (const each of value) sum += bound(each);
    return sum;
  }
  if (typeof value === "object" && value !== null) return 6 * JSON.stringify(value).length;
  return 26;
}
