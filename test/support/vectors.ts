import { readFileSync } from "node:fs";
import path from "node:path";

/** One row of test/vectors: inputs and outputs of an independent implementation, unrounded; null means never. */
export interface VectorRow<Inputs, Outputs> {
  inputs: Inputs;
  outputs: Outputs;
}

export function vectorRows<Inputs = Record<string, number>, Outputs = Record<string, number | null>>(
  file: string,
): VectorRow<Inputs, Outputs>[] {
  return JSON.parse(readFileSync(path.join(__dirname, "../vectors", file), "utf8")) as VectorRow<Inputs, Outputs>[];
}

/** Fails where a value is further from the expected one than `relative`; 1e-9 is the tolerance of the vectors. */
export function expectClose(value: number, expected: number, relative = 1e-9): void {
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(relative * Math.max(1e-300, Math.abs(expected)));
}
