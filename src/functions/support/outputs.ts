import { option, type RawCell } from "./arguments";
import type { TableCell } from "./cell";
import { ownEntry } from "../../engine/ownEntry";

/** One output of a function: what Excel says of it while typing, its unit, and how it is read off the result. */
export interface Figure<Result> {
  readonly tooltip: string;
  readonly unit: string;
  readonly of: (result: Result) => TableCell;
}

/** The outputs of a function by the names that users write, in the order of the list; `all` stands for every figure. */
export type Outputs<Result> = Readonly<Record<string, Figure<Result> | { readonly tooltip: string }>>;

/** The output that is asked for. */
export const outputAsked = <Name extends string>(
  outputs: Readonly<Record<Name, unknown>>,
  raw: RawCell,
  fallback: NoInfer<Name>,
  argument = "output",
): Name => option(argument, raw, Object.keys(outputs) as Name[], { fallback });

/** One output of a result; for an output that is no figure, every figure as a row of name, value, unit. */
export function outputCells<Result>(outputs: Outputs<Result>, asked: string, result: Result): TableCell | TableCell[][] {
  const wanted = ownEntry(outputs, asked);
  if (wanted !== undefined && "of" in wanted) return wanted.of(result);
  return Object.entries(outputs).flatMap(([name, output]) => ("of" in output ? [[name, output.of(result), output.unit]] : []));
}
