import { nearestToZero, signChangeBetween } from "../../src/engine/rootFinding";

const at = (f: (x: number) => number, x: number) => ({ x, y: f(x) });

describe("a root between two points of opposite sign", () => {
  test.each<[string, (x: number) => number, number, number, number]>([
    ["x² - 2", (x) => x * x - 2, 0, 2, Math.SQRT2],
    ["cos x - x", (x) => Math.cos(x) - x, 0, 1, 0.7390851332151607],
    ["x³", (x) => x ** 3, -1, 2, 0],
    ["e^x - 1e6", (x) => Math.exp(x) - 1e6, 0, 100, Math.log(1e6)],
    ["1/x - 1e-9", (x) => 1 / x - 1e-9, 1, 1e15, 1e9],
    ["a straight line, falling", (x) => 3 - x, 0, 10, 3],
  ])("of %s", (_, f, from, to, root) => {
    const [best, other] = signChangeBetween(f, at(f, from), at(f, to));
    expect(Math.abs(best.x - root)).toBeLessThanOrEqual(1e-5 * (root === 0 ? 1 : 0) + 4e-16 * Math.max(Math.abs(root), 1));
    expect(Math.abs(best.y)).toBeLessThanOrEqual(Math.abs(other.y));
  });

  test("takes few steps where halving takes fifty", () => {
    let steps = 0;
    const f = (x: number): number => {
      steps++;
      return x ** 3 - 2 * x - 5;
    };
    // Wallis's equation.
    expect(signChangeBetween(f, { x: 2, y: -1 }, { x: 3, y: 16 })[0].x).toBeCloseTo(2.0945514815423265, 14);
    expect(steps).toBeLessThan(12);
  });

  test("of a jump is its two sides", () => {
    const f = (x: number): number => (x < Math.PI ? -2 : 5);
    const [best, other] = signChangeBetween(f, at(f, 0), at(f, 10));
    expect([best.y, other.y]).toEqual([-2, 5]);
    expect(Math.abs(best.x - Math.PI)).toBeLessThan(1e-14);
  });
});

describe("the point nearest to 0", () => {
  test("of a parabola that touches it", () => {
    const f = (x: number): number => (x - 1.3) ** 2;
    expect(nearestToZero(f, at(f, 0), at(f, 1), at(f, 3)).y).toBeLessThan(1e-12);
  });

  test("is given as soon as the sign changes", () => {
    const f = (x: number): number => (x - 1.3) ** 2 - 1e-6;
    expect(nearestToZero(f, at(f, 0), at(f, 1), at(f, 3)).y).toBeLessThan(0);
  });
});
