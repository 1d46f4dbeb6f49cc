import { readUsage, type UsageReport } from "../../src/usage/readUsage";
import type { ReadingOptions } from "../../src/usage/exportFile";

/** Reads texts or bytes as files, in parts of a few bytes, so that every boundary falls somewhere. */
export function read(
  contents: string | Uint8Array | readonly (string | Uint8Array)[],
  { partBytes = 97, ...options }: ReadingOptions & { partBytes?: number } = {},
): Promise<UsageReport> {
  const files = (Array.isArray(contents) ? contents : [contents]) as readonly (string | Uint8Array)[];
  return readUsage(
    files.map((content, i) => ({
      name: files.length === 1 ? "export" : `export ${i + 1}`,
      parts: partsOf(typeof content === "string" ? new TextEncoder().encode(content) : content, partBytes),
    })),
    options,
  );
}

async function* partsOf(bytes: Uint8Array, partBytes: number): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += partBytes) yield bytes.subarray(at, at + partBytes);
}
