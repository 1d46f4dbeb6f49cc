import { exponential, naturalLog, twelfthRoot } from "../../src/engine/elementary";

/*
 * The known values, to the nearest number: ln 2, ln 10, e, and so on (https://oeis.org/A002162, A002392, A001113).
 */
const UNIT = 2 ** -52;
const relative = (value: number, expected: number): number => Math.abs(value - expected) / Math.abs(expected);

test.each([
  [2, 0.6931471805599453],
  [10, 2.302585092994046],
  [0.5, -0.6931471805599453],
  [1e308, 709.1962086421661],
  [5e-324, -744.4400719213813],
  [1.25, 0.22314355131420976],
])("the natural logarithm of %p", (x, expected) => {
  expect(relative(naturalLog(x), expected)).toBeLessThan(2 * UNIT);
});

test("the logarithm at its edges", () => {
  expect(naturalLog(1)).toBe(0);
  expect(naturalLog(0)).toBe(-Infinity);
  expect(naturalLog(Infinity)).toBe(Infinity);
  expect(naturalLog(-1)).toBeNaN();
  expect(naturalLog(NaN)).toBeNaN();
});

test.each([
  [1, 2.718281828459045],
  [-2, 0.1353352832366127],
  [10, 22026.465794806718],
  [-700, 9.85967654375977e-305],
  [709, 8.218407461554972e307],
])("e to the power %p", (x, expected) => {
  expect(relative(exponential(x), expected)).toBeLessThan(2 * UNIT);
});

test("the exponential at its edges", () => {
  expect(exponential(0)).toBe(1);
  expect(exponential(710)).toBe(Infinity);
  expect(exponential(-746)).toBe(0);
  expect(exponential(-745)).toBe(5e-324);
  expect(exponential(NaN)).toBeNaN();
});

test("both stay within one unit in the last place of this machine's own", () => {
  // Math.log and Math.exp are right to less than a unit themselves, hence two.
  for (let i = 1; i < 20_000; i++) {
    const x = i * 0.0371;
    expect(Math.abs(naturalLog(x) - Math.log(x))).toBeLessThanOrEqual(2 * UNIT * Math.max(Math.abs(Math.log(x)), UNIT));
    const y = (i - 10_000) * 0.0697;
    expect(Math.abs(exponential(y) - Math.exp(y))).toBeLessThanOrEqual(2 * UNIT * Math.exp(y));
  }
});

describe("the twelfth root", () => {
  test("taken twelve times is the number", () => {
    for (let x = 0.01; x < 12; x += 0.0173) expect(relative(twelfthRoot(x) ** 12, x)).toBeLessThan(200 * UNIT);
    expect(relative(twelfthRoot(1e-12), 0.1)).toBeLessThan(20 * UNIT);
    expect(relative(twelfthRoot(4096), 2)).toBeLessThan(20 * UNIT);
  });

  test("of 1 is exactly 1, and rises without a step where its method changes", () => {
    expect(twelfthRoot(1)).toBe(1);
    for (const edge of [0.35, 2.85]) {
      expect(relative(twelfthRoot(edge * (1 + 1e-12)), twelfthRoot(edge * (1 - 1e-12)))).toBeLessThan(1e-12);
    }
  });
});
