import { CustomFunctionsError } from "../support/customFunctionsGlobal";
import { apiCost } from "../../src/functions/apiCost";
import { blendedPrice } from "../../src/functions/blendedPrice";
import { breakevenPrice } from "../../src/functions/breakevenPrice";
import { breakevenTokens } from "../../src/functions/breakevenTokens";
import { carbon } from "../../src/functions/carbon";
import { cascadeCost } from "../../src/functions/cascadeCost";
import { costBenefit } from "../../src/functions/costBenefit";
import { costPerAccepted } from "../../src/functions/costPerAccepted";
import { energy } from "../../src/functions/energy";
import { evalSize } from "../../src/functions/evalSize";
import { managedCost } from "../../src/functions/managedCost";
import { payback } from "../../src/functions/payback";
import { projectCost } from "../../src/functions/projectCost";
import { projectWeeks } from "../../src/functions/projectWeeks";
import { promptSaving } from "../../src/functions/promptSaving";
import { qualityBreakeven } from "../../src/functions/qualityBreakeven";
import { qualityDelta } from "../../src/functions/qualityDelta";
import { retrainCost } from "../../src/functions/retrainCost";
import { reviewCost } from "../../src/functions/reviewCost";
import { roi } from "../../src/functions/roi";
import { storageCost } from "../../src/functions/storageCost";
import { expectClose } from "../support/vectors";

/*
 * What arrives from Excel beside numbers in their place. The arithmetic itself is tested with the engine.
 */

// Excel checks no types: anything may arrive anywhere.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type AnyFunction = (...args: any[]) => any;

function errorOf(call: () => unknown): { code: string; message: string } {
  try {
    call();
  } catch (error) {
    if (error instanceof CustomFunctionsError) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error("no error");
}

const invocation = { address: "Sheet1!A1", functionName: "FT" };

describe("bad input is answered in the user's words", () => {
  test.each<[string, AnyFunction, unknown[], string]>([
    ["a negative price", apiCost, [1, 1, 1, -5, 15], "price_in_per_1m must be 0 or more, not -5"],
    ["a negative volume", reviewCost, [-1, 0.1, 4], "requests_per_day must be 0 or more, not -1"],
    ["a percent for a rate", qualityDelta, [1, 5, 2, 4], "review_rate_ft must be between 0 and 1: write 5 % as 0.05, not 5"],
    ["a percent for a share", promptSaving, [1, 1, 1, 50], "cached_share must be between 0 and 1: write 50 % as 0.5, not 50"],
    [
      "a percent for a confidence",
      evalSize,
      [0.02, 0.05, 95],
      "confidence must be greater than 0 and below 1: write 95 % as 0.95",
    ],
    ["a percent for a contingency", projectCost, [[[100]], 150, 0, 0, 0, 0, 15], "contingency must be between 0 and 1"],
    ["a share of power above 1", energy, [100, 400, 1.2], "utilization must be greater than 0 and at most 1"],
    ["a PUE below 1", energy, [100, 400, 0.7, 0.8], "pue must be 1 or more, not 0.8"],
    ["no engineers", projectWeeks, [100, 0], "engineers must be greater than 0, not 0"],
    ["no months", retrainCost, [100, 0], "months_between must be greater than 0, not 0"],
    ["a range for a scalar", cascadeCost, [[[1, 2]], 1, 1, 0.1], "requests_per_day must be a single value, not a range"],
    ["a range for an option", carbon, [1, [[1], [2]]], "grams_per_kwh must be a single value, not a range"],
    ["text", managedCost, [1, "many", 1, 1, 1], 'tokens_in must be a number, not "many"'],
    ["TRUE", roi, [true, 1], "total_benefit must be a number, not TRUE"],
    ["nothing at all", breakevenTokens, [742, null], "api_price_per_1m is required: enter a number"],
    ["an overflow", storageCost, [1e308, 1e308], "the result is not a finite number"],
    ["an overflow in between", apiCost, [0, 1e308, 0, 1e308, 0], "the result is not a finite number"],
    ["an overflow of a break-even", breakevenTokens, [1e308, 1e-300], "the result is not a finite number"],
    ["an overflow of a payback", payback, [1e308, [[1e-308]]], "the result is not a finite number"],
    ["negative hours in a range", projectCost, [[[40], [-20]], 150], "hours (value 2) must be 0 or more, not -20"],
    ["a heading in a range", projectCost, [[["h"], [20]], 150], 'hours (row 1, column 1) must be a number, not "h"'],
    ["a month that is text", payback, [100, [[40, "soon"]]], 'saving_per_month (month 2) must be a number, not "soon"'],
    [
      "a block for a series",
      payback,
      [
        100,
        [
          [1, 2],
          [3, 4],
        ],
      ],
      "saving_per_month must be a single row or column",
    ],
    ["an infinite number", payback, [Infinity, [[1]]], "project_cost must be a finite number"],
  ])("%s", (_, call, args, message) => {
    const error = errorOf(() => call(...args));
    expect(error.code).toBe("#VALUE!");
    expect(error.message).toContain(message);
  });

  test.each<[string, AnyFunction, unknown[]]>([
    ["a price without tokens", blendedPrice, [5, 15, 0, 0]],
    ["a price without traffic", breakevenPrice, [742, 0]],
    ["a return on nothing", roi, [100, 0]],
    ["a rate without reviews", qualityBreakeven, [100, 0, 4, 0.02]],
    ["answers without acceptance", costPerAccepted, [3000, 1000, 0]],
  ])("%s is a division by zero", (_, call, args) => {
    expect(errorOf(() => call(...args)).code).toBe("#DIV/0!");
  });

  test.each<[string, AnyFunction, unknown[], string]>([
    ["a saving that is none", payback, [100, [[0]]], "it never pays back: saving_per_month is not positive"],
    ["savings that end before", payback, [100, [[40, 40]]], "it does not pay back within 2 months"],
    ["a margin that is none", breakevenTokens, [742, 1, 1], "it never breaks even"],
    ["a loss without reviews", qualityBreakeven, [-1e9, 1, 4, 0.02], "no review rate breaks even"],
    ["equal rates", evalSize, [0.05, 0.05], "no number of examples tells two equal rates apart"],
  ])("%s has no answer", (_, call, args, message) => {
    const error = errorOf(() => call(...args));
    expect(error.code).toBe("#N/A");
    expect(error.message).toContain(message);
  });
});

describe("numbers in other clothes", () => {
  const cost = apiCost as AnyFunction;

  test("text that is a number, a percent, a single cell and a currency count as numbers", () => {
    expectClose(cost("50000", [[500]], " 200 ", "5", { type: "FormattedNumber", basicValue: 15 }), 8250);
    // Half of the input at half of the price: 1.5M × (250 × 5 + 250 × 2.5 + 200 × 15) / 1e6.
    expectClose(cost(50000, 500, 200, 5, 15, "50 %", "2.5"), 7312.5);
  });

  test("a blank optional argument gives one answer however it arrives, also where an Invocation slips in", () => {
    for (const blank of [null, undefined, "", invocation]) {
      expectClose(cost(50000, 500, 200, 5, 15, blank, blank, blank, blank, blank), 8250);
      expectClose((blendedPrice as AnyFunction)(5, 15, 500, 200, 0.4, blank), 55 / 7);
      expect((evalSize as AnyFunction)(0.02, 0.05, blank, blank)).toBe(588);
      expectClose((projectWeeks as AnyFunction)(132, 2, blank, blank), 2.75);
      expectClose((energy as AnyFunction)(100, 400, blank, blank), 33.6);
      expectClose((breakevenTokens as AnyFunction)(742, 10, blank, blank, blank, blank, blank, blank), 2473333.3333333335);
      expectClose((breakevenPrice as AnyFunction)(3000, 1e7, blank, blank, blank), 10);
      expectClose((storageCost as AnyFunction)(14, 0.023, blank), 0.322);
    }
  });

  test("0 is 0 where it can be, and the default where it cannot", () => {
    // tier_multiplier and days_per_month are never 0.
    expectClose(cost(50000, 500, 200, 5, 15, 0, 5, 0, 0, 0), 8250);
    expectClose(breakevenTokens(742, 5, 1, 0.5, 19800, 0, null, 0) as number, 17542857.142857142);
    expect(evalSize(0.02, 0.05, 0, 0)).toBe(588);
    expect(apiCost(0, 500, 200, 5, 15)).toBe(0);
    expect(apiCost(50000, 0, 0, 5, 15)).toBe(0);
  });

  test("days_per_month scales every bill", () => {
    expectClose(cost(50000, 500, 200, 5, 15, null, null, null, null, 15), 4125);
    expectClose((reviewCost as AnyFunction)(50000, 0.02, 4, 15), 60000);
    // 742 × 1e6 / 15
    expectClose((breakevenTokens as AnyFunction)(742, 1, null, null, null, null, null, 15), 49466666.666666664);
  });
});

describe("FT.PAYBACK", () => {
  const pay = payback as AnyFunction;

  test("a blank month is a month without saving, on every platform", () => {
    for (const blank of [null, "", 0]) {
      // 40, nothing, 40, then half of 40.
      expect(pay(100, [[40], [blank], [40], [40]])).toBe(3.5);
      // One value beside a blank is a series, not a saving for ever.
      expect(errorOf(() => pay(100, [[40, blank]])).code).toBe("#N/A");
      expect(errorOf(() => pay(100, [[blank, blank]])).code).toBe("#N/A");
    }
  });

  test("a row and a column mean the same", () => {
    expect(pay(100, [[40, 40, 40]])).toBe(2.5);
    expect(pay(100, [[40], [40], [40]])).toBe(2.5);
  });

  test("if_never stands for a missing answer only", () => {
    expect(pay(100, [[0]], "never")).toBe("never");
    expect(pay(100, [[0]], -1)).toBe(-1);
    expect(pay(100, [[10, 20]], false)).toBe(false);
    expect(pay(100, [[50]], "never")).toBe(2);
    expect(errorOf(() => pay(-100, [[50]], "never")).code).toBe("#VALUE!");
    expect(errorOf(() => pay(100, [["#N/A", 50]], "never"))).toEqual({
      code: "#N/A",
      message: "saving_per_month (month 1) holds the error #N/A",
    });
    // A blank cell arrives as either.
    expect(errorOf(() => pay(100, [[0]], null)).code).toBe("#N/A");
    expect(errorOf(() => pay(100, [[0]], "")).code).toBe("#N/A");
  });
});

test("FT.BREAKEVEN_TOKENS gives if_never for a missing answer only", () => {
  const tokens = breakevenTokens as AnyFunction;
  expect(tokens(742, 1, 2, null, null, null, "never")).toBe("never");
  expectClose(tokens(742, 10, null, null, null, null, "never"), 2473333.3333333335);
  expect(errorOf(() => tokens(742, -1, null, null, null, null, "never")).code).toBe("#VALUE!");
});

describe("FT.COST_BENEFIT", () => {
  const compare = costBenefit as AnyFunction;
  const firstVector = [24, 1.5, 28, 0.02, 5000000, 0.3, 0.05, 0.12, 2000, 12];

  test("spills every figure in the catalogue's order with its unit", () => {
    const table = compare(...firstVector, null) as [string, number | boolean, string][];
    expect(table.map(([name, , unit]) => `${name} ${unit}`)).toEqual([
      "training_cost $",
      "storage_cost $",
      "total_upfront $",
      "monthly_inference_savings $/month",
      "monthly_review_savings $/month",
      "total_monthly_benefit $/month",
      "total_inference_savings $",
      "total_review_savings $",
      "total_benefit $",
      "net_roi $",
      "roi_percent %",
      "payback_months months",
      "worthwhile TRUE/FALSE",
    ]);
    for (const [name, value] of table) expect(compare(...firstVector, name)).toEqual([[value]]);
  });

  test("picks an output without case", () => {
    expectClose(compare(...firstVector, " Net ROI ")[0][0], 17837.28);
    expect(compare(...firstVector, "WORTHWHILE")).toEqual([[true]]);
    expect(compare(...firstVector, "ALL")).toHaveLength(13);
  });

  test("a payback that never comes fails its own cell, or the call that asks for it", () => {
    const losing = [24, 1.5, 28, 0.02, 5000000, 0.05, 0.3, 0, 0, 12];
    const table = compare(...losing, "all") as unknown[][];
    expect(table[11][0]).toBe("payback_months");
    expect(table[11][1]).toBeInstanceOf(CustomFunctionsError);
    expect((table[11][1] as CustomFunctionsError).code).toBe("#N/A");
    expect(table[12][1]).toBe(false);
    expect(errorOf(() => compare(...losing, "payback_months"))).toEqual({
      code: "#N/A",
      message: "it never pays back: the monthly savings are not positive",
    });
  });

  test("an unknown output lists the nearest ones", () => {
    const error = errorOf(() => compare(...firstVector, "payback"));
    expect(error.code).toBe("#VALUE!");
    expect(error.message).toContain("payback_months");
  });
});
