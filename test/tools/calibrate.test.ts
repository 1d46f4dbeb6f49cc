import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { minimize } from "../../tools/calibrate/simplex.js";
import { overPublishers, spread, summary } from "../../tools/calibrate/statistics.js";

const ROOT = path.join(__dirname, "../..");
const WRITTEN = [
  "src/presets/calibration.json",
  "src/presets/servingCalibration.json",
  "docs/accuracy.md",
  "docs/accuracy/held-out.svg",
  "docs/accuracy/simpler-rules.svg",
  "data/calibration/group_errors.csv",
];
const contents = () => WRITTEN.map((file) => readFileSync(path.join(ROOT, file), "utf8"));

test("calibrating again gives the committed files to the byte", () => {
  const before = contents();
  execFileSync(process.execPath, ["tools/calibrate/run.js"], { cwd: ROOT });
  expect(contents()).toEqual(before);
});

test("the simplex finds the bottom of Rosenbrock's valley, which is at (1, 1)", () => {
  const valley = ([x, y]: number[]) => 100 * (y - x * x) ** 2 + (1 - x) ** 2;
  const [x, y] = minimize(valley, [-1.2, 1]);
  expect(x).toBeCloseTo(1, 4);
  expect(y).toBeCloseTo(1, 4);
});

describe("errors, by hand", () => {
  const of = (publisher: string, ...ratios: number[]) => ratios.map((ratio) => ({ run: { publisher }, ratio }));
  const results = [...of("a", 1.1, 0.8, 1.3), ...of("b", 2)];
  test("median, mean and direction", () => {
    // Errors 0.1, 0.2, 0.3, 1: median 0.25, mean 0.4; ratios 0.8, 1.1, 1.3, 2: median 1.2
    const { runs, median, mean, bias } = summary(results);
    expect(runs).toBe(4);
    expect(median).toBeCloseTo(0.25, 12);
    expect(mean).toBeCloseTo(0.4, 12);
    expect(bias).toBeCloseTo(0.2, 12);
  });
  test("every publisher counts the same", () => {
    // a: median 0.2, mean 0.2; b: 1 and 1
    expect(overPublishers(results)).toEqual({ median: expect.closeTo(0.6, 12), mean: expect.closeTo(0.6, 12) });
    // Measured over estimated: b 0.5 with half of the weight, a 1/1.3, 1/1.1 and 1/0.8 with a sixth each
    expect(spread(results)).toEqual({ low: 0.5, high: 1 / 0.8 });
  });
});
