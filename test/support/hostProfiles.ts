import { emptyCell, errorCell, filledCell, isErrorOfExcel, type ParameterType } from "../../src/tryout/hosts/cellsAsSent";
import { HOST_NAMES, type HostName, type HostProfile, HOSTS } from "../../src/tryout/hosts/profiles";
import type { ParameterMetadata } from "./builtFunctions";

/*
 * What each Excel sends for the same formula. An argument is left out, written in the formula, or taken from cells; what a
 * cell is sent as is the browser workbook's own account of the hosts (src/tryout/hosts).
 */

export { HOST_NAMES, type HostName };

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

function cell(host: HostProfile, content: CellContent, type: ParameterType): unknown {
  if (content === EMPTY) return emptyCell(host, type);
  return isErrorOfExcel(content) ? errorCell(host, content) : filledCell(host, content, type);
}

/** The value that reaches the function. */
function send(host: HostProfile, parameter: ParameterMetadata, argument: Argument): unknown {
  const isMatrix = parameter.dimensionality === "matrix";
  if (argument instanceof InCells) {
    if (isMatrix) return argument.cells.map((row) => row.map((content) => cell(host, content, "any")));
    return cell(host, argument.cells[0][0], parameter.type ?? "any");
  }
  if (argument === undefined || argument === null) return null;
  return isMatrix && !Array.isArray(argument) ? [[argument]] : argument;
}

/** What Excel hands to a function: its arguments, and the call itself last. */
export function sentBy(host: HostName, { id, parameters, needsAddresses }: Callee, args: readonly Argument[]): unknown[] {
  const sent = parameters.map((parameter, i) => send(HOSTS[host], parameter, args[i]));
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
