import { DomainError } from "../../engine/errors";

/*
 * Excel on the web carries 5 MB in one call, as JSON; a larger answer leaves the cell at #BUSY! for good. There it is
 * refused with the number of rows that fit. On the desktop, and where there is no Office object at all, it is computed.
 */

/** What is left for the answer itself of the 5 MB (5,242,880 bytes) that a message may have. */
const MOST_BYTES = 5_000_000;

/** True in Excel on the web. */
function isExcelOnTheWeb(): boolean {
  try {
    const office = (globalThis as { Office?: { context?: { platform?: unknown; diagnostics?: { platform?: unknown } } } }).Office;
    return office?.context?.platform === "OfficeOnline" || office?.context?.diagnostics?.platform === "OfficeOnline";
  } catch {
    // Before the host has introduced itself the library may refuse to answer.
    return false;
  }
}

/** The bytes of a text inside quotation marks. */
function bytesOfText(text: string): number {
  let bytes = 2;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    // A letter beyond ASCII takes two or three bytes; quotation marks and line ends are escaped.
    bytes += code > 0x7f ? 3 : code < 0x20 || code === 0x22 || code === 0x5c ? 2 : 1;
  }
  return bytes;
}

/** The bytes of a cell as JSON, its comma included; never too few. */
function bytesOf(cell: unknown): number {
  if (typeof cell === "number") return String(cell).length + 1;
  if (typeof cell === "string") return bytesOfText(cell) + 1;
  // An error, whatever it is made of: as the runtime sends it, its code, and its message beside it.
  if (typeof cell === "object" && cell !== null) return bytesOfText(String((cell as { message?: unknown }).message ?? "")) + 64;
  return 6;
}

/** How many rows of a table fit; all of them where the whole table does. */
function rowsThatFit(table: readonly (readonly unknown[])[], mostBytes = MOST_BYTES): number {
  let bytes = 2;
  for (let r = 0; r < table.length; r++) {
    bytes += 3;
    for (const cell of table[r]) bytes += bytesOf(cell);
    if (bytes > mostBytes) return r;
  }
  return table.length;
}

/** Refuses a table that Excel on the web would not carry. */
export function requireCarried(table: readonly (readonly unknown[])[]): void {
  if (!isExcelOnTheWeb()) return;
  const fit = rowsThatFit(table);
  if (fit === table.length) return;
  throw new DomainError(
    `the answer has ${table.length} rows, and Excel on the web carries 5 MB at a time: ask for ${fit} rows or fewer, or for fewer columns`,
  );
}
