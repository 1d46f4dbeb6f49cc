import { readFileSync } from "node:fs";
import path from "node:path";
import vm from "node:vm";
import { CustomFunctionsError, customFunctionsRuntime } from "./customFunctionsGlobal";

export const DIST = path.resolve(process.env.FT_DIST ?? path.join(__dirname, "../../dist"));

export interface ParameterMetadata {
  name: string;
  description?: string;
  type?: string;
  dimensionality?: "matrix" | "scalar";
  optional?: boolean;
  repeating?: boolean;
  customEnumId?: string;
}

export interface FunctionMetadata {
  id: string;
  name: string;
  description: string;
  helpUrl: string;
  parameters: ParameterMetadata[];
  result: { dimensionality?: string };
}

/** What a cell shows: a value, a spilled table, or an error with its message. */
export interface CellError {
  error: string;
  message: string;
}
export type CellValue = number | string | boolean | CellError;
export type Result = CellValue | CellValue[][];

export function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(path.join(DIST, file), "utf8")) as T;
}

export const metadata = (): {
  functions: FunctionMetadata[];
  enums?: { id: string; values: { name: string; value: unknown; tooltip?: string }[] }[];
  allowErrorForDataTypeAny?: boolean;
} => readJson("functions.json");

/** Every implementation that functions.js registers through the global CustomFunctions, by id. */
export function loadImplementations(dist = DIST): Map<string, (...args: unknown[]) => unknown> {
  const implementations = new Map<string, (...args: unknown[]) => unknown>();
  const CustomFunctions = customFunctionsRuntime((id, implementation) => implementations.set(id, implementation));
  const context = vm.createContext({ CustomFunctions });
  vm.runInContext(readFileSync(path.join(dist, "functions.js"), "utf8"), context, { filename: "functions.js" });
  return implementations;
}

function shown(value: unknown): CellValue {
  if (value instanceof CustomFunctionsError) return { error: value.code, message: value.message };
  return value as CellValue;
}

/** The built functions behind one call, made as Excel makes it: null for omitted, an Invocation last. */
export function builtFunctions(): { call: (id: string, ...args: unknown[]) => Result; ids: string[] } {
  const implementations = loadImplementations();
  const parameters = new Map(metadata().functions.map((entry) => [entry.id, entry.parameters]));
  return {
    ids: [...parameters.keys()],
    call(id, ...args) {
      const implementation = implementations.get(id);
      const declared = parameters.get(id);
      if (!implementation || !declared) throw new Error(`no function FT.${id}`);
      const passed = declared.map((parameter, i) => {
        const value = args[i] ?? null;
        // Excel passes a single value to a range argument as 1×1.
        return parameter.dimensionality === "matrix" && value !== null && !Array.isArray(value) ? [[value]] : value;
      });
      try {
        const result = implementation(...passed, { address: "Sheet1!A1", functionName: id });
        return Array.isArray(result) ? (result as unknown[][]).map((row) => row.map(shown)) : shown(result);
      } catch (error) {
        // Excel shows a plain Error without its message, so a test that meets one has found a defect.
        if (error instanceof CustomFunctionsError) return shown(error);
        throw error;
      }
    },
  };
}

export function isCellError(value: unknown): value is CellError {
  return typeof value === "object" && value !== null && "error" in value;
}
