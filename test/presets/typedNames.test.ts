import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { findModel } from "../../src/presets/models";

const typed = (file: string): { typed: string; key: string }[] =>
  parse(readFileSync(path.join(__dirname, `${file}.csv`)), { columns: true });

/* Names as people type them, from model hubs, local runners and engines' documentation, and what each means. */
describe("models as people type them", () => {
  test.each(typed("typedModelNames").map(({ typed: name, key }) => [name, key]))("%s is %s", (name, key) => {
    expect(findModel(name)).toBe(key);
  });
});
