/** A table of facts as the JSON files hold it: the names of the columns once, then one row per fact. */
export interface CompactTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/** The same as functions.js carries it: tools/shippedTableLoader.js writes each column in one piece, which compresses better. */
interface ColumnTable {
  readonly columns: Readonly<Record<string, readonly unknown[]>>;
}

/** The rows as records, each value under the name of its column; `Row` states which columns the file has. */
export function readRows<Row>(table: CompactTable | ColumnTable): Row[] {
  if ("rows" in table)
    return table.rows.map((row) => Object.fromEntries(table.columns.map((column, i) => [column, row[i]])) as Row);
  const columns = Object.entries(table.columns);
  return columns[0][1].map((_, i) => Object.fromEntries(columns.map(([column, values]) => [column, values[i]])) as Row);
}
