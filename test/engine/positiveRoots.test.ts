import fc from "fast-check";
import { positiveRoots } from "../../src/engine/positiveRoots";

const search = { start: 0.99, most: 17.7 };

/* Sturm's theorem in whole numbers of any length: how many different roots a polynomial has in (0, 17.7], without rounding. */
type Exact = bigint[];
const trimmed = (p: Exact): Exact => {
  let end = p.length;
  while (end > 0 && p[end - 1] === 0n) end--;
  return p.slice(0, end);
};
const size = (a: bigint): bigint => (a < 0n ? -a : a);
const divisor = (a: bigint, b: bigint): bigint => (b === 0n ? size(a) : divisor(b, a % b));
const reduced = (p: Exact): Exact => {
  const common = p.reduce((g, c) => divisor(g, c), 0n);
  return common > 1n ? p.map((c) => c / common) : p;
};
/** A positive multiple of the remainder of a / b. */
function remainder(a: Exact, b: Exact): Exact {
  let rest = a;
  const lead = b[b.length - 1];
  while (rest.length >= b.length) {
    const shift = rest.length - b.length;
    const top = rest[rest.length - 1] * (lead < 0n ? -1n : 1n);
    rest = trimmed(rest.map((c, i) => c * size(lead) - (i >= shift ? top * b[i - shift] : 0n)));
  }
  return rest;
}
const signAt = (p: Exact, numerator: bigint, denominator: bigint): number => {
  const value = p.reduce((sum, c, t) => sum + c * numerator ** BigInt(t) * denominator ** BigInt(p.length - 1 - t), 0n);
  return value > 0n ? 1 : value < 0n ? -1 : 0;
};
const changes = (signs: number[]): number =>
  signs.filter((s) => s !== 0).reduce((n, s, i, all) => n + (i > 0 && s !== all[i - 1] ? 1 : 0), 0);
function rootsBySturm(coefficients: readonly number[]): number {
  let p = trimmed(coefficients.map(BigInt));
  while (p.length > 0 && p[0] === 0n) p = p.slice(1);
  const chain = [p, trimmed(p.map((c, t) => c * BigInt(t)).slice(1))];
  while (chain[chain.length - 1].length > 0) {
    const [a, b] = chain.slice(-2);
    chain.push(reduced(remainder(a, b).map((c) => -c)));
  }
  const signs = (numerator: bigint): number[] => chain.filter((q) => q.length > 0).map((q) => signAt(q, numerator, 10n));
  return changes(signs(0n)) - changes(signs(177n));
}

test("Sturm's count is right where the roots are known", () => {
  // (x - 1)(x - 2)(x - 3) and (x - 20): 20 lies beyond; x² + 1 has none.
  expect(rootsBySturm([-6, 11, -6, 1])).toBe(3);
  expect(rootsBySturm([-20, 1])).toBe(0);
  expect(rootsBySturm([1, 0, 1])).toBe(0);
});

describe("every positive root", () => {
  test.each([0, 1, 2, 3])("is found: as many as Sturm's theorem counts (%d)", (part) => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 14 }), (coefficients) => {
        fc.pre(coefficients.some((c) => c !== 0));
        const { roots, areAll } = positiveRoots(coefficients, coefficients.length, search);
        expect(areAll).toBe(true);
        expect(roots).toHaveLength(rootsBySturm(coefficients));
        expect(roots).toEqual([...roots].sort((a, b) => a - b));
      }),
      { seed: 20261125 + part, numRuns: 750 },
    );
  });

  test("is found where the polynomial is made from its roots, in thousandths", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 200, max: 1800 }), { minLength: 1, maxLength: 4 }), (thousandths) => {
        const p = thousandths.reduce(
          (product, root) => {
            const next = Array<number>(product.length + 1).fill(0);
            product.forEach((c, t) => {
              next[t] -= c * root;
              next[t + 1] += c * 1000;
            });
            return next;
          },
          [1],
        );
        const expected = [...thousandths].sort((a, b) => a - b);
        const { roots } = positiveRoots(p, p.length, search);
        expect(roots.map((root) => Math.round(root * 1e3))).toEqual(expected);
      }),
      { seed: 20261125, numRuns: 500 },
    );
  });

  test("is found beside another one a hundred-thousandth away, and in 1,201 terms", () => {
    // (x - 1)(x - 1.00001), and with its terms in the other order at the far end: the roots' reciprocals.
    const p = Array<number>(1201).fill(0);
    [p[0], p[1], p[2]] = [1.00001, -2.00001, 1];
    expect(positiveRoots(p, 1201, search).roots.map((x) => Number(x.toFixed(6)))).toEqual([1, 1.00001]);
    const far = [...p].reverse();
    expect(positiveRoots(far, 1201, search).roots.map((x) => Number(x.toFixed(6)))).toEqual([0.99999, 1]);
  });

  test("is a double one that the polynomial only touches", () => {
    expect(positiveRoots([100, -200, 100], 3, search).roots.map((x) => Number(x.toFixed(7)))).toEqual([1]);
  });
});
