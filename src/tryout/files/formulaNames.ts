/*
 * Formulas as an Excel file holds them and as the grid does. Excel stores a function of an add-in under a name of its own,
 * FT.PAYBACK as _xldudf_FT_PAYBACK, later functions with _xlfn. before them, and A1# as ANCHORARRAY(A1).
 */

/** Texts in quotes and names of sheets, in which nothing is a function. */
const QUOTED = /("(?:[^"]|"")*"|'(?:[^']|'')*')/;
const SPILLED_CELL = /((?:'(?:[^']|'')*'|[\p{L}_][\p{L}\p{N}_.]*)!)?(\$?[A-Z]{1,3}\$?\d{1,7})#/giu;
const ANCHOR_ARRAY = /\bANCHORARRAY\(((?:(?:'(?:[^']|'')*'|[\p{L}_][\p{L}\p{N}_.]*)!)?\$?[A-Z]{1,3}\$?\d{1,7})\)/giu;

/** As the file holds it, without the leading "=". */
export function storedFormula(formula: string): string {
  const named = outsideQuotes(formula, (part) => part.replace(/(?<![\w.])FT\.(\w+)(?=\s*\()/gi, "_xldudf_FT_$1"));
  return withoutTexts(named, (part) => part.replace(SPILLED_CELL, anchorArray));
}

/** As the grid holds it, without the leading "=". */
export function shownFormula(stored: string): string {
  const named = outsideQuotes(stored, (part) =>
    part
      .replace(/(?<![\w.])_xldudf_FT_(\w+)(?=\s*\()/gi, (_, name: string) => `FT.${name.toUpperCase()}`)
      .replace(/(?<![\w.])_xlfn\.(?:_xlws\.)?/gi, "")
      .replace(/(?<![\w.])_xlpm\./gi, ""),
  );
  return withoutTexts(named, (part) => part.replace(ANCHOR_ARRAY, "$1#"));
}

const anchorArray = (_: string, sheet: string | undefined, cell: string): string => `_xlfn.ANCHORARRAY(${sheet ?? ""}${cell})`;

function outsideQuotes(formula: string, change: (part: string) => string): string {
  return formula
    .split(QUOTED)
    .map((part, i) => (i % 2 === 0 ? change(part) : part))
    .join("");
}

/** The names of sheets stay in, as they belong to addresses. */
function withoutTexts(formula: string, change: (part: string) => string): string {
  return formula
    .split(/("(?:[^"]|"")*")/)
    .map((part, i) => (i % 2 === 0 ? change(part) : part))
    .join("");
}

const REFERENCE =
  /(?<![\w.$])(\$?)([A-Z]{1,3})(\$?)(\d{1,7})(?![\w.(])|(?<![\w.$])(\$?)([A-Z]{1,3}):(\$?)([A-Z]{1,3})(?![\w.(])/gi;

/** A formula that Excel shares among cells, as it reads so many rows and columns further on. */
export function movedFormula(formula: string, rows: number, columns: number): string {
  return outsideQuotes(formula, (part) =>
    part.replace(REFERENCE, (found, ...groups: (string | undefined)[]) => {
      const [columnFixed, column, rowFixed, row, firstFixed, first, lastFixed, last] = groups;
      if (column !== undefined) {
        const movedColumn = columnFixed ? column : movedName(column, columns);
        const movedRow = rowFixed ? Number(row) : Number(row) + rows;
        return movedColumn === undefined || movedRow < 1 ? "#REF!" : `${columnFixed}${movedColumn}${rowFixed}${movedRow}`;
      }
      const [left, right] = [firstFixed ? first : movedName(first, columns), lastFixed ? last : movedName(last, columns)];
      return left && right ? `${firstFixed}${left}:${lastFixed}${right}` : found;
    }),
  );
}

function movedName(name = "", columns: number): string | undefined {
  const moved = columnNumber(name) + columns;
  return moved < 1 ? undefined : columnName(moved);
}

/** A is 1. */
export const columnNumber = (name: string): number =>
  [...name.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

function columnName(number: number): string {
  let name = "";
  for (let rest = number; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}
