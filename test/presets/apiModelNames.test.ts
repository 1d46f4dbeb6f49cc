import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { MissingPreset } from "../../src/engine/errors";
import { apiModelKeys, findApiModel, requireApiModel } from "../../src/presets/apiModelNames";

/** Names as invoices, gateways, exports and people write them, each with its key or, behind a "!", how it is refused. */
const NAMES = parse(readFileSync(path.join(__dirname, "../vectors/apiModelNames.csv"), "utf8"), {
  columns: true,
  trim: false,
}) as { typed: string; means: string }[];
const refused = ({ means }: { means: string }) => means.startsWith("!");

test("the list is long enough to mean something, and names each name once", () => {
  expect(NAMES.length).toBeGreaterThanOrEqual(300);
  expect(new Set(NAMES.map(({ typed }) => typed)).size).toBe(NAMES.length);
});

test.each(NAMES.filter((name) => !refused(name)).map(({ typed, means }) => [typed, means]))('"%s" is %s', (typed, key) => {
  expect(findApiModel(typed)).toBe(key);
  expect(apiModelKeys()).toContain(key);
});

test.each(NAMES.filter(refused).map(({ typed, means }) => [typed, means.slice(2)]))('"%s" is refused: %s', (typed, why) => {
  expect(findApiModel(typed)).toBeUndefined();
  const refusal = () => requireApiModel("model", typed);
  expect(refusal).toThrow(MissingPreset);
  expect(refusal).toThrow(`model "${typed}" is `);
  expect(refusal).toThrow(why);
});

test("every key means itself", () => {
  for (const key of apiModelKeys()) expect(findApiModel(key)).toBe(key);
});
