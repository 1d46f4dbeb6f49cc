import { betaQuantile } from "../../src/engine/betaQuantile";

/**
 * The share below x of a beta distribution with whole shapes that add up to 6: the chance of at least `alpha` successes in
 * five trials, a sum of five terms.
 */
const CHOOSE_OF_5 = [1, 5, 10, 10, 5, 1];
function shareBelow(x: number, alpha: number): number {
  let sum = 0;
  for (let j = alpha; j <= 5; j++) sum += CHOOSE_OF_5[j] * x ** j * (1 - x) ** (5 - j);
  return sum;
}

function exactQuantile(probability: number, alpha: number): number {
  let [low, high] = [0, 1];
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2;
    if (shareBelow(middle, alpha) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

describe.each([1, 2, 3, 4, 5])("the quantiles of beta(%p, 6 - it)", (alpha) => {
  const quantile = betaQuantile(alpha, 6 - alpha);

  test("are those of the closed form to a millionth of the range, also far out", () => {
    const probabilities = Array.from({ length: 999 }, (_, i) => (i + 1) / 1000);
    for (let k = 4; k <= 15; k++) probabilities.push(10 ** -k);
    // Nearer to 1 the sum above has lost its digits.
    for (let k = 4; k <= 9; k++) probabilities.push(1 - 10 ** -k);
    const errors = probabilities.map((probability) => Math.abs(quantile(probability) - exactQuantile(probability, alpha)));
    expect(Math.max(...errors)).toBeLessThan(1e-6);
  });

  test("never fall as the probability rises", () => {
    const values = Array.from({ length: 100_000 }, (_, i) => quantile((i + 0.5) / 100_000));
    expect(values.findIndex((value, i) => i > 0 && value < values[i - 1])).toBe(-1);
    expect(values[values.length - 1]).toBeLessThanOrEqual(1);
  });
});

test("the mean of shapes that are not whole is alpha / (alpha + beta)", () => {
  const quantile = betaQuantile(2.3, 3.7);
  const parts = 100_000;
  let sum = 0;
  for (let i = 0; i < parts; i++) sum += quantile((i + 0.5) / parts);
  expect(sum / parts).toBeCloseTo(2.3 / 6, 6);
});
