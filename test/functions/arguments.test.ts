import { flag, number, optionalNonZero } from "../../src/functions/support/arguments";

describe("text in a number argument", () => {
  test.each([
    ["5", 5],
    [" -2.5 ", -2.5],
    ["1e3", 1000],
    ["5%", 0.05],
    ["-50 %", -0.5],
    ["12.5 %", 0.125],
    [".5%", 0.005],
  ])("%j is read as Excel reads it", (text, value) => expect(number("rate", text)).toBe(value));

  test.each([
    "5 percent",
    "1,000",
    "$5",
    "0x10",
    "1e400",
    "1.2.3",
    "1.2.3 %",
    "..%",
    "%",
    "5 % %",
    "9".repeat(400) + "%",
    "2026-01-01",
  ])("%j is refused", (text) => expect(() => number("rate", text)).toThrow(`rate must be a number, not "${text}"`));

  // NaN || fallback is the fallback: a mistyped percentage must not become the default.
  test("a mistyped percentage is no blank cell", () =>
    expect(() => optionalNonZero("life_months", "1.1.%", 18)).toThrow('life_months must be a number, not "1.1.%"'));
});

describe("TRUE or FALSE", () => {
  test.each([
    [true, true],
    [0, false],
    ["Yes", true],
    ["n", false],
  ])("%j is %j", (given, value) => expect(flag("ml_team", given)).toBe(value));
  test.each([
    [2, "2"],
    ["maybe", '"maybe"'],
  ])("%j is refused as it was given", (given, shown) =>
    expect(() => flag("ml_team", given)).toThrow(`ml_team must be TRUE or FALSE, not ${shown}`),
  );
});
