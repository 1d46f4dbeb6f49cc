import { quoted } from "../workbook/plannedCells";
import { readNumber, type Separators } from "./numbers";
import type { FunctionEntry } from "./reference";

/* What is typed into the form of a function, as the formula a cell takes and as the values the function is called with. */

type Parameter = FunctionEntry["parameters"][number];

/** One argument: left out, a value, or cells by their address. */
export type Argument =
  | { readonly kind: "none" }
  | { readonly kind: "value"; readonly value: number | string | boolean; readonly formula: string }
  | { readonly kind: "cells"; readonly formula: string }
  | { readonly kind: "table"; readonly value: readonly (readonly (number | string | boolean)[])[]; readonly formula: string };

const SHEET = String.raw`(?:'(?:[^']|'')+'|[A-Za-z_][\w.]*)!`;
const CELL = String.raw`\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6}`;
const ADDRESS = new RegExp(`^(?:${SHEET})?${CELL}(?::${CELL})?#?$`);
const CERTAIN_ADDRESS = new RegExp(`^(?:${SHEET}${CELL}|\\$[A-Za-z]{1,3}\\$[1-9]\\d{0,6})(?::${CELL})?#?$`);

/** The list of FT.LIST that a parameter's description names as its keys. */
export function presetListOf({ description }: Parameter): string | undefined {
  return /FT\.LIST\("(gpus|models|api_models|instances)"\)/.exec(description)?.[1];
}

/** Words rather than cells: "L4", "B200" and "A10" are GPUs where a GPU is asked for. */
const takesWords = (parameter: Parameter): boolean =>
  parameter.options !== undefined || presetListOf(parameter) !== undefined || /\bkey\b/.test(parameter.description);

/** What a text in a parameter's field stands for. */
export function argumentOf(text: string, parameter: Parameter, separators: Separators): Argument {
  const typed = text.trim();
  if (typed === "") return { kind: "none" };
  const address = typed.replace(/^=/, "");
  if (typed.startsWith("=") && !ADDRESS.test(address)) return { kind: "cells", formula: address };
  if ((takesWords(parameter) && !typed.startsWith("=") ? CERTAIN_ADDRESS : ADDRESS).test(address))
    return { kind: "cells", formula: address };
  if (/^\{.*\}$/s.test(typed)) {
    const value = tableOf(typed);
    return value ? { kind: "table", value, formula: typed } : { kind: "value", value: typed, formula: quoted(typed) };
  }
  if (/^(true|false)$/i.test(typed)) return { kind: "value", value: /^true$/i.test(typed), formula: typed.toUpperCase() };
  const number = readNumber(typed, separators);
  if ("value" in number) return { kind: "value", value: number.value, formula: String(number.value) };
  return { kind: "value", value: typed, formula: quoted(typed) };
}

/** `{1,"a";2,TRUE}` as rows; undefined when it is not written so. */
function tableOf(text: string): (number | string | boolean)[][] | undefined {
  const rows: (number | string | boolean)[][] = [[]];
  const token = /\s*("(?:[^"]|"")*"|[^,;"]+)\s*([,;]|$)/y;
  const inside = text.slice(1, -1);
  while (token.lastIndex < inside.length) {
    const match = token.exec(inside);
    if (!match) return undefined;
    const [, raw, mark] = match;
    const word = raw.trim();
    const value = word.startsWith('"')
      ? word.slice(1, -1).replaceAll('""', '"')
      : /^(true|false)$/i.test(word)
        ? /^true$/i.test(word)
        : Number(word);
    if (typeof value === "number" && Number.isNaN(value)) return undefined;
    rows[rows.length - 1].push(value);
    if (mark === ";") rows.push([]);
  }
  return rows[0].length > 0 ? rows : undefined;
}

/** The formula of a call; arguments left out at the end are not written, those before leave their place empty. */
export function callFormula(entry: FunctionEntry, args: readonly Argument[]): string {
  const last = args.reduce((found, { kind }, i) => (kind === "none" ? found : i), -1);
  return `=${entry.name}(${args
    .slice(0, last + 1)
    .map((argument) => (argument.kind === "none" ? "" : argument.formula))
    .join(",")})`;
}

/** The first required parameter without an argument. */
export const missingParameter = (entry: FunctionEntry, args: readonly Argument[]): Parameter | undefined =>
  entry.parameters.find(({ optional }, i) => !optional && args[i]?.kind === "none");
