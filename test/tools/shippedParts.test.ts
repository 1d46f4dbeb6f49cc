import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { type CompactTable, readRows } from "../../src/presets/compactTable";

// eslint-disable-next-line @typescript-eslint/no-require-imports -- the tool is CommonJS, as webpack wants it
const shippedTable = require("../../tools/shippedTableLoader.js") as (this: { resourcePath: string }, text: string) => string;
// eslint-disable-next-line @typescript-eslint/no-require-imports
const { dropDescriptions } = require("../../tools/dropDescriptions.js") as {
  dropDescriptions: ts.TransformerFactory<ts.SourceFile>;
};

const read = (name: string) => readFileSync(path.join(__dirname, "../../src/presets", name), "utf8");
const shipped = (name: string, text = read(name)) => JSON.parse(shippedTable.call({ resourcePath: `/presets/${name}` }, text));

test.each(["apiPrices.json", "gpus.json", "models.json", "gpuPrices.json"])("%s is shipped with every row and column", (name) => {
  const source = JSON.parse(read(name)) as CompactTable & { sources: string[] };
  expect(readRows(shipped(name))).toEqual(readRows(source));
  expect(shipped(name).sources).toEqual(source.sources);
  expect(shipped(name)).not.toHaveProperty("about");
});

test("a table within a file is shipped too, without the columns that only document it", () => {
  const { constants, training_runs: runs, share_elsewhere: share } = shipped("calibration.json");
  const source = JSON.parse(read("calibration.json"));
  const values = readRows<{ estimator: string; key: string; value: number; unit: string }>(source.constants);
  expect(readRows(constants)).toEqual(values.map(({ estimator, key, value }) => ({ estimator, key, value })));
  expect(readRows(runs)).toEqual(readRows(source.training_runs));
  expect([runs.smallest_b, share]).toEqual([source.training_runs.smallest_b, source.share_elsewhere]);
});

describe("descriptions", () => {
  const transpile = (source: string) =>
    ts.transpileModule(source, {
      compilerOptions: { target: ts.ScriptTarget.ES2022 },
      transformers: { before: [dropDescriptions] },
    }).outputText;
  test("are left out", () => {
    expect(transpile('const a = [{ name: "x", group: "Traffic", unit: "h", doc: "Hours." }];')).toContain(
      'const a = [{ name: "x", unit: "h" }];',
    );
  });
  test.each(["a.doc;", "const { group } = a;", "f(({ doc: text }) => text);"])("must not be read by a function: %s", (source) => {
    expect(() => transpile(source)).toThrow(/leaves out of functions\.js/);
  });
});
