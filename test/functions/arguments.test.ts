import { flag, number, optionalNonZero, readErrorCode, series, zeroMeansDefault } from "../../src/functions/support/arguments";
import { CustomFunctionsError } from "../support/customFunctionsGlobal";

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

  test.each(["5 percent", "1,5", "$5", "0x10", "1e400", "1.2.3", "1.2.3 %", "..%", "%", "5 % %", "2026-01-01"])(
    "%j is refused",
    (text) => expect(() => number("rate", text)).toThrow(`rate must be a number, not "${text}"`),
  );

  test("a long one is refused with its beginning", () =>
    expect(() => number("rate", "9".repeat(400) + "%")).toThrow(`rate must be a number, not "${"9".repeat(60)}…"`));

  test.each([
    ["1.000", "1 or 1000"],
    ["1,000", "1 or 1000"],
    ["-12,345", "-12.345 or -12345"],
    ["2.500 %", "2.5 or 2500"],
  ])("%j may mean two numbers", (text, readings) =>
    expect(() => number("rate", text)).toThrow(
      `rate must be a number, not the text "${text}", which may mean ${readings}: type a number`,
    ),
  );
  test.each([
    ["0.125", 0.125],
    ["1.5000", 1.5],
    ["1234.567", 1234.567],
  ])("%j can mean one number only", (text, value) => expect(number("rate", text)).toBe(value));

  test.each(["1e-400", "0.0000001e-330 %"])("%j is too small, not 0", (text) =>
    expect(() => number("rate", text)).toThrow(`rate is too small to be calculated with: "${text}"`),
  );
  test("a text of zeros is 0", () => expect(number("rate", "0.00e5")).toBe(0));

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

describe("a price whose 0 means the default", () => {
  test.each([null, undefined, "", 0, "default", " Default ", { type: "Empty", basicValue: "" }, { functionName: "X" }])(
    "%j is the default",
    (raw) => expect(zeroMeansDefault("price_cached_per_1m", raw, 5)).toBe(5),
  );
  test("none is a 0 that is meant", () => expect(zeroMeansDefault("price_cached_per_1m", "None", 5)).toBe(0));
  test("a number is itself, also with a format", () =>
    expect(zeroMeansDefault("price_cached_per_1m", { type: "FormattedNumber", basicValue: 0.5 }, 5)).toBe(0.5));
});

describe("an error cell is named as the error it is", () => {
  const codes: [string, string][] = [
    ["#BUSY!", "Busy"],
    ["#CALC!", "Calc"],
    ["#SPILL!", "Spill"],
    ["#GETTING_DATA", "GettingData"],
    ["#CONNECT!", "Connect"],
    ["#BLOCKED!", "Blocked"],
    ["#UNKNOWN!", "Unknown"],
    ["#FIELD!", "Field"],
    ["#EXTERNAL!", "External"],
    ["#REF!", "Ref"],
    ["#N/A", "NotAvailable"],
  ];
  test.each(codes)("%s", (text, name) => {
    for (const raw of [
      new CustomFunctionsError(text),
      { type: "Error", basicType: "Error", basicValue: text, errorType: name },
      { type: "Error", errorType: name },
      text,
    ]) {
      expect(readErrorCode(raw)).toBe(text);
      expect(() => series("cashflows", [[1, raw]])).toThrow(`cashflows (month 1) holds the error ${text}`);
    }
  });
  test("one of a later Excel is an error, too", () =>
    expect(readErrorCode({ type: "Error", errorType: "Python" })).toBe("#VALUE!"));
});
