import type { HostProfile } from "../hosts/profiles";
import { customFunctionsRuntime, type Implementation } from "../customFunctionsRuntime";

/*
 * The add-in's functions as a host gets them: functions.json says what there is, functions.js registers each
 * implementation with the global CustomFunctions. Nothing of their source is known here.
 */

export interface ParameterMetadata {
  readonly name: string;
  readonly description?: string;
  readonly type?: "number" | "string" | "boolean" | "any";
  readonly dimensionality?: "scalar" | "matrix";
  readonly optional?: boolean;
  readonly customEnumId?: string;
}

export interface FunctionMetadata {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly helpUrl?: string;
  readonly parameters: readonly ParameterMetadata[];
  readonly options?: { readonly requiresParameterAddresses?: boolean; readonly allowErrorForDataTypeAny?: boolean };
}

export interface EnumMetadata {
  readonly id: string;
  readonly values: readonly {
    readonly name: string;
    readonly stringValue?: string;
    readonly numberValue?: number;
    readonly tooltip?: string;
  }[];
}

export interface Metadata {
  readonly functions: readonly FunctionMetadata[];
  readonly enums?: readonly EnumMetadata[];
  readonly allowErrorForDataTypeAny?: boolean;
}

export interface AddIn {
  readonly metadata: Metadata;
  readonly implementations: ReadonlyMap<string, Implementation>;
}

/** Loads functions.json and runs functions.js, in this page, as Excel's runtime does in its own. */
export async function loadAddIn(host: HostProfile): Promise<AddIn> {
  const implementations = new Map<string, Implementation>();
  const runtime = customFunctionsRuntime((id, implementation) => implementations.set(id, implementation));
  // As much of Office as functions ask for: where they run.
  Object.assign(window, { CustomFunctions: runtime, Office: { context: { platform: host.platform } } });
  const [metadata] = await Promise.all([loadMetadata(host), runScript("functions.js")]);
  return { metadata, implementations };
}

/** What the host holds to be the add-in's functions. */
async function loadMetadata({ isStale }: HostProfile): Promise<Metadata> {
  if (!isStale) return loadJson<Metadata>("functions.json");
  const released = await import(/* webpackChunkName: "released-metadata" */ "../hosts/functions-0.1.0.json");
  return released.default as Metadata;
}

export async function loadJson<T>(url: string): Promise<T> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status} ${response.statusText}`);
  return (await response.json()) as T;
}

function runScript(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    script.onload = () => resolve();
    script.onerror = () => reject(new Error(`${url} could not be loaded`));
    document.head.append(script);
  });
}
