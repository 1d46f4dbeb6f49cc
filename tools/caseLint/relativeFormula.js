/**
 * A formula with its references as distances from its own cell, as R1C1 notation has them: two cells hold "the same" formula
 * when these texts are equal.
 * @param {{ kind: string, text: string }[]} tokens
 * @param {{ row: number, column: number }} cell
 */
function relativeFormula(tokens, cell) {
  return tokens
    .filter(({ kind }) => kind !== "space")
    .map(({ kind, text }) =>
      kind === "reference"
        ? text
            .split(":")
            .map((part) => relative(part, cell))
            .join(":")
        : text.toUpperCase(),
    )
    .join("");
}

/**
 * @param {string} reference one cell, or a column or row of a range of whole ones
 * @param {{ row: number, column: number }} cell
 */
function relative(reference, { row, column }) {
  const [, fixedColumn, letters = "", fixedRow, digits = ""] = /^(\$?)([A-Z]*)(\$?)(\d*)#?$/i.exec(reference) ?? [];
  const c = letters && (fixedColumn ? `C${columnNumber(letters)}` : `C[${columnNumber(letters) - 1 - column}]`);
  const isFixedRow = fixedRow || (letters === "" && fixedColumn);
  const r = digits && (isFixedRow ? `R${digits}` : `R[${Number(digits) - 1 - row}]`);
  return r + c;
}

/** @param {string} letters */
const columnNumber = (letters) => [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

/**
 * The cells that a formula refers to, as `Sheet!A1` of the corners of each range.
 * @param {{ kind: string, text: string }[]} tokens
 * @param {string} sheetName where the formula stands
 */
function referencesOf(tokens, sheetName) {
  const found = [];
  let sheet = sheetName;
  for (const { kind, text } of tokens) {
    if (kind === "sheet") sheet = text.slice(0, -1).replace(/^'|'$/g, "").replaceAll("''", "'");
    else {
      if (kind === "reference") {
        const [first, last = first] = text.replaceAll("$", "").replaceAll("#", "").toUpperCase().split(":");
        found.push({ sheet, first: placeOf(first), last: placeOf(last) });
      }
      // The second cell of Sheet!A1:B2 came in one word with the first; whatever follows is of this sheet again.
      if (kind !== "space") sheet = sheetName;
    }
  }
  return found;
}

/** @param {string} address */
function placeOf(address) {
  const [, letters = "", digits = ""] = /^([A-Z]*)(\d*)$/.exec(address) ?? [];
  return { row: digits ? Number(digits) - 1 : undefined, column: letters ? columnNumber(letters) - 1 : undefined };
}

module.exports = { referencesOf, relativeFormula };
