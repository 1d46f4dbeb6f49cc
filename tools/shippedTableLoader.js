const path = require("node:path");

/** Columns that document a preset where it is kept, and that no function reads. */
const UNREAD = {
  "calibration.json": { constants: ["unit"], rates: ["source", "as_of", "sources"] },
  "managed.json": { "": ["name", "method", "hosting", "trust"] },
};

const isTable = (value) =>
  value !== null && typeof value === "object" && Array.isArray(value.columns) && Array.isArray(value.rows);

/** A table column by column: the values of a column resemble one another, and so compress better than those of a row. */
function byColumn({ columns, rows, ...rest }, unread) {
  const shipped = Object.entries(rest).filter(([key]) => !unread.includes(key));
  const values = columns.map((column, i) => [column, rows.map((row) => row[i])]);
  return { ...Object.fromEntries(shipped), columns: Object.fromEntries(values.filter(([column]) => !unread.includes(column))) };
}

/** What functions.js carries of src/presets/*.json: what functions read, in the shape that compresses best. */
module.exports = function shippedTable(text) {
  const unread = UNREAD[path.basename(this.resourcePath)] ?? {};
  const file = JSON.parse(text);
  delete file.about;
  // Where a second list of rows shares the columns, the table stays as it is.
  if (isTable(file)) return JSON.stringify("history" in file ? file : byColumn(file, unread[""] ?? []));
  const parts = Object.entries(file).map(([key, part]) => [key, isTable(part) ? byColumn(part, unread[key] ?? []) : part]);
  return JSON.stringify(Object.fromEntries(parts));
};
