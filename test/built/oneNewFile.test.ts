import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { loadImplementations } from "../support/builtFunctions";

/*
 * A function is one new file: nothing lists the functions. Held by adding one to a copy of the project, building it and
 * calling it, as CONTRIBUTING.md promises.
 */

const ROOT = path.join(__dirname, "../..");
const COPIED = ["src", "tools", "assets", "LICENSE", "manifest.xml", "package.json", "tsconfig.json", "webpack.config.js"];

const copy = mkdtempSync(path.join(os.tmpdir(), "ft-one-new-file-"));
const dist = path.join(copy, "dist");

beforeAll(() => {
  for (const name of COPIED) cpSync(path.join(ROOT, name), path.join(copy, name), { recursive: true });
  symlinkSync(path.join(ROOT, "node_modules"), path.join(copy, "node_modules"), "junction");
  // An existing function under another name, so that this text need not follow how wrappers read their arguments.
  const existing = readFileSync(path.join(ROOT, "src/functions/trainingGpus.ts"), "utf8");
  const added = existing.replaceAll("TRAINING_GPUS", "FEWEST_GPUS").replaceAll("trainingGpus(", "fewestGpus(");
  writeFileSync(path.join(copy, "src/functions/fewestGpus.ts"), added);
  const webpack = path.join(ROOT, "node_modules/webpack/bin/webpack.js");
  execFileSync(process.execPath, [webpack, "--config-name", "functions"], {
    cwd: copy,
    env: { ...process.env, FT_DIST: dist },
    stdio: "pipe",
  });
}, 300_000);

afterAll(() => rmSync(copy, { recursive: true, force: true }));

test("one new file in src/functions is a function: registered, described, with its options, its help and its examples", () => {
  const read = <T>(file: string) => JSON.parse(readFileSync(path.join(dist, file), "utf8")) as T;
  interface Entry {
    id: string;
    parameters: { name: string; customEnumId?: string }[];
    helpUrl: string;
    examples: { formula: string; result: string }[];
  }
  const described = read<{ functions: Entry[] }>("functions.json").functions.find(({ id }) => id === "FEWEST_GPUS");
  expect(described?.helpUrl).toMatch(/functions\/FEWEST_GPUS\.html$/);
  expect(described?.parameters.find(({ name }) => name === "method")?.customEnumId).toBe("trainingMethods");

  const explained = read<Entry[]>("reference.json").find(({ id }) => id === "FEWEST_GPUS");
  expect(explained?.examples).toContainEqual({ formula: '=FT.FEWEST_GPUS("llama-2-7b", "full", "a100_80g")', result: "2" });
  expect(readFileSync(path.join(dist, "functions.html"), "utf8")).toMatch(/<article id="?FEWEST_GPUS"?>/);

  // 16 bytes for each of 6.7e9 parameters are 108 GB: more than one GPU of 80 GB, less than two.
  expect(loadImplementations(dist).get("FEWEST_GPUS")?.("llama-2-7b", "full", "a100_80g", null, null, {})).toBe(2);
});
