import { fillSobol, reverseBits, reversedCoordinate, SOBOL_DIMENSIONS } from "../../src/engine/sobol";
import { dimensionOf, IN_ORDER } from "../../src/engine/scenario/dimensions";
import { NUMBER_INPUTS } from "../../src/engine/scenario/inputs";
import vectors from "../vectors/sobol.json";

test("every numeric input has a dimension of its own", () => {
  const dimensions = NUMBER_INPUTS.map(({ name }) => dimensionOf(name));
  expect(new Set(dimensions).size).toBe(NUMBER_INPUTS.length);
  expect(Math.max(...dimensions)).toBeLessThan(SOBOL_DIMENSIONS);
  expect(new Set(IN_ORDER).size).toBe(IN_ORDER.length);
});

test.each(vectors.points)("point $index is that of an independent implementation in all 64 dimensions", ({ index, words }) => {
  expect(words.map((_, dimension) => reverseBits(reversedCoordinate(dimension, index)) >>> 0)).toEqual(words);
});

const column = (dimension: number, scramble: number, from: number, count: number): Float64Array => {
  const numbers = new Float64Array(count);
  fillSobol(dimension, scramble, from, numbers, count);
  return numbers;
};

describe("scrambled", () => {
  test.each([0, 1, 7, 31, 63])("dimension %d still has one of 4,096 points in each 4,096th", (dimension) => {
    for (const scramble of [1, 0xdeadbeef, 123456789]) {
      const cells = [...column(dimension, scramble, 0, 4096)].map((u) => Math.floor(u * 4096)).sort((a, b) => a - b);
      expect(cells).toEqual(cells.map((_, i) => i));
    }
  });

  test("pairs of dimensions still have one of 1,024 points in each box of the first (0, 10, 2) net, 32 × 32", () => {
    const [x, y] = [column(0, 11, 0, 1024), column(1, 12, 0, 1024)];
    const boxes = new Set([...x].map((u, i) => Math.floor(u * 32) * 32 + Math.floor(y[i] * 32)));
    expect(boxes.size).toBe(1024);
  });

  test("points do not depend on where a part of them begins", () => {
    const all = column(5, 42, 0, 2000);
    expect(column(5, 42, 512, 700)).toEqual(all.slice(512, 1212));
  });

  test("another seed gives other points, and none reaches 0 or 1", () => {
    const [one, other] = [column(3, 1, 0, 1000), column(3, 2, 0, 1000)];
    expect([...one].filter((u, i) => u === other[i])).toEqual([]);
    expect(Math.min(...one, ...other)).toBeGreaterThan(0);
    expect(Math.max(...one, ...other)).toBeLessThan(1);
  });
});
