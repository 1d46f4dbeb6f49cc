import { readFileSync } from "node:fs";
import path from "node:path";
import vm from "node:vm";
import { DIST, metadata } from "../support/builtFunctions";
import { CustomFunctionsError } from "../support/customFunctionsGlobal";

/* functions.js in pages that lack what Excel's runtime brings: it may never end the page with an exception. */

const bundle = readFileSync(path.join(DIST, "functions.js"), "utf8");
const load = (page: object) => vm.runInContext(bundle, vm.createContext(page), { filename: "functions.js" }) as unknown;

type Implementation = (...args: unknown[]) => unknown;

test("without CustomFunctions: it loads, and leaves a runtime with which nothing is registered", () => {
  const page: Record<string, unknown> = {};
  expect(() => load(page)).not.toThrow();
});

test("without CustomFunctions.Error, which office.js brings later: everything is registered and computes; errors work once it is there", () => {
  const registered = new Map<string, Implementation>();
  const runtime: Record<string, unknown> = {
    associate: (id: string, implementation: Implementation) => registered.set(id, implementation),
  };
  load({ CustomFunctions: runtime });
  expect([...registered.keys()].sort()).toEqual(
    metadata()
      .functions.map(({ id }) => id)
      .sort(),
  );
  const payback = registered.get("PAYBACK") as Implementation;
  const invocation = { functionName: "PAYBACK", address: "Sheet1!A1", parameterAddresses: [] };
  // $7,000 once against $3,500 a month.
  expect(payback(7000, 3500, undefined, invocation)).toBe(2);
  runtime.ErrorCode = { invalidValue: "#VALUE!", notAvailable: "#N/A", divisionByZero: "#DIV/0!", invalidNumber: "#NUM!" };
  runtime.Error = CustomFunctionsError;
  expect(() => payback("many", 3500, undefined, invocation)).toThrow(/cost.*number/s);
});
