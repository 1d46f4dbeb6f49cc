import { readFileSync } from "node:fs";
import path from "node:path";
import { readJson } from "../support/builtFunctions";
import { metadataFaults } from "../support/functionsSchema";

/* functions.json against a schema of our own, and the schema against files with one fault each. */

/* eslint-disable @typescript-eslint/no-explicit-any -- a file is spoilt in ways that no type allows */

const built = readJson<any>("functions.json");

test("functions.json holds what it must and nothing else", () => {
  expect(metadataFaults(built)).toEqual([]);
});

test("addresses are asked for exactly where the source asks for them", () => {
  const folder = path.join(__dirname, "../../src/functions");
  for (const { id, options } of built.functions as { id: string; options?: object }[]) {
    const camel = id.toLowerCase().replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
    const source = readFileSync(path.join(folder, `${camel}.ts`), "utf8");
    expect([id, options !== undefined]).toEqual([id, source.includes("@requiresParameterAddresses")]);
  }
});

const find = (json: any, id: string) => json.functions.find((entry: any) => entry.id === id);
const FAULTS: [fault: string, spoil: (json: any) => void, said: string][] = [
  ["error cells kept out", (json) => delete json.allowErrorForDataTypeAny, "functions.json has no allowErrorForDataTypeAny"],
  ["an unknown key", (json) => (json.version = 1), "functions.json has version, which is not known"],
  [
    "a function twice but for its case",
    (json) => json.functions.push({ ...find(json, "PAYBACK"), id: "Payback", name: "Payback" }),
    "functions.json has payback twice",
  ],
  ["an id that Excel cannot type", (json) => (find(json, "NPV").id = "N-PV"), 'N-PV.id cannot be "N-PV"'],
  ["a name unlike its id", (json) => (find(json, "NPV").name = "NPV2"), "NPV is called NPV2"],
  ["no description", (json) => (find(json, "NPV").description = ""), 'NPV.description cannot be ""'],
  ["help over http", (json) => (find(json, "NPV").helpUrl = "http://x/y"), 'NPV.helpUrl cannot be "http://x/y"'],
  [
    "a volatile function",
    (json) => (find(json, "NPV").options = { volatile: true }),
    "NPV.options has volatile, which is not known",
  ],
  [
    "a flag that is not true",
    (json) => (find(json, "PAYBACK").options = { requiresParameterAddresses: "yes" }),
    'PAYBACK.options.requiresParameterAddresses cannot be "yes"',
  ],
  [
    "a result of an unknown type",
    (json) => (find(json, "ROI").result = { type: "integer" }),
    'ROI.result.type cannot be "integer"',
  ],
  ["an argument without a type", (json) => delete find(json, "ROI").parameters[0].type, "has no type"],
  ["an argument of a type that is none", (json) => (find(json, "ROI").parameters[0].type = "double"), 'type cannot be "double"'],
  ["an argument that repeats", (json) => (find(json, "ROI").parameters[0].repeating = true), "has repeating, which is not known"],
  ["a range of numbers only", (json) => (find(json, "NPV").parameters[1].type = "number"), "is a range of type number"],
  [
    "a range by another word",
    (json) => (find(json, "NPV").parameters[1].dimensionality = "array"),
    'dimensionality cannot be "array"',
  ],
  [
    "a required argument after optional ones",
    (json) => delete find(json, "TRAINING_COST").parameters.at(-1).optional,
    "must be given but stands after one that may be left out",
  ],
  ["an argument twice", (json) => find(json, "PAYBACK").parameters.push(find(json, "PAYBACK").parameters.at(-1)), "PAYBACK has"],
  [
    "options that are nowhere",
    (json) => (json.enums = json.enums.slice(1)),
    `has the options ${String(built.enums[0].id)}, which are nowhere`,
  ],
  [
    "options of no argument",
    (json) => json.enums.push({ ...json.enums[0], id: "forgotten" }),
    "options forgotten are those of no argument",
  ],
  [
    "options under two spellings",
    (json) => json.enums.push({ ...json.enums[0], id: json.enums[0].id.toUpperCase() }),
    "enums has",
  ],
  ["an option twice", (json) => json.enums[0].values.push(json.enums[0].values[0]), "twice"],
  ["an option without its word", (json) => delete json.enums[0].values[0].stringValue, "has no stringValue"],
  ["an option without a word on what it is", (json) => (json.enums[0].values[0].tooltip = ""), 'tooltip cannot be ""'],
  ["one option only", (json) => (json.enums[0].values = json.enums[0].values.slice(0, 1)), "leave no choice"],
];

test.each(FAULTS)("the schema finds %s", (_, spoil, said) => {
  const spoilt = structuredClone(built);
  spoil(spoilt);
  expect(metadataFaults(spoilt).join("\n")).toContain(said);
});
