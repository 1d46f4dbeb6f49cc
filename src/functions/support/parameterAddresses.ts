/*
 * Where an argument stands, for the one question that its value cannot answer: a platform that sends nothing for an empty
 * cell sends the same for an argument that is left out. Excel tells the addresses of a function's arguments, in their
 * order, where its comment says `@requiresParameterAddresses`; a literal and an argument left out have none.
 */

/** By id, the arguments of every function that asks for addresses: put in by the build, from the same comments as functions.json. */
declare const FT_PARAMETERS: Readonly<Record<string, readonly string[]>> | undefined;

const parametersById = new Map(typeof FT_PARAMETERS === "undefined" ? [] : Object.entries(FT_PARAMETERS));

/** What an address tells of an argument; unknown where the platform, or older metadata, tells none. */
export type Written = "in a cell" | "in the formula" | "unknown";

/** Where the value of argument `name` was written. */
export function whereWritten(name: string, call: CustomFunctions.Invocation | undefined): Written {
  const addresses: unknown = call?.parameterAddresses;
  if (!Array.isArray(addresses)) return "unknown";
  const id = call?.functionName?.toUpperCase() ?? "";
  const place = parametersById.get(id.slice(id.lastIndexOf(".") + 1))?.indexOf(name) ?? -1;
  if (place < 0) return "unknown";
  const address: unknown = addresses[place];
  return typeof address === "string" && address !== "" ? "in a cell" : "in the formula";
}

/** True for an argument that refers to a cell, which is then an empty one where the argument has no value. */
export const isReference = (name: string, call: CustomFunctions.Invocation | undefined): boolean =>
  whereWritten(name, call) === "in a cell";
