import { differenceFromExample, parseExampleCall, parseExampleResult } from "../support/exampleFormula";

test("arguments are read as Excel passes them: omitted is null, a range is rows, an error cell its text", () => {
  expect(parseExampleCall('=FT.DECISION(1e3, -2.5, , "say ""no""", TRUE, {1,"a";3,#N/A}, 5%,)')).toEqual({
    id: "DECISION",
    args: [
      1000,
      -2.5,
      null,
      'say "no"',
      true,
      [
        [1, "a"],
        [3, "#N/A"],
      ],
      0.05,
      null,
    ],
  });
  expect(parseExampleCall("PAYBACK()")).toEqual({ id: "PAYBACK", args: [] });
});

test("what is no example says where", () => {
  expect(() => parseExampleCall("PAYBACK(A1)")).toThrow("character 9");
  expect(() => parseExampleCall('PAYBACK("1)')).toThrow("closing quote");
  expect(() => parseExampleCall("PAYBACK({1,2;3})")).toThrow("one length");
  expect(() => parseExampleCall("NPV(0.1, CASHFLOWS(1))")).toThrow("a number");
  expect(() => parseExampleResult("1 ...")).toThrow("an array");
  expect(() => parseExampleResult("1 or 2")).toThrow("nothing more");
});

test("a result agrees to 1e-9 relative, by the error's name, and cell by cell", () => {
  const difference = (expected: string, got: unknown) => differenceFromExample(parseExampleResult(expected), got);
  expect(difference("5.03560528992879", 5.035605289928789)).toBeUndefined();
  expect(difference("5.0356052", 5.035605289928789)).toContain("5.0356052 expected");
  expect(difference("0", 1e-12)).toContain("0 expected");
  expect(difference("#N/A", { error: "#N/A", message: "never" })).toBeUndefined();
  expect(difference("#N/A", { error: "#VALUE!", message: "" })).toContain("#N/A");
  expect(difference("TRUE", true)).toBeUndefined();
  expect(difference("2", [[2]])).toBeUndefined();
  expect(
    difference('{"a",1;"b",#N/A}', [
      ["a", 1],
      ["b", { error: "#N/A" }],
    ]),
  ).toBeUndefined();
  expect(
    difference('{"a",1}', [
      ["a", 1],
      ["b", 2],
    ]),
  ).toContain("1 rows expected, got 2");
  expect(
    difference('{"a",1} ...', [
      ["a", 1],
      ["b", 2],
    ]),
  ).toBeUndefined();
  expect(
    difference('{"a",1;"b",2} ...', [
      ["a", 1],
      ["b", 3],
    ]),
  ).toContain("row 2, column 2");
  expect(difference('{"a",""}', [["a", null]])).toBeUndefined();
});
