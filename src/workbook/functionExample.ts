import type { BlockPlan } from "./sheetPlan";

/** Room for a result given only by its first rows: no spill of an example is longer. */
const ROWS_OF_AN_OPEN_SPILL = 100;

/** A function's example as one live formula, with the room its result spills into. */
export function functionExample(example: { readonly formula: string; readonly result: string }): BlockPlan {
  const { rows, columns } = resultSize(example.result);
  return {
    title: example.formula,
    rows: [[{ content: { formula: () => example.formula }, role: "result" }]],
    spills: rows * columns > 1 ? [{ row: 0, column: 0, rows, columns }] : undefined,
  };
}

/** A call of a function as one live formula, with the room that its present result takes. */
export function functionCallBlock(formula: string, size: { readonly rows: number; readonly columns: number }): BlockPlan {
  return {
    title: formula,
    rows: [[{ content: { formula: () => formula }, role: "result" }]],
    spills: size.rows * size.columns > 1 ? [{ row: 0, column: 0, ...size }] : undefined,
  };
}

/** Rows and columns of a result as examples write it: `{1,2;3,4}`, perhaps only its first rows followed by ` ...`. */
function resultSize(result: string): { rows: number; columns: number } {
  if (!result.startsWith("{")) return { rows: 1, columns: 1 };
  const inside = result.slice(1).replace(/"(?:[^"]|"")*"/g, '""');
  const lines = inside.split(";");
  const columns = Math.max(...lines.map((line) => line.split(",").length));
  return { rows: result.endsWith("...") ? ROWS_OF_AN_OPEN_SPILL : lines.length, columns };
}
