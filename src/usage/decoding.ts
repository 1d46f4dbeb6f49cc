import { UnreadableFile } from "./usageRecord";

/*
 * Bytes into text: UTF-8 or UTF-16, with or without a byte order mark. What is no text at all is named by its first bytes.
 */

const SIGNATURES: readonly (readonly [readonly number[], string])[] = [
  [
    [0x50, 0x4b, 0x03, 0x04],
    "it is a zip archive or an Excel workbook (.xlsx): unpack it, or save its sheet as CSV, and choose that file",
  ],
  [[0x50, 0x4b, 0x05, 0x06], "it is an empty zip archive"],
  [[0xd0, 0xcf, 0x11, 0xe0], "it is an old Excel workbook (.xls): save its sheet as CSV, and choose that file"],
  [[0x1f, 0x8b], "it is compressed twice (gzip): unpack it, and choose the file inside"],
  [[0x28, 0xb5, 0x2f, 0xfd], "it is compressed (zstd): unpack it, and choose the file inside"],
  [[0x25, 0x50, 0x44, 0x46], "it is a PDF: export the usage as CSV or JSON"],
  [[0x50, 0x41, 0x52, 0x31], "it is a Parquet file: export the usage as CSV or JSON"],
];

/** The encoding of a file by its first bytes. @throws UnreadableFile where they are no text. */
function encodingOf(bytes: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  for (const [signature, what] of SIGNATURES) {
    if (signature.every((byte, i) => bytes[i] === byte)) throw new UnreadableFile(what);
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const head = bytes.subarray(0, 512);
  const zeros = [0, 0];
  head.forEach((byte, i) => byte === 0 && zeros[i % 2]++);
  // Text in UTF-16 without a mark: every second byte of plain letters is zero.
  if (zeros[1] > head.length / 4 && zeros[0] === 0) return "utf-16le";
  if (zeros[0] > head.length / 4 && zeros[1] === 0) return "utf-16be";
  if (zeros[0] + zeros[1] > 0) throw new UnreadableFile("it is not a text file");
  return "utf-8";
}

/** Decodes a file that arrives in parts. */
export class TextReader {
  private decoder: TextDecoder | undefined;

  text(bytes: Uint8Array): string {
    if (bytes.length === 0) return "";
    this.decoder ??= new TextDecoder(encodingOf(bytes));
    return this.decoder.decode(bytes, { stream: true });
  }

  /** What the last bytes still come to. */
  rest(): string {
    return this.decoder?.decode() ?? "";
  }
}
