import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { FileRefused, megabytes, requireReasonableSize } from "./fileRefused";

/*
 * An .xlsx file: a zip archive of XML parts. Whatever is no such file is refused with a sentence that says what it is, and before
 * it is unpacked where its size says that it would not fit.
 */

/** Text of the parts by their paths; parts that are no text are left out. */
export type Parts = Map<string, string>;

/** Of all parts together; an archive can be a thousand times smaller than what comes out of it. */
const MOST_UNPACKED_BYTES = 150e6;

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean => start.every((byte, i) => bytes[i] === byte);
const isZip = (bytes: Uint8Array): boolean => startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]);
const isCompoundFile = (bytes: Uint8Array): boolean => startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

export function packParts(parts: Parts): Uint8Array<ArrayBuffer> {
  return zipSync(Object.fromEntries([...parts].map(([path, text]) => [path, strToU8(text)])), { level: 6 });
}

/** The parts of an Excel workbook without macros. */
export function unpackParts(name: string, bytes: Uint8Array): Parts {
  requireReasonableSize(name, bytes.length);
  if (isCompoundFile(bytes)) throw new FileRefused(whatCompoundFile(name, bytes));
  if (!isZip(bytes)) throw new FileRefused(`${name} is not an Excel workbook (.xlsx).`);
  const paths: string[] = [];
  let unpackedBytes = 0;
  let unpacked: Record<string, Uint8Array>;
  try {
    unpacked = unzipSync(bytes, {
      filter: ({ name: path, originalSize }) => {
        paths.push(path);
        unpackedBytes += originalSize;
        return unpackedBytes <= MOST_UNPACKED_BYTES && /\.(xml|rels|vml)$|^mimetype$/i.test(path);
      },
    });
  } catch {
    throw new FileRefused(`${name} is damaged: it cannot be unpacked.`);
  }
  if (unpackedBytes > MOST_UNPACKED_BYTES)
    throw new FileRefused(`${name} unpacks to more than ${megabytes(MOST_UNPACKED_BYTES)}, which this page does not open.`);
  const parts: Parts = new Map(Object.entries(unpacked).map(([path, part]) => [path.replace(/^\/+/, ""), strFromU8(part)]));
  requireWorkbook(name, paths, parts);
  return parts;
}

function requireWorkbook(name: string, paths: readonly string[], parts: Parts): void {
  const has = (pattern: RegExp) => paths.some((path) => pattern.test(path));
  const types = parts.get("[Content_Types].xml") ?? "";
  if (parts.get("mimetype")?.includes("opendocument"))
    throw new FileRefused(`${name} is an OpenDocument file: save it as an Excel workbook (.xlsx) first.`);
  if (has(/vbaProject\.bin$/i) || /macroEnabled/i.test(types))
    throw new FileRefused(`${name} holds macros, which this page does not open: save a copy as .xlsx, without them.`);
  if (has(/^\/?xl\/workbook\.bin$/i)) throw new FileRefused(`${name} is a binary workbook (.xlsb): save it as .xlsx first.`);
  if (has(/^\/?word\//i) || has(/^\/?ppt\//i)) throw new FileRefused(`${name} is a document of another program, not a workbook.`);
  if (!types) throw new FileRefused(`${name} is a zip archive, but not an Excel workbook.`);
  if (!parts.has("xl/workbook.xml") || !parts.has("xl/_rels/workbook.xml.rels"))
    throw new FileRefused(`${name} is damaged or not an Excel workbook: its list of sheets is missing.`);
}

/** The container of Excel's old format, and of a workbook locked with a password. */
function whatCompoundFile(name: string, bytes: Uint8Array): string {
  if (includesName(bytes, "EncryptedPackage"))
    return `${name} is locked with a password: open it in Excel and save a copy without one.`;
  if (includesName(bytes, "Workbook") || includesName(bytes, "Book"))
    return `${name} is a workbook of Excel 2003 or older (.xls): save it as .xlsx first.`;
  return `${name} is not an Excel workbook (.xlsx).`;
}

/** Names of streams stand in the container's directory in two bytes a letter. */
function includesName(bytes: Uint8Array, text: string): boolean {
  const wanted = [...text].flatMap((letter) => [letter.charCodeAt(0), 0]);
  for (let at = bytes.indexOf(wanted[0]); at >= 0; at = bytes.indexOf(wanted[0], at + 1)) {
    if (wanted.every((byte, i) => bytes[at + i] === byte)) return true;
  }
  return false;
}
