import { builtFunctions, metadata, readJson, type Result } from "../support/builtFunctions";
import { parseExampleCall } from "../support/exampleFormula";

/*
 * A word that every object of the language knows is, to a user, a word like any other: in every argument of every function,
 * and as a name or value inside every range, it is answered as a word that nobody knows.
 */

const WORDS = ["constructor", "__proto__", "toString", "hasOwnProperty", "valueOf"];
const UNKNOWN = "qqzxwv";

const { call } = builtFunctions();
const reference = readJson<{ id: string; examples: { formula: string }[] }[]>("reference.json");
const examples = new Map(
  reference.map(({ id, examples }) => [id, examples.map(({ formula }) => parseExampleCall(formula).args)]),
);

/** The answer without the word and without the names that happen to be near it. */
const shape = (result: Result, word: string): string =>
  JSON.stringify(result, (key, value: unknown) => (key === "message" ? undefined : value)).replaceAll(word, "…");

/** The arguments with a word in one place: an argument, or one cell of a range. */
function* placed(args: readonly unknown[], count: number): Generator<(word: string) => unknown[]> {
  const full: unknown[] = Array.from({ length: count }, (_, i) => args[i] ?? null);
  for (let place = 0; place < count; place++) {
    const put = (value: unknown): unknown[] => full.map((other, i) => (i === place ? value : other));
    const argument = full[place];
    if (!Array.isArray(argument)) yield (word) => put(word);
    else {
      const rows = argument as unknown[][];
      for (let r = 0; r < Math.min(rows.length, 3); r++) {
        for (let c = 0; c < Math.min(rows[r].length, 3); c++) {
          yield (word) => put(rows.map((row, i) => row.map((cell, j) => (i === r && j === c ? word : cell))));
        }
      }
    }
  }
}

test.each(metadata().functions.map(({ id, parameters }) => [id, parameters.length] as const))("FT.%s", (id, count) => {
  for (const args of (examples.get(id) ?? []).slice(0, 3)) {
    for (const withWord of placed(args, count)) {
      const unknown = shape(call(id, ...withWord(UNKNOWN)), UNKNOWN);
      for (const word of WORDS) expect(shape(call(id, ...withWord(word)), word)).toBe(unknown);
    }
  }
});

test("a cloud called constructor is an unknown cloud", () => {
  expect(call("GPU_PRICE", "h100", "on_demand", "constructor")).toMatchObject({
    error: "#VALUE!",
    message: expect.stringContaining("cloud must be a known cloud such as") as string,
  });
});
