/*
 * Reads the `@example F(args) => result` lines of the function comments, as reference.json carries them: the formula
 * into an id and the values Excel would pass, the result into the value a cell would show.
 */

/** A cell error where a result is expected. */
interface ExampleError {
  error: string;
}

/** One value as Excel passes it: null for an argument left empty; an error cell as its text, such as "#N/A". */
type ExampleArgument = number | string | boolean | null;

/** A call of one FT function; a range arrives as rows. */
export interface ExampleCall {
  id: string;
  args: (ExampleArgument | ExampleArgument[][])[];
}

type ExampleValue = number | string | boolean | ExampleError;

/** What the call gives; `partial` when only the first rows of a spill are given (`{…} ...`). */
export interface ExampleResult {
  value: ExampleValue | ExampleValue[][];
  partial: boolean;
}

const ERRORS = ["#VALUE!", "#N/A", "#DIV/0!", "#NUM!", "#REF!", "#NAME?", "#NULL!"];
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?%?/;

class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  fail(expected: string): never {
    throw new Error(`${expected} expected at character ${this.at + 1} of the example ${this.text}`);
  }

  private skipBlanks(): void {
    while (/\s/.test(this.text[this.at] ?? "")) this.at++;
  }

  peek(): string {
    this.skipBlanks();
    return this.text[this.at] ?? "";
  }

  take(token: string): boolean {
    this.skipBlanks();
    if (!this.text.startsWith(token, this.at)) return false;
    this.at += token.length;
    return true;
  }

  expect(token: string): void {
    if (!this.take(token)) this.fail(`"${token}"`);
  }

  match(pattern: RegExp): string | undefined {
    this.skipBlanks();
    const found = pattern.exec(this.text.slice(this.at))?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  end(): void {
    if (this.peek() !== "") this.fail("nothing more");
  }

  scalar<Failure>(asError: (text: string) => Failure): number | string | boolean | Failure {
    if (this.take('"')) return this.quoted();
    const error = ERRORS.find((text) => this.take(text));
    if (error !== undefined) return asError(error);
    const number = this.match(NUMBER);
    if (number !== undefined) return number.endsWith("%") ? Number(number.slice(0, -1)) / 100 : Number(number);
    const word = this.match(/^[A-Za-z]+(?![A-Za-z0-9_.(])/)?.toUpperCase();
    if (word === "TRUE" || word === "FALSE") return word === "TRUE";
    return this.fail('a number, "text", TRUE, FALSE, an error or an array');
  }

  /** The rest of a text whose opening quote is taken; a doubled quote stands for one. */
  private quoted(): string {
    let value = "";
    for (;;) {
      const close = this.text.indexOf('"', this.at);
      if (close < 0) this.fail("a closing quote");
      value += this.text.slice(this.at, close);
      this.at = close + 1;
      if (this.text[this.at] !== '"') return value;
      value += '"';
      this.at++;
    }
  }

  /** `1,2;3,4}`: the array whose opening brace is taken. */
  array<Failure>(asError: (text: string) => Failure): (number | string | boolean | Failure)[][] {
    const rows: (number | string | boolean | Failure)[][] = [];
    do {
      const row: (number | string | boolean | Failure)[] = [];
      do row.push(this.scalar(asError));
      while (this.take(","));
      rows.push(row);
    } while (this.take(";"));
    this.expect("}");
    if (rows.some((row) => row.length !== rows[0].length)) this.fail("rows of one length");
    return rows;
  }
}

/** Reads `PAYBACK(100, {40,40,40})`, also as it is typed: `=FT.PAYBACK(…)`. */
export function parseExampleCall(formula: string): ExampleCall {
  const reader = new Reader(formula);
  reader.take("=");
  reader.take("FT.");
  const id = reader.match(/^[A-Z][A-Z0-9_]*/) ?? reader.fail("a function id");
  reader.expect("(");
  const args: ExampleCall["args"] = [];
  if (!reader.take(")")) {
    do {
      if (reader.peek() === "," || reader.peek() === ")") args.push(null);
      else args.push(reader.take("{") ? reader.array((text) => text) : reader.scalar((text) => text));
    } while (reader.take(","));
    reader.expect(")");
  }
  reader.end();
  return { id, args };
}

/** Reads `5.03`, `"never"`, `#N/A`, `TRUE`, `{1,2;3,4}` and `{"month","net"} ...`. */
export function parseExampleResult(result: string): ExampleResult {
  const reader = new Reader(result);
  const asError = (error: string): ExampleError => ({ error });
  const value = reader.take("{") ? reader.array(asError) : reader.scalar(asError);
  const partial = reader.take("...");
  if (partial && !Array.isArray(value)) reader.fail("an array before ...");
  reader.end();
  return { value, partial };
}

/**
 * Says how a result differs from the example's, or undefined where they agree: numbers to 1e-9 relative, an error by its
 * name, a table cell by cell (an empty cell is ""), a single value also as a 1×1 table.
 */
export function differenceFromExample(expected: ExampleResult, got: unknown): string | undefined {
  if (!Array.isArray(expected.value)) {
    const single = Array.isArray(got) && got.length === 1 && Array.isArray(got[0]) && got[0].length === 1 ? got[0][0] : got;
    return agree(expected.value, single) ? undefined : `${shown(expected.value)} expected, got ${shown(got)}`;
  }
  const table = (Array.isArray(got) ? got : [[got]]) as unknown[][];
  const rows = expected.value;
  if (expected.partial ? table.length < rows.length : table.length !== rows.length) {
    return `${rows.length} rows expected${expected.partial ? " at least" : ""}, got ${table.length}: ${shown(got)}`;
  }
  for (let r = 0; r < rows.length; r++) {
    if (table[r].length !== rows[r].length)
      return `${rows[r].length} columns expected, got ${table[r].length}: ${shown(table[r])}`;
    for (let c = 0; c < rows[r].length; c++) {
      if (!agree(rows[r][c], table[r][c])) {
        return `row ${r + 1}, column ${c + 1}: ${shown(rows[r][c])} expected, got ${shown(table[r][c])}`;
      }
    }
  }
  return undefined;
}

function agree(expected: ExampleValue, got: unknown): boolean {
  if (typeof expected === "number") {
    return typeof got === "number" && Math.abs(got - expected) <= 1e-9 * Math.max(Math.abs(expected), Math.abs(got));
  }
  if (typeof expected === "object")
    return typeof got === "object" && got !== null && "error" in got && got.error === expected.error;
  return (got ?? "") === expected;
}

const shown = (value: unknown): string => JSON.stringify(value) ?? String(value);
