import { confidence, confidenceFormula, verdict, verdictFormula } from "../../src/workbook/confidence";
import { input, result } from "../../src/workbook/plannedCells";
import { calculated } from "../support/sheetOfProfile";

const SHARES: [number, string][] = [
  [1, "100"],
  [0.9999, "more than 99"],
  [0.9951, "more than 99"],
  [0.995, "more than 99"],
  [0.994, "99"],
  [0.8, "80"],
  [0.496, "50"],
  [0.0051, "1"],
  [0.005, "1"],
  [0.0049, "fewer than 1"],
  [0.0001, "fewer than 1"],
  [0, "0"],
];

test.each(SHARES)("a share of %p is %s of 100 trials", (share, trials) => {
  expect(confidence(share)).toBe(`pays in ${trials} of 100 trials`);
});

test("a sheet says of every share and amount what the pane says", () => {
  const rows = SHARES.flatMap(([share]) => [-1, 0, 1].map((amount) => [share, amount] as const));
  const cells = calculated(
    {
      title: "",
      rows: rows.map(([share, amount], r) => [
        input(share),
        input(amount),
        result((at) => `=${confidenceFormula(at(r, 0))}`),
        result((at) => verdictFormula(at(r, 1), at(r, 0))),
      ]),
    },
    "desktop",
  );
  rows.forEach(([share, amount], r) => {
    expect(cells.get(`C${r + 1}`)).toBe(confidence(share));
    expect(cells.get(`D${r + 1}`)).toBe(verdict(amount, share));
  });
});

test("without ranges a verdict says on what it rests", () => {
  expect(verdict(1)).toBe("It pays, if every figure is right.");
  expect(verdict(0)).toBe("It does not pay, if every figure is right.");
});
