import fc from "fast-check";
import { normalQuantile } from "../../src/engine/normalDistribution";
import { expectClose } from "../support/vectors";

describe("normal quantile", () => {
  // The published two-sided quantiles: share outside ±z, z. <https://en.wikipedia.org/wiki/Normal_distribution#Quantile_function>
  test.each([
    [0.2, 1.281551565545],
    [0.1, 1.644853626951],
    [0.05, 1.95996398454],
    [0.02, 2.326347874041],
    [0.01, 2.575829303549],
    [0.005, 2.807033768344],
    [0.002, 3.090232306168],
    [0.001, 3.290526731492],
    [0.0001, 3.890591886413],
    [0.00001, 4.417173413469],
    [1e-6, 4.891638475699],
    [1e-7, 5.326723886384],
    [1e-8, 5.730728868236],
    [1e-9, 6.109410204869],
  ])("leaves a share of %d outside ±%d", (outside, z) => {
    expect(Math.abs(-normalQuantile(outside / 2) - z)).toBeLessThan(1e-12);
  });

  // The check values printed with algorithm AS 241.
  test.each([
    [0.25, -0.6744897501960817],
    [0.001, -3.090232306167814],
    [1e-20, -9.262340089798409],
  ])("of %d is %d", (probability, z) => {
    expectClose(normalQuantile(probability), z, 1e-15);
  });

  test("is 0 at one half, symmetric, and rises", () => {
    expect(normalQuantile(0.5)).toBe(0);
    const tails = fc.double({ min: 1e-12, max: 0.5, noNaN: true });
    fc.assert(
      fc.property(tails, tails, (a, b) => {
        // 1 − p loses digits of p: near 1 the quantile can only be as good as that.
        expect(Math.abs(normalQuantile(1 - (1 - a)) + normalQuantile(1 - a))).toBeLessThan(1e-12);
        if (a < b * (1 - 1e-12)) expect(normalQuantile(a)).toBeLessThan(normalQuantile(b));
      }),
      { seed: 20240604, numRuns: 500 },
    );
  });

  test.each([0, 1, -0.5, 2, NaN])("of %d does not exist", (probability) => {
    expect(() => normalQuantile(probability)).toThrow("probability must be greater than 0 and below 1");
  });
});
