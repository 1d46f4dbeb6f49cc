import { readFileSync } from "node:fs";
import path from "node:path";
import vm from "node:vm";
import type { ParameterType } from "../../src/tryout/hosts/cellsAsSent";
import released from "../../src/tryout/hosts/functions-0.1.0.json";
import { HOSTS } from "../../src/tryout/hosts/profiles";
import { CustomFunctionsError, customFunctionsRuntime } from "./customFunctionsGlobal";
import { type HostName, sentBy } from "./hostProfiles";

export const DIST = path.resolve(process.env.FT_DIST ?? path.join(__dirname, "../../dist"));

export interface ParameterMetadata {
  name: string;
  description?: string;
  type?: ParameterType;
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
  options?: { requiresParameterAddresses?: boolean };
}

export interface Metadata {
  functions: FunctionMetadata[];
  enums?: { id: string; values: { name: string; value: unknown; tooltip?: string }[] }[];
  allowErrorForDataTypeAny?: boolean;
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

export const metadata = (): Metadata => readJson("functions.json");

/** What a host holds to be functions.json: that of the last release, for a day beside today's functions.js, or today's. */
export const metadataOf = (host: HostName): Metadata => (HOSTS[host].isStale ? (released as unknown as Metadata) : metadata());

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

/** The built functions behind one call, made as a host makes it. */
export function builtFunctions(host: HostName = "web"): {
  call: (id: string, ...args: unknown[]) => Result;
  ids: string[];
  /** The arguments that the host's metadata knows. */
  names: (id: string) => string[];
} {
  const implementations = loadImplementations();
  const { functions } = metadataOf(host);
  const callees = new Map(
    functions.map(({ id, parameters, options }) => [
      id,
      { id, parameters, needsAddresses: options?.requiresParameterAddresses === true },
    ]),
  );
  return {
    ids: [...callees.keys()],
    names: (id) => callees.get(id)?.parameters.map(({ name }) => name) ?? [],
    call(id, ...args) {
      const implementation = implementations.get(id);
      const callee = callees.get(id);
      if (!implementation || !callee) throw new Error(`no function FT.${id}`);
      try {
        const result = implementation(...sentBy(host, callee, args));
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
