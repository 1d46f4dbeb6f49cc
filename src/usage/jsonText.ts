import { JSONParser } from "@streamparser/json";
import { UnreadableFile } from "./usageRecord";

/*
 * JSON exports: one document, or one object a line. A document is read whole where it is whole; of one that breaks off,
 * what is complete is read piece by piece.
 */

/** Near the longest text that engines hold. */
const LONGEST_DOCUMENT = 400_000_000;

export class JsonText {
  private rest = "";
  private kind: "lines" | "document" | undefined;
  /** Lines that are no JSON, and documents that break off. */
  broken = 0;

  /** The values that are whole after this part. */
  values(part: string): unknown[] {
    this.rest += part;
    this.kind ??= kindOf(this.rest);
    if (this.kind === "lines") {
      const end = this.rest.lastIndexOf("\n") + 1;
      const lines = this.rest.slice(0, end);
      this.rest = this.rest.slice(end);
      return this.lines(lines);
    }
    if (this.rest.length > LONGEST_DOCUMENT)
      throw new UnreadableFile("as one JSON document it is too long: export fewer days a file, or one object a line");
    return [];
  }

  /** The values left when the file ends. */
  lastValues(): unknown[] {
    const { rest } = this;
    this.rest = "";
    if (rest.trim() === "") return [];
    if (this.kind === "lines") return this.lines(rest);
    try {
      return [JSON.parse(rest)];
    } catch {
      this.broken++;
      return completePieces(rest);
    }
  }

  private lines(text: string): unknown[] {
    const values: unknown[] = [];
    for (const line of text.split("\n")) {
      if (line.trim() === "") continue;
      try {
        values.push(JSON.parse(line));
      } catch {
        this.broken++;
      }
    }
    return values;
  }
}

/** Whether a first line is an object by itself; undefined until it is there. */
function kindOf(text: string): "lines" | "document" | undefined {
  const start = text.trimStart();
  if (start === "") return undefined;
  if (start[0] !== "{") return "document";
  const end = start.indexOf("\n");
  if (end < 0) return undefined;
  try {
    JSON.parse(start.slice(0, end));
    return "lines";
  } catch {
    return "document";
  }
}

/** The buckets or rows that stand complete in a document that breaks off. */
function completePieces(text: string): unknown[] {
  const pieces: unknown[] = [];
  const parser = new JSONParser({ paths: ["$.data.*", "$.*.data.*", "$.*"], keepStack: false });
  parser.onValue = ({ value }) => {
    const isPage = typeof value === "object" && value !== null && Array.isArray((value as { data?: unknown }).data);
    // The pieces of a page have come before the page itself.
    if (typeof value === "object" && value !== null && !Array.isArray(value) && !isPage) pieces.push(value);
  };
  parser.onError = () => undefined;
  try {
    parser.write(text);
  } catch {
    // It breaks off: what came before stands.
  }
  return pieces;
}
