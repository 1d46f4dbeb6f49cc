import { Parser } from "papaparse";

/*
 * Text of a CSV in parts, into rows. The library reads what is whole; what is left of a part waits for the next.
 */

/** A cell of megabytes is a quote that nobody closed. */
const LONGEST_ROW = 8_000_000;

const SEPARATORS = [",", ";", "\t", "|"] as const;
export type Separator = (typeof SEPARATORS)[number];

/** The separator that stands most often in the first lines, outside quotes. */
export function separatorOf(text: string): Separator {
  const head = text
    .slice(0, 100_000)
    .split(/\r?\n/, 30)
    .join("\n")
    .replace(/"[^"]*"/g, "");
  const counts = SEPARATORS.map((separator) => head.split(separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))];
}

export class CsvText {
  private rest = "";
  private newline: "\n" | "\r\n" | "\r" | undefined;
  private line = 0;
  /** Rows whose opening quote has no end. */
  unclosed = 0;

  constructor(private readonly separator: Separator) {}

  /** The rows that are whole after this part, each with its number in the file. */
  rows(part: string): { readonly cells: readonly string[]; readonly number: number }[] {
    this.rest += part;
    return this.parse(true);
  }

  /** The rows left when the file ends. */
  lastRows(): { readonly cells: readonly string[]; readonly number: number }[] {
    return this.parse(false);
  }

  private parse(isMoreToCome: boolean): { cells: readonly string[]; number: number }[] {
    if (this.rest === "") return [];
    // The end of the header says how lines end; one inside quotes may be of another kind.
    this.newline ??= /\r\n|\n|\r/.exec(this.rest.replace(/"[^"]*"/g, ""))?.[0] as "\n" | undefined;
    const { data, errors, meta } = new Parser({ delimiter: this.separator, newline: this.newline ?? "\n" }).parse(
      this.rest,
      0,
      isMoreToCome,
    ) as { data: string[][]; errors: { code: string }[]; meta: { cursor: number } };
    this.rest = isMoreToCome ? this.rest.slice(meta.cursor) : "";
    if (this.rest.length > LONGEST_ROW || (!isMoreToCome && errors.some(({ code }) => code === "MissingQuotes"))) {
      this.unclosed++;
      // Without its first line the rest can be read again, row by row.
      const after = this.rest.indexOf("\n");
      if (isMoreToCome) this.rest = after < 0 ? "" : this.rest.slice(after + 1);
      else data.pop();
    }
    return data
      .map((cells) => ({ cells, number: ++this.line }))
      .filter(({ cells }) => cells.length > 1 || (cells[0] ?? "").trim() !== "");
  }
}
