import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type FunctionMetadata, loadImplementations, metadata, readJson } from "../support/builtFunctions";
import { type Catalogue, catalogueChange } from "../support/catalogue";

/*
 * The catalogue is the contract with every workbook already saved: names, argument order, and what may be left out.
 * test/vectors/catalogue.json is that contract. UPDATE=1 appends to it, and never changes or removes what is there.
 */
const file = path.join(__dirname, "../vectors/catalogue.json");
const catalogue = JSON.parse(readFileSync(file, "utf8")) as Catalogue;
const built = metadata();
const signature = (entry: FunctionMetadata) => entry.parameters.map((p) => (p.optional ? `[${p.name}]` : p.name)).join(" ");

test("functions.json holds every function of the catalogue with its argument names in order, and no other", () => {
  const { refused, appended } = catalogueChange(
    catalogue,
    Object.fromEntries(built.functions.map((entry) => [entry.id, signature(entry)])),
  );
  expect(refused).toEqual([]);
  if (process.env.UPDATE === "1") {
    const entries = Object.entries({ ...catalogue, ...appended }).sort(([a], [b]) => (a < b ? -1 : 1));
    writeFileSync(file, `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`);
  } else {
    // New functions and arguments are added on purpose: UPDATE=1 npx jest --selectProjects built -t catalogue
    expect(appended).toEqual({});
  }
});

test("functions.js registers every function of functions.json and no other", () => {
  expect([...loadImplementations().keys()].sort()).toEqual(built.functions.map((entry) => entry.id).sort());
});

test.each(built.functions.map((entry) => [entry.id, entry] as const))(
  "FT.%s is explained as a native function is",
  (_, entry) => {
    expect(entry.name).toBe(entry.id);
    expect(entry.id).toMatch(/^[A-Z][A-Z0-9_]*$/);
    // A name that reads as a cell address could never be typed.
    expect(entry.id).not.toMatch(/^[A-Z]{1,3}\d+$/);
    expect(entry.description).toMatch(/^[A-Z].*[^.]\.?$/);
    expect(entry.description.split(/\.\s/).length).toBe(1);
    expect(entry.helpUrl).toMatch(new RegExp(`^https://.*/functions/${entry.id}\\.html$`));
    for (const parameter of entry.parameters) {
      expect([parameter.name, (parameter.description ?? "").length > 10]).toEqual([parameter.name, true]);
    }
  },
);

test("error cells inside ranges arrive as values", () => {
  expect(built.allowErrorForDataTypeAny).toBe(true);
});

test("no enum is offered twice", () => {
  const ids = (built.enums ?? []).map((entry) => entry.id.toLowerCase());
  expect(new Set(ids).size).toBe(ids.length);
  for (const entry of built.enums ?? []) {
    for (const value of entry.values)
      expect([entry.id, value.name, (value.tooltip ?? "").length > 3]).toEqual([entry.id, value.name, true]);
  }
});

test("the name has one form in each place: FT.TRAINING_HOURS, trainingHours.ts, trainingHours()", () => {
  const folder = path.join(__dirname, "../../src/functions");
  for (const { id } of built.functions) {
    const camel = id.toLowerCase().replace(/_([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
    const source = readFileSync(path.join(folder, `${camel}.ts`), "utf8");
    expect(source).toContain(`@customfunction ${id}\n`);
    expect(source).toMatch(new RegExp(`export function ${camel}\\(`));
  }
});

interface ReferenceEntry {
  id: string;
  examples: { formula: string; result: string }[];
  returns: string;
}

test("every function has an example that works and one line on what it returns", () => {
  for (const entry of readJson<ReferenceEntry[]>("reference.json")) {
    expect([entry.id, entry.examples.length > 0, entry.returns.length > 3]).toEqual([entry.id, true, true]);
    for (const example of entry.examples) expect(example.formula.startsWith(`=FT.${entry.id}(`)).toBe(true);
  }
});
