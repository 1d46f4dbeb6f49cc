import { builtFunctions, type CellValue, type Result } from "../support/builtFunctions";
import { EMPTY, HOST_NAMES, InCells, inCell } from "../support/hostProfiles";

/*
 * Nothing, zero, left out: what each Excel sends for an empty cell differs, and the answer must not. Every row is an answer
 * that once differed between platforms; the expected values are those of the catalogue's rule, worked out by hand.
 */

const base: [string, number][] = [
  ["requests_per_day", 50_000],
  ["tokens_in", 800],
  ["tokens_out", 200],
  ["price_in_per_1m", 5],
  ["price_out_per_1m", 5],
  ["price_per_instance_hour", 1.25],
];
const block = (...more: [string | typeof EMPTY, CellValue | typeof EMPTY][]) =>
  new InCells([...base, ...more] as unknown as InCells["cells"]);
const single = (result: Result): unknown =>
  Array.isArray(result) && result.length === 1 && result[0].length === 1 ? result[0][0] : result;

describe.each(HOST_NAMES)("%s", (host) => {
  const { call } = builtFunctions(host);
  const ask = (id: string, ...args: unknown[]): unknown => single(call(id, ...args));
  const table = (id: string, ...args: unknown[]): CellValue[][] => {
    const result = call(id, ...args);
    if (!Array.isArray(result)) throw new Error(`a table expected, got ${JSON.stringify(result)}`);
    return result;
  };

  test("a blank row of a scenario is skipped, also one that has a note", () => {
    for (const scenario of [block([EMPTY, EMPTY]), block([EMPTY, "a note"])]) {
      expect(ask("MODEL", scenario, "api_cost")).toBe(7500);
      expect(
        table(
          "TORNADO",
          scenario,
          new InCells([
            ["tokens_in", 700, 900],
            [EMPTY, EMPTY, EMPTY],
          ]),
          "api_cost",
        ),
      ).toHaveLength(2);
      expect(table("CHECKS", scenario)[0][0]).toBe("all checks");
      expect(ask("GOALSEEK", scenario, "tokens_in", 6000, "api_cost")).toBeCloseTo(600, 9);
    }
  });

  test("an empty value cell is 0, or the default where no 0 is meant", () => {
    const cost = (...more: Parameters<typeof block>) => ask("MODEL", block(...more), "api_cost");
    // 50,000 × (400 × 5 + 400 × 5 + 200 × 5) / 1e6 × 30, not 4,500: cached tokens are not free.
    expect(cost(["cached_share", 0.5], ["price_cached_per_1m", EMPTY])).toBe(7500);
    expect(cost(["cached_share", 0.5], ["price_cached_per_1m", "default"])).toBe(7500);
    expect(cost(["cached_share", 0.5], ["price_cached_per_1m", "none"])).toBe(4500);
    expect(ask("MODEL", block(["storage_gb", EMPTY], ["model_b", EMPTY]), "storage_cost")).toBeCloseTo(7 * 2 * 0.023, 12);
    expect(ask("MODEL", block(["storage_gb", "none"]), "storage_cost")).toBe(0);
    expect(ask("MODEL", block(["storage_price_per_gb_month", EMPTY]), "storage_cost")).toBe(0);
    expect(ask("MODEL", block(["other_cost", 1800], ["life_months", EMPTY]), "amortized_cost")).toBe(100);
    expect(ask("MODEL", block(["gpu", EMPTY], ["as_of", EMPTY], ["api_model", "none"]), "api_cost")).toBe(7500);
  });

  test("FT.CHECKS names what is 0 or empty while its default is not, and fails a required price of 0", () => {
    const found = (...more: Parameters<typeof block>) =>
      new Map(table("CHECKS", block(...more)).map(([check, ...rest]) => [check, rest]));
    const empty = found(
      ["life_months", EMPTY],
      ["discount_rate", EMPTY],
      ["storage_gb", 0],
      ["ramp_months", EMPTY],
      ["instances", "none"],
    );
    expect(empty.get("zeros_and_empty_cells")).toEqual([
      true,
      "0 or empty and taken at the default: storage_gb (model_b × bytes_per_param), life_months 18; write none for a true 0. " +
        "0 or empty and taken as 0: discount_rate (default 0.1); write default for the default",
    ]);
    expect(empty.get("prices_and_traffic_given")?.[0]).toBe(true);
    const meant = found(["discount_rate", "none"], ["storage_gb", "none"], ["life_months", "default"]);
    expect(meant.get("zeros_and_empty_cells")).toEqual([true, "no input with another default is 0 or empty"]);
    const free = new InCells([...base.filter(([name]) => name !== "price_in_per_1m"), ["price_in_per_1m", EMPTY]]);
    expect(table("CHECKS", free).find(([check]) => check === "prices_and_traffic_given")).toEqual([
      "prices_and_traffic_given",
      false,
      "price_in_per_1m is 0 or empty: enter it, or none where a true 0 is meant",
    ]);
  });

  test("zeros and empty cells after the numbers of a distribution are blanks", () => {
    const distributions = new InCells([
      ["tokens_in", "pert", 700, 800, 900, EMPTY, EMPTY, "last month"],
      ["requests_per_day", "discrete", EMPTY, 0.5, 60_000, 0.5, EMPTY, EMPTY],
      ["tokens_out", "uniform", EMPTY, 400, EMPTY, 0, EMPTY, EMPTY],
      [EMPTY, EMPTY, EMPTY, EMPTY, EMPTY, EMPTY, EMPTY, EMPTY],
    ]);
    const answers = table("SIMULATE", block(), distributions, "tokens_per_day", 4096);
    expect(answers.slice(-2)).toEqual([
      ["trials", 4096],
      ["seed", 1],
    ]);
    // Half of the days without a request, the others of 60,000 × about (800 + 200).
    expect(answers[0][1]).toBeGreaterThan(29e6);
    expect(answers[0][1]).toBeLessThan(31e6);
  });

  test("SENSITIVITY takes a 0 before the last value, and none for the empty cells behind it", () => {
    const answers = table("SENSITIVITY", block(), "tokens_out", new InCells([[200], [EMPTY], [400], [EMPTY], [0]]), "api_cost");
    expect(answers).toEqual([
      ["tokens_out", "api_cost"],
      [200, 7500],
      [0, 6000],
      [400, 9000],
    ]);
  });

  test("PAYBACK with an empty fallback cell never pays back", () => {
    for (const fallback of [inCell(EMPTY), inCell(0), inCell("")]) {
      expect(ask("PAYBACK", 100, 0, fallback)).toMatchObject({ error: "#N/A" });
      expect(ask("BREAKEVEN_TOKENS", 742, 1, 2, null, null, null, fallback)).toMatchObject({ error: "#N/A" });
      expect(ask("GPU_PRICE", "t4", "spot", null, fallback)).toMatchObject({ error: "#N/A" });
      expect(ask("API_PRICE", "no-such-model", null, null, fallback)).toMatchObject({ error: "#N/A" });
    }
    for (const fallback of [inCell("never"), "never"]) expect(ask("PAYBACK", 100, 0, fallback)).toBe("never");
    expect(ask("PAYBACK", 100, 0, inCell(-1))).toBe(-1);
    expect(ask("PAYBACK", 100, 0)).toMatchObject({ error: "#N/A" });
    // Written in the formula 0 and "" are fallbacks; without addresses nobody knows.
    if (host === "stale") expect(ask("PAYBACK", 100, 0, 0)).toMatchObject({ error: "#N/A" });
    else for (const written of [0, "", false]) expect(ask("PAYBACK", 100, 0, written)).toBe(written);
  });

  test("an error in a range is named as the error it is", () => {
    for (const error of [
      "#BUSY!",
      "#CALC!",
      "#SPILL!",
      "#GETTING_DATA",
      "#CONNECT!",
      "#BLOCKED!",
      "#UNKNOWN!",
      "#FIELD!",
      "#EXTERNAL!",
    ]) {
      expect(ask("NPV", 0.1, new InCells([[-100, error, 120]]))).toEqual({
        error: "#VALUE!",
        message: `cashflows (month 1) holds the error ${error}`,
      });
    }
  });
});
