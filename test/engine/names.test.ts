import fc from "fast-check";
import { nearestNames, normalizeName } from "../../src/engine/names";

/** Optimal string alignment by its textbook recursion, without the shortcuts of the shipped one. */
function plainDistance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
    }
  }
  return rows[a.length][b.length];
}

function rank(text: string, candidates: readonly string[], count: number): string[] {
  const wanted = normalizeName(text);
  const distance = (candidate: string) => {
    const known = normalizeName(candidate);
    const contained = wanted.length >= 2 && (known.includes(wanted) || (known.length >= 2 && wanted.includes(known)));
    return contained ? Math.abs(known.length - wanted.length) / 64 : plainDistance(wanted, known);
  };
  return [...candidates].sort((a, b) => distance(a) - distance(b)).slice(0, count);
}

test("giving up early never changes which names are nearest, nor their order", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "1", "_"), minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(word, fc.array(word, { maxLength: 12 }), fc.integer({ min: 1, max: 5 }), (text, candidates, count) => {
      expect(nearestNames(text, candidates, count)).toEqual(rank(text, candidates, count));
    }),
    { seed: 20261122, numRuns: 2000 },
  );
});

test.each([
  // One letter left out, two swapped, one too many.
  ["h100_sx", ["a100_80g", "h100_sxm", "h200_sxm"], "h100_sxm"],
  ["h100_smx", ["h200_sxm", "h100_sxm"], "h100_sxm"],
  ["gpt-4oo", ["gpt-4", "gpt-5", "gpt-4o"], "gpt-4o"],
])("%s is nearest to %s", (text, candidates, nearest) => {
  expect(nearestNames(text, candidates, 1)).toEqual([nearest]);
});
