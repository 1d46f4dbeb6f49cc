import { HostError } from "./hostError";

/** A block of cells, counted from 0, both ends included. */
export interface Zone {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** Excel's sheet, not the grid's: an address is good up to these even where the grid has not grown yet. */
export const ROWS = 1_048_576;
export const COLUMNS = 16_384;

export const WHOLE_SHEET: Zone = { top: 0, left: 0, bottom: ROWS - 1, right: COLUMNS - 1 };

export const isWholeColumns = (zone: Zone): boolean => zone.top === 0 && zone.bottom === ROWS - 1;
export const isWholeRows = (zone: Zone): boolean => zone.left === 0 && zone.right === COLUMNS - 1;
export const rowCount = (zone: Zone): number => zone.bottom - zone.top + 1;
export const columnCount = (zone: Zone): number => zone.right - zone.left + 1;

function columnName(column: number): string {
  let name = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

const columnNumber = (name: string): number =>
  [...name.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** "Sheet1!A1:B2", "'My sheet'!C:D", "3:4", "$A$1" → the sheet's name, if any, and the zone. Undefined for anything else. */
export function parseAddress(text: string): { sheet?: string; zone: Zone } | undefined {
  const qualified = /^(?:'((?:[^']|'')+)'|([^'!]+))!(.+)$/.exec(text.trim());
  const zone = parseZone(qualified ? qualified[3] : text.trim());
  if (!zone) return undefined;
  return qualified ? { sheet: (qualified[1]?.replaceAll("''", "'") ?? qualified[2]) as string, zone } : { zone };
}

function parseZone(text: string): Zone | undefined {
  const cells = /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/i.exec(text);
  if (cells) {
    const [, column, row, lastColumn, lastRow] = cells;
    return ordered(Number(row) - 1, columnNumber(column), Number(lastRow ?? row) - 1, columnNumber(lastColumn ?? column));
  }
  const columns = /^\$?([A-Z]{1,3}):\$?([A-Z]{1,3})$/i.exec(text);
  if (columns) return ordered(0, columnNumber(columns[1]), ROWS - 1, columnNumber(columns[2]));
  const rows = /^\$?(\d{1,7}):\$?(\d{1,7})$/.exec(text);
  if (rows) return ordered(Number(rows[1]) - 1, 0, Number(rows[2]) - 1, COLUMNS - 1);
  return undefined;
}

function ordered(row: number, column: number, lastRow: number, lastColumn: number): Zone | undefined {
  const zone = {
    top: Math.min(row, lastRow),
    left: Math.min(column, lastColumn),
    bottom: Math.max(row, lastRow),
    right: Math.max(column, lastColumn),
  };
  return isOnSheet(zone) ? zone : undefined;
}

const isOnSheet = (zone: Zone): boolean =>
  zone.top >= 0 &&
  zone.left >= 0 &&
  zone.bottom >= zone.top &&
  zone.right >= zone.left &&
  zone.bottom < ROWS &&
  zone.right < COLUMNS;

/** The zone, if it lies on a sheet; Excel refuses ranges that would leave it. */
export function requireOnSheet(zone: Zone): Zone {
  if (!isOnSheet(zone)) throw new HostError("InvalidArgument");
  return zone;
}

export function zoneAddress(zone: Zone): string {
  if (isWholeColumns(zone)) return `${columnName(zone.left)}:${columnName(zone.right)}`;
  if (isWholeRows(zone)) return `${zone.top + 1}:${zone.bottom + 1}`;
  const first = `${columnName(zone.left)}${zone.top + 1}`;
  const last = `${columnName(zone.right)}${zone.bottom + 1}`;
  return first === last ? first : `${first}:${last}`;
}

/** As Excel writes it before an address: quoted unless it is letters, digits and underscores and reads as no cell. */
export function quotedSheetName(name: string): string {
  const plain = /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(name) && !/^[A-Z]{1,3}\d+$/i.test(name) && !/^R\d*C\d*$/i.test(name);
  return plain ? name : `'${name.replaceAll("'", "''")}'`;
}

export function intersection(a: Zone, b: Zone): Zone | undefined {
  const zone = {
    top: Math.max(a.top, b.top),
    left: Math.max(a.left, b.left),
    bottom: Math.min(a.bottom, b.bottom),
    right: Math.min(a.right, b.right),
  };
  return zone.top <= zone.bottom && zone.left <= zone.right ? zone : undefined;
}

export function union(zones: readonly Zone[]): Zone | undefined {
  if (zones.length === 0) return undefined;
  return {
    top: Math.min(...zones.map((zone) => zone.top)),
    left: Math.min(...zones.map((zone) => zone.left)),
    bottom: Math.max(...zones.map((zone) => zone.bottom)),
    right: Math.max(...zones.map((zone) => zone.right)),
  };
}

/** "$A$1" of a zone, as names and charts refer to it. */
export function absoluteAddress(zone: Zone): string {
  const cell = (row: number, column: number) => `$${columnName(column)}$${row + 1}`;
  const first = cell(zone.top, zone.left);
  const last = cell(zone.bottom, zone.right);
  return first === last ? first : `${first}:${last}`;
}
