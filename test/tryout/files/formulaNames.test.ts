import { movedFormula, shownFormula, storedFormula } from "../../../src/tryout/files/formulaNames";

/* Formulas as an Excel file holds them: Microsoft's [MS-XLSX] for _xlfn., and files that Excel wrote for add-in functions. */

describe("a formula in an Excel file", () => {
  test.each([
    ["FT.PAYBACK(19800,3932)", "_xldudf_FT_PAYBACK(19800,3932)"],
    ["FT.NPV(0.1, FT.CASHFLOWS(A1,B1,C1,12))", "_xldudf_FT_NPV(0.1, _xldudf_FT_CASHFLOWS(A1,B1,C1,12))"],
    ['IF(A1>0,FT.GPU_PRICE ("h100"),0)', 'IF(A1>0,_xldudf_FT_GPU_PRICE ("h100"),0)'],
    // What stands in quotes, or only looks like it, stays.
    ['"call FT.PAYBACK(1,2)"&FT.ROI(1,2)', '"call FT.PAYBACK(1,2)"&_xldudf_FT_ROI(1,2)'],
    ['"a ""FT.ROI(1)"" b"', '"a ""FT.ROI(1)"" b"'],
    ["'FT.ROI(1)'!A1+FT.ROI(1,2)", "'FT.ROI(1)'!A1+_xldudf_FT_ROI(1,2)"],
    ["LEFT.OVER(1)+XFT.ROI(1)", "LEFT.OVER(1)+XFT.ROI(1)"],
    ["ROWS(A12#)", "ROWS(_xlfn.ANCHORARRAY(A12))"],
    ["SUM('My sheet'!$A$1#)", "SUM(_xlfn.ANCHORARRAY('My sheet'!$A$1))"],
    ['"A1# is text"', '"A1# is text"'],
  ])("%s is stored as %s, and read back", (shown, stored) => {
    expect(storedFormula(shown)).toBe(stored);
    expect(shownFormula(stored)).toBe(shown);
  });

  test.each([
    ["_xldudf_ft_payback(1,2)", "FT.PAYBACK(1,2)"],
    ["_xlfn.XLOOKUP(1,_xlfn._xlws.FILTER(A1:A3,B1:B3),C1:C3)", "XLOOKUP(1,FILTER(A1:A3,B1:B3),C1:C3)"],
    ["'Bob''s plan'!A1&_xlfn.CONCAT(\"it''s\")", "'Bob''s plan'!A1&CONCAT(\"it''s\")"],
    ['"_xlfn.X"&_xlfn.CONCAT(1)', '"_xlfn.X"&CONCAT(1)'],
  ])("%s is read as %s", (stored, shown) => expect(shownFormula(stored)).toBe(shown));

  test.each([
    ["A1+$A1+A$1+$A$1", 2, 1, "B3+$A3+B$1+$A$1"],
    ["SUM(A1:Z2)", 1, 1, "SUM(B2:AA3)"],
    ["LOG10(A1)+\"A1\"+'A1'!A1", 1, 0, "LOG10(A2)+\"A1\"+'A1'!A2"],
    ["SUM(A:B)+SUM($A:B)", 3, 2, "SUM(C:D)+SUM($A:D)"],
    ["_xldudf_FT_GPT4(A1)+Sheet1!B2", 1, 1, "_xldudf_FT_GPT4(B2)+Sheet1!C3"],
    ["A1", -1, 0, "#REF!"],
  ])("%s shared %i rows down and %i columns right is %s", (formula, rows, columns, moved) =>
    expect(movedFormula(formula, rows, columns)).toBe(moved),
  );
});
