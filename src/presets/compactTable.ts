/** A table of facts as the JSON files hold it: the names of the columns once, then one row per fact. */
export interface CompactTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/** The rows as records, each value under the name of its column; `Row` states which columns the file has. */
export function readRows<Row>(table: CompactTable): Row[] {
  return table.rows.map((row) => Object.fromEntries(table.columns.map((column, i) => [column, row[i]])) as Row);
}
