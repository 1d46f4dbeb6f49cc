import fc from "fast-check";
import { checkNumber, readNumber, separatorsOf, showFixed, showNumber } from "../../src/taskpane/numbers";

const EN = separatorsOf("en-US");
const DE = separatorsOf("de-DE");
const FR = separatorsOf("fr-FR");
const CH = separatorsOf("de-CH");
const IN = separatorsOf("en-IN");

describe("a number means what the user's language says", () => {
  test.each([
    ["1,234.5", EN, 1234.5],
    ["1.234,5", DE, 1234.5],
    ["1234,5", DE, 1234.5],
    ["1.000", DE, 1000],
    ["1.000", EN, 1],
    ["1,000", EN, 1000],
    ["1,000", DE, 1],
    ["1\u202f234,5", FR, 1234.5],
    ["1 234.5", FR, 1234.5],
    ["1'234.5", CH, 1234.5],
    ["1’234.5", CH, 1234.5],
    ["1,00,000", IN, 100000],
    ["1 000 000", EN, 1000000],
    ["0.6", EN, 0.6],
    [".5", EN, 0.5],
    ["5.", EN, 5],
    ["-3", EN, -3],
    ["\u22123", EN, -3],
    ["+7", EN, 7],
    ["$1,200", EN, 1200],
    ["1.200 €", DE, 1200],
    ["15 %", EN, 0.15],
    ["2,5%", DE, 0.025],
    ["1e6", EN, 1000000],
    ["2.5e-3", EN, 0.0025],
  ])("%s", (text, separators, value) => {
    expect(readNumber(text, separators)).toEqual({ value });
  });
});

describe("what could mean two numbers, or none, is refused with the way to write it", () => {
  test.each([
    ["1.5", DE, /the decimal mark here is ",", so write 1,5 or 1500/],
    ["1,5", EN, /the decimal mark here is ".", so write 1.5 or 1500/],
    ["12.34", DE, /unclear/],
    ["1,23,4", EN, /unclear/],
    ["1.2.3", EN, /not a number/],
    ["ten", EN, /not a number: write it like 1234.5/],
    ["zehn", DE, /not a number: write it like 1234,5/],
    ["-", EN, /not a number/],
    [".", EN, /not a number/],
    ["0x10", EN, /not a number/],
    ["Infinity", EN, /not a number/],
    ["NaN", EN, /not a number/],
    ["1e999", EN, /too large/],
    ["5 5x", EN, /not a number/],
    ["", EN, /Enter a number/],
    ["   ", EN, /Enter a number/],
  ])("%s", (text, separators, problem) => {
    expect(readNumber(text, separators)).toEqual({ problem: expect.stringMatching(problem) });
  });
});

describe("a rule is stated where it is not met", () => {
  test.each([
    ["-1", { least: 0 }, "Must be a number of 0 or more."],
    ["0", { above: 0 }, "Must be a number above 0."],
    ["1.5", { least: 0, most: 1 }, "Must be a number from 0 to 1."],
    ["0", { above: 0, most: 168 }, "Must be a number above 0 and at most 168."],
    ["2.5", { least: 1, whole: true as const }, "Must be a whole number of 1 or more."],
    ["9e99", { least: 0, most: 1e12 }, "Must be a number from 0 to 1,000,000,000,000."],
    ["", { least: 0 }, "Required: enter a number of 0 or more."],
    ["abc", { least: 0 }, '"abc" is not a number: write it like 1234.5.'],
  ])("%s", (text, rule, problem) => {
    expect(checkNumber(text, rule, EN)).toEqual({ problem });
  });

  test("bounds are shown as the user writes numbers", () => {
    expect(checkNumber("-1", { least: 0.5 }, DE)).toEqual({ problem: "Must be a number of 0,5 or more." });
  });

  test("a number that meets its rule passes", () => {
    expect(checkNumber("15 %", { least: 0, most: 1 }, EN)).toEqual({ value: 0.15 });
  });
});

test("what is shown is read back as the same number, in every notation", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }).map((n) => n / 1000),
      fc.constantFrom(EN, DE, FR, CH, IN),
      (value, separators) => {
        expect(readNumber(showNumber(value, separators), separators)).toEqual({ value: value === 0 ? 0 : value });
      },
    ),
    { seed: 20261122 },
  );
});

test("no text breaks the reading", () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom(EN, DE, FR), (text, separators) => {
      const read = readNumber(text, separators);
      expect("value" in read ? Number.isFinite(read.value) : read.problem.length > 0).toBe(true);
    }),
    { seed: 20261122 },
  );
});

test("columns of numbers keep their decimals", () => {
  expect([showFixed(1.6, EN, 2), showFixed(1234.567, DE, 2)]).toEqual(["1.60", "1.234,57"]);
});

test("a language nobody knows falls back to English", () => {
  expect(separatorsOf("not a language")).toEqual({ decimal: ".", group: "," });
});
