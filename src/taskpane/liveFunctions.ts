import { readAddress } from "../workbook/excelReferences";
import type { Argument } from "./functionCall";
import type { FunctionEntry } from "./reference";

/*
 * The functions themselves, for a result beside a form: the built functions.js once more, as Excel loads it, with a table
 * of its own in the place of Excel's. Fetched when the first form is opened.
 */

type Implementation = (...args: unknown[]) => unknown;

const MOST_CELLS = 20_000;

let loading: Promise<ReadonlyMap<string, Implementation>> | undefined;

function liveFunctions(): Promise<ReadonlyMap<string, Implementation>> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

function load(): Promise<ReadonlyMap<string, Implementation>> {
  return new Promise((resolve, reject) => {
    const functions = new Map<string, Implementation>();
    const runtime = CustomFunctions as unknown as { associate: (id: string, implementation: Implementation) => void };
    const associate = runtime.associate;
    const script = document.createElement("script");
    script.src = "functions.js";
    // The script runs from its first line to its last without anything else in between, and Excel's own table is back at once.
    runtime.associate = (id, implementation) => functions.set(id, implementation);
    const done = () => {
      runtime.associate = associate;
      script.remove();
    };
    script.onload = () => {
      done();
      resolve(functions);
    };
    script.onerror = () => {
      done();
      reject(new Error("functions.js could not be loaded"));
    };
    document.head.append(script);
  });
}

export type LiveResult = { readonly rows: readonly (readonly (number | string | boolean)[])[] } | { readonly problem: string };

/** What a call comes to now, with what its cells hold. */
export async function callNow(entry: FunctionEntry, args: readonly Argument[]): Promise<LiveResult> {
  try {
    const implementation = (await liveFunctions()).get(entry.id);
    if (!implementation) return { problem: `${entry.name} is not loaded: open the pane again.` };
    const values = await Promise.all(args.map((argument, i) => valueOf(argument, entry.parameters[i].range === true)));
    const result = await implementation(...values, { functionName: entry.id, parameterAddresses: [] });
    const rows = (Array.isArray(result) ? result : [[result]]) as unknown[][];
    return { rows: rows.map((row) => row.map(shown)) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : wordsOf(error) };
  }
}

async function valueOf(argument: Argument, isRange: boolean): Promise<unknown> {
  if (argument.kind === "none") return null;
  if (argument.kind === "value") return isRange ? [[argument.value]] : argument.value;
  if (argument.kind === "table") return argument.value;
  const cells = await readAddress(argument.formula, MOST_CELLS);
  return isRange || cells.length > 1 || cells[0].length > 1 ? cells : cells[0][0];
}

/** A cell of a result; an error in it says what is wrong. */
const shown = (value: unknown): number | string | boolean =>
  typeof value === "number" || typeof value === "string" || typeof value === "boolean" ? value : wordsOf(value);

function wordsOf(error: unknown): string {
  const { message, code } = (error ?? {}) as { message?: unknown; code?: unknown };
  return String(message ?? code ?? error);
}
