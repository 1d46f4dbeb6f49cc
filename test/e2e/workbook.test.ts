import { readFileSync } from "node:fs";
import path from "node:path";
import type { Browser } from "playwright-core";
import { readJson } from "../support/builtFunctions";
import { differenceFromExample, parseExampleCall, parseExampleResult } from "../support/exampleFormula";
import { describeInBrowser, serveWorkbook, type Server } from "./support/browser";
import { type CellContent, type CellError, type CellValue, WorkbookPage } from "./support/workbookPage";

/*
 * The built page in a browser, used as a person uses it. What cells must show comes from test/vectors, from the worked
 * cases' own arithmetic, or from the functions' examples.
 */

interface Parameter {
  name: string;
  description: string;
}
interface Declared {
  name: string;
  description: string;
  parameters: Parameter[];
}
interface Documented {
  id: string;
  examples: { formula: string; result: string }[];
}
interface PlannedSheet {
  title: string;
  rows: ({ content: CellContent } | null)[][];
}
interface CostBenefitRow {
  inputs: Record<string, number>;
  outputs: Record<string, number | boolean | null>;
}

const vectors = (file: string) => JSON.parse(readFileSync(path.join(__dirname, "../vectors", file), "utf8")) as CostBenefitRow[];
const costBenefit = vectors("cost_benefit.json");
/** The order of FT.COST_BENEFIT's arguments, in the vectors' names. */
const COST_BENEFIT_INPUTS = [
  ...["training_hours", "gpu_hourly_rate", "storage_gb", "storage_monthly_rate", "baseline_monthly_api_calls"],
  ...["baseline_cost_per_1k_tokens", "finetuned_cost_per_1k_tokens", "accuracy_improvement_percent"],
  ...["monthly_review_cost", "months_to_amortize"],
];
const inputsOf = (row: CostBenefitRow): CellContent[] => COST_BENEFIT_INPUTS.map((name) => row.inputs[name]);

describeInBrowser("the browser workbook", (browser: () => Browser) => {
  let server: Server;
  let workbook: WorkbookPage;

  beforeAll(async () => {
    server = await serveWorkbook();
    workbook = await WorkbookPage.open(browser(), server.url);
  });
  afterAll(async () => {
    await workbook?.page.context().close();
    await server?.close();
  });

  describe("the first sheet", () => {
    test("works the six scenario rows out as the cases do by hand", async () => {
      const rows = await workbook.read<CellValue[][]>("A16:K21");
      const results = rows.map((row) => row.slice(1));
      // API bill, instances, storage, review, saving in cash, project, saving after it, payback in cash, break-even of the bills.
      const expected: (number | string)[][] = [
        [150, 742, 0, 0, -592, 0, -592, "never", (742 / 1 / 30) * 1e6, "API"],
        [7500, 2968, 0, 600, 3932, 1100, 2832, 19800 / 3932, (2968 / 5 / 30) * 1e6, "Own model"],
        [30000, 5936, 0, -2000, 26064, 1200, 24864, 21600 / 26064, (5936 / 5 / 30) * 1e6, "Own model"],
        [8000, 742, 0, 0, 7258, 2000, 5258, 36000 / 7258, (742 / 10 / 30) * 1e6, "Own model"],
        [8000, 742, 0, 0, 7258, 48000 / 18, 7258 - 48000 / 18, 48000 / 7258, (742 / 10 / 30) * 1e6, "Own model"],
        // The first row of roi.json.
        [8250, 2966.4, 0.322, 225000, -219716.722, 15096 / 18, -220555.38866666667, "never", 12586093.333333332, "API"],
      ];
      // Every row foots: the bill less each column of costs.
      for (const [, bill, instances, storage, review, cash, project, saving] of rows.map((row) => row.map(Number))) {
        expect(bill - instances - storage - review).toBeCloseTo(cash, 9);
        expect(cash - project).toBeCloseTo(saving, 9);
      }
      expect(rows.map((row) => String(row[0])[0])).toEqual(["1", "2", "3", "4", "4", "5"]);
      results.forEach((row, r) =>
        row.forEach((value, c) => {
          const wanted = expected[r][c];
          if (typeof wanted === "number") expect([r, c, relativeError(value, wanted) < 1e-9]).toEqual([r, c, true]);
          else expect([r, c, value]).toEqual([r, c, wanted]);
        }),
      );
    });

    test("says in one sentence what the five inputs come to, and says it anew when one is typed", async () => {
      // $8,000 at $2.50 and $10 for 800 + 200 tokens are 2M requests: 66.7M tokens a day, 2,572 tokens/s at a peak that takes 60 % of
      // the one instance. 8,000 − 1.671 × 720 − 8 h × $150 − 17 GB × 0.023 are $5,596.49; 1.15 × (160 h × $150 + 8 × $50) the project.
      const sentence = async () => String(await workbook.read("A2"));
      expect(await sentence()).toMatch(
        /^Fine-tuning pays: \$28,060 repaid in 5\.0 months, 66\.7M tokens a day against a break-even of [\d.]+M, NPV of \$[\d,]+ over 24 months at 10 %; it pays in more than 99 of 100 trials, over the ranges from row 75\.$/,
      );
      await workbook.write("B6", 100);
      expect(await sentence()).toMatch(
        /^Fine-tuning does not pay: \$28,060 never repaid, 0\.8M tokens a day .* NPV of -\$.* it pays in 0 of 100 trials/,
      );
      await workbook.write("A6", "Requests a day");
      await workbook.write("B6", 50_000);
      // 50,000 × 1,000 tokens.
      expect(await workbook.read("I7")).toBe(50_000_000);
      expect(await sentence()).toMatch(/ 50\.0M tokens a day /);
      await workbook.write("A6", "API bill of a month, in $");
      await workbook.write("B6", 8000);
    });

    test("spills FT.COST_BENEFIT of case 6 as the vectors have it", async () => {
      expect(await workbook.formula("A94")).toMatch(/^=FT\.COST_BENEFIT\(/);
      const spilled = new Map((await workbook.read<CellValue[][]>("A94:B106")).map(([name, value]) => [name, value]));
      for (const [name, wanted] of Object.entries(costBenefit[0].outputs)) {
        const value = spilled.get(name.replace(/_usd$/, ""));
        if (typeof wanted === "number") expect([name, relativeError(value, wanted) < 1e-9]).toEqual([name, true]);
        else expect([name, value]).toEqual([name, wanted]);
      }
    });

    test("recalculates when an input is typed", async () => {
      await workbook.type("B6", "16000");
      expect(String(await workbook.read("A2"))).toMatch(/ 133\.3M tokens a day /);
      await workbook.press("Control+z");
      expect(String(await workbook.read("A2"))).toMatch(/ 66\.7M tokens a day /);
      await workbook.write("T17", 39320);
      expect(await workbook.read("I17")).toBeCloseTo(10, 9);
      await workbook.write("T17", 19800);
      expect(await workbook.read("I17")).toBeCloseTo(19800 / 3932, 9);
    });

    test("tells where a case comes from when the mouse rests on it", async () => {
      await workbook.hover("A17");
      const note = workbook.page.locator(".ft-note");
      await note.waitFor();
      expect(await note.textContent()).toContain("Payback: 19,800 / 3,932 = 5.04 months");
    });
  });

  test("the example's formulas have values, and its only errors are questions without an answer that say so", async () => {
    for (const { title, rows } of readJson<{ sheets: PlannedSheet[] }>("example.json").sheets) {
      const cells = await workbook.read<CellValue[][]>(`'${title}'!A1:Z100`);
      const wrong = cells.flatMap((row, r) =>
        row.flatMap((value, c) => {
          const formula = String(rows[r]?.[c]?.content ?? "").startsWith("=");
          const isError = typeof value === "object" && value !== null;
          const saysWhy = isError && title !== "Start" && value.error === "#N/A" && value.message !== "";
          return (isError && !saysWhy) || (formula && value === null) ? [{ title, row: r + 1, column: c + 1, value }] : [];
        }),
      );
      expect(wrong).toEqual([]);
    }
  });

  describe("a new sheet", () => {
    beforeAll(() => workbook.addSheet());

    test("takes a formula from the keyboard", async () => {
      await workbook.type("A1", "=ft.payback(19800, 3932)");
      expect(await workbook.read("A1")).toBeCloseTo(5.035605289928789, 12);
      expect((await workbook.formula("A1")).toUpperCase()).toBe("=FT.PAYBACK(19800,3932)");
    });

    test("lists every function as =FT. is typed, and completes the one chosen", async () => {
      await workbook.click("A2");
      await workbook.page.keyboard.type("=FT.");
      const names = workbook.page.locator(".o-autocomplete-dropdown .o-autocomplete-value");
      await names.first().waitFor();
      const listed = (await names.allTextContents()).map((name) => name.trim());
      expect(listed).toEqual(declared().map(({ name }) => `FT.${name}`));
      await workbook.page.keyboard.type("payb", { delay: 20 });
      await workbook.settle();
      await workbook.page.locator(".o-autocomplete-value-focus", { hasText: "FT.PAYBACK" }).waitFor();
      await workbook.press("Tab");
      await workbook.page.keyboard.type("100,50)");
      await workbook.press("Enter");
      expect(await workbook.read("A2")).toBe(2);
    });

    test("keeps up with fast typing: what is typed behind a completed name stands behind it", async () => {
      for (const [cell, completed] of [
        ["A4", "Tab"],
        ["A5", "Enter"],
      ]) {
        await workbook.click(cell);
        await workbook.page.keyboard.type("=FT.PAYB", { delay: 20 });
        await workbook.page.locator(".o-autocomplete-value-focus", { hasText: "FT.PAYBACK" }).waitFor();
        await workbook.page.keyboard.press(completed, { delay: 20 });
        await workbook.page.keyboard.type("100,50)", { delay: 20 });
        await workbook.press("Enter");
        expect(await workbook.formula(cell)).toBe("=FT.PAYBACK(100,50)");
      }
    });

    test("keeps up with fast typing: over a value, in a percentage, and on into the next cell", async () => {
      await workbook.write("C4", [[1234], [5678]]);
      await workbook.click("C4");
      await workbook.page.keyboard.type("39320\n8\n7654", { delay: 20 });
      await workbook.press("Enter");
      expect(await workbook.read("C4:C6")).toEqual([[39320], [8], [7654]]);
      await workbook.type("C7", "10%");
      await workbook.click("C7");
      await workbook.page.keyboard.type("12345", { delay: 0 });
      await workbook.press("Enter");
      expect(await workbook.read("C7")).toBeCloseTo(123.45, 9);
    });

    test("explains the function and the argument at the cursor", async () => {
      const payback = declared().find(({ name }) => name === "PAYBACK") as Declared;
      await workbook.click("A3");
      await workbook.page.keyboard.type("=FT.PAYBACK(");
      const help = workbook.page.locator(".o-formula-assistant");
      await help.waitFor();
      const shown = async () => (await help.innerText()).replace(/\s+/g, " ");
      expect(await shown()).toContain("FT.PAYBACK ( project_cost, saving_per_month, [if_never] )");
      expect(await shown()).toContain(payback.description);
      expect(await shown()).toContain(payback.parameters[0].description);
      expect(await shown()).not.toContain(payback.parameters[1].description);
      await workbook.page.keyboard.type("1,");
      await help.getByText(payback.parameters[1].description).waitFor();
      expect(await shown()).not.toContain(payback.parameters[0].description);
      await cancelTyping();
    });

    test("leads from the argument help to the function's page", async () => {
      await workbook.click("H7");
      await workbook.page.keyboard.type("=FT.PAYBACK(");
      const [page] = await Promise.all([
        workbook.page.context().waitForEvent("page"),
        workbook.page.locator(".o-formula-assistant").getByRole("link", { name: "Help on this function" }).click(),
      ]);
      await page.getByRole("heading", { level: 1, name: "FT.PAYBACK" }).waitFor();
      await page.close();
      await workbook.press("Escape");
    });

    test("offers the options of an argument that has a closed list", async () => {
      await workbook.click("A3");
      await workbook.page.keyboard.type("=FT.DECISION(1,2,3,");
      const options = workbook.page.locator(".o-autocomplete-dropdown .o-autocomplete-value");
      await options.first().waitFor();
      expect((await options.allTextContents()).map((text) => text.trim())).toEqual(['"high"', '"medium"', '"low"']);
      await cancelTyping();
    });

    async function cancelTyping(): Promise<void> {
      await workbook.press("Escape");
      await workbook.press("Escape");
    }
  });

  describe("cells that are dragged, copied, spilled and undone", () => {
    const rows = costBenefit.filter(({ outputs }) => outputs.payback_months !== null).slice(0, 6);

    beforeAll(async () => {
      await workbook.addSheet();
      await workbook.write("A1", rows.map(inputsOf));
    });

    test("six rows dragged with the mouse agree with the vectors", async () => {
      await workbook.type("K1", '=FT.COST_BENEFIT(A1,B1,C1,D1,E1,F1,G1,H1,I1,J1,"net_roi")');
      await workbook.type("L1", '=FT.COST_BENEFIT(A1,B1,C1,D1,E1,F1,G1,H1,I1,J1,"payback_months")');
      await workbook.dragFillHandle("K1", "K6");
      await workbook.dragFillHandle("L1", "L6");
      expect(await workbook.formula("K6")).toBe('=FT.COST_BENEFIT(A6,B6,C6,D6,E6,F6,G6,H6,I6,J6,"net_roi")');
      const got = await workbook.read<CellValue[][]>("K1:L6");
      rows.forEach(({ outputs }, r) => {
        expect(relativeError(got[r][0], outputs.net_roi_usd as number)).toBeLessThan(1e-9);
        expect(relativeError(got[r][1], outputs.payback_months as number)).toBeLessThan(1e-9);
      });
      expect(await workbook.read("K7")).toBeNull();
    });

    test("a copy refers to the row it is pasted in", async () => {
      await workbook.write("A9", [inputsOf(rows[3])]);
      await workbook.click("K1");
      await workbook.press("Control+c");
      await workbook.page.waitForFunction(async () => (await navigator.clipboard.readText()) !== "");
      await workbook.click("K9");
      await workbook.press("Control+v");
      await waitForCell("K9", (value) => value !== null);
      expect(await workbook.formula("K9")).toBe('=FT.COST_BENEFIT(A9,B9,C9,D9,E9,F9,G9,H9,I9,J9,"net_roi")');
      expect(relativeError(await workbook.read("K9"), rows[3].outputs.net_roi_usd as number)).toBeLessThan(1e-9);
    });

    test("undo takes back what was typed, redo brings it again", async () => {
      await workbook.type("M1", "=FT.ROI(150, 100)");
      expect(await workbook.read("M1")).toBe(0.5);
      await workbook.press("Control+z");
      expect(await workbook.read("M1")).toBeNull();
      await workbook.press("Control+y");
      expect(await workbook.read("M1")).toBe(0.5);
    });

    test("a table spills below and right of its formula, can be referred to whole, and says when it is in the way", async () => {
      await workbook.type("A12", "=FT.CASHFLOWS(100, 60, 10, 3)");
      // Month 0 pays the project; each month saves 60 - 10.
      expect(await workbook.read("A13:E16")).toEqual([
        [0, 0, 100, -100, -100],
        [1, 60, 10, 50, -50],
        [2, 60, 10, 50, 0],
        [3, 60, 10, 50, 50],
      ]);
      await workbook.type("G12", "=ROWS(A12#)");
      expect(await workbook.read("G12")).toBe(5);
      await workbook.type("C14", "1");
      expect(await workbook.read<CellError>("A12")).toMatchObject({ error: "#SPILL!" });
      await workbook.press("Control+z");
      expect(await workbook.read("C14")).toBe(10);
    });

    test("errors keep their names, and say why when the mouse rests on them", async () => {
      await workbook.type("F19", "=FT.PAYBACK(100, 0)");
      await workbook.type("F21", "=FT.PAYBACK(-1, 5)");
      await workbook.type("F23", "=FT.ROI(1, 0)");
      for (const [address, error, about] of [
        ["F19", "#N/A", "saving_per_month"],
        ["F21", "#VALUE!", "project_cost"],
        ["F23", "#DIV/0!", "total_cost"],
      ]) {
        const cell = await workbook.read<CellError>(address);
        expect(cell.error).toBe(error);
        expect(cell.message).toContain(about);
        await workbook.hover(address);
        await workbook.page.locator(".o-error-tooltip", { hasText: cell.message }).waitFor();
      }
    });

    async function waitForCell(address: string, holds: (value: CellValue) => boolean): Promise<void> {
      for (let tries = 0; tries < 50; tries++) {
        if (holds(await workbook.read(address))) return;
        await workbook.page.waitForTimeout(20);
      }
    }
  });

  test("a running sum is typed, dragged, filled down beside a column of a hundred, and pasted", async () => {
    await workbook.addSheet();
    const rows = Array.from({ length: 100 }, (_, row) => row + 1);
    const sums = rows.map((n) => [(n * (n + 1)) / 2]);
    await workbook.write(
      "A1",
      rows.map((n) => [n]),
    );
    await workbook.type("B1", "=SUM($A$1:$A1)");
    await workbook.fillDownByDoubleClick("B1");
    expect(await workbook.read("B1:B100")).toEqual(sums);
    await workbook.type("C1", "=SUM($A$1:$A1)");
    await workbook.dragFillHandle("C1", "C12");
    expect(await workbook.formula("C12")).toBe("=SUM($A$1:$A12)");
    expect(await workbook.read("C1:C12")).toEqual(sums.slice(0, 12));
    await workbook.paste("D1", rows.map((n) => `=SUM($A$1:$A${n})`).join("\n"));
    expect(await workbook.read("D1:D100")).toEqual(sums);
    await workbook.page.locator("#kept", { hasText: "Kept in this browser" }).waitFor();
  });

  describe("values as Excel hands them over", () => {
    beforeAll(() => workbook.addSheet());

    const given = async (formula: string): Promise<CellValue> => {
      await workbook.write("A1", formula);
      return workbook.read("A1");
    };

    test("numbers typed as text count, other text is refused by name", async () => {
      await workbook.write("B1", [['="150"', '="1,000"', '="12%"', "abc"]]);
      expect(await given("=FT.ROI(B1, 100)")).toBe(0.5);
      expect(await given("=FT.ROI(C1, 500)")).toBe(1);
      expect(await given("=FT.ROI(D1, 0.06)")).toBeCloseTo(1, 12);
      expect(await given("=FT.ROI(E1, 100)")).toMatchObject({
        error: "#VALUE!",
        message: 'total_benefit must be a number, not "abc"',
      });
    });

    test("an error in a single argument passes on as itself, one in a range reaches the function", async () => {
      await workbook.write("B3", [["=1/0", "=NA()"]]);
      expect(await given("=FT.ROI(B3, 100)")).toMatchObject({ error: "#DIV/0!" });
      expect(await given("=FT.ROI(C3, 100)")).toMatchObject({ error: "#N/A" });
      await workbook.write("B4", [[40, "=1/0", 80]]);
      expect(await given("=FT.PAYBACK(100, B4:D4)")).toMatchObject({
        error: "#DIV/0!",
        message: expect.stringContaining("saving_per_month"),
      });
    });

    test("a range where one value belongs is refused, one value where a range may stand is taken", async () => {
      await workbook.write("B6", [[40, 40, 40]]);
      expect(await given("=FT.PAYBACK(100, B6:D6)")).toBe(2.5);
      expect(await given("=FT.PAYBACK(100, B6)")).toBe(2.5);
      expect(await given("=FT.PAYBACK(B6:D6, 100)")).toMatchObject({
        error: "#VALUE!",
        message: expect.stringContaining("project_cost"),
      });
    });

    test("an omitted argument is the default, an empty cell counts as 0", async () => {
      // 1,000 tokens at 100 tokens/s take 10 s; a share of 0.15 on top when nothing is given.
      const seconds = async (formula: string) => Number(await given(formula)) * 3600;
      expect(await seconds("=FT.TRAINING_HOURS(1000, 100)")).toBeCloseTo(11.5, 9);
      expect(await seconds("=FT.TRAINING_HOURS(1000, 100, )")).toBeCloseTo(11.5, 9);
      expect(await seconds("=FT.TRAINING_HOURS(1000, 100, Z9)")).toBeCloseTo(10, 9);
      expect(await seconds("=FT.TRAINING_HOURS(1000, 100, 0)")).toBeCloseTo(10, 9);
    });

    test("an error inside a spilled table stays in its own cell", async () => {
      // No saving: the payback has no answer, the other twelve figures do.
      await workbook.write("A10", "=FT.COST_BENEFIT(1, 1, 0, 0, 0, 0, 0, 0, 0, 12)");
      const table = new Map((await workbook.read<CellValue[][]>("A10:B22")).map(([name, value]) => [name, value]));
      expect(table.get("payback_months")).toMatchObject({ error: "#N/A", message: expect.stringMatching(/\w/) });
      expect(table.get("total_upfront")).toBe(1);
      expect([...table.values()].filter((value) => typeof value === "object")).toHaveLength(1);
    });
  });

  test("every example of the help gives what it says", async () => {
    await workbook.addSheet();
    const examples = readJson<Documented[]>("reference.json").flatMap((documented) =>
      documented.examples.map(({ formula, result }) => {
        parseExampleCall(formula);
        const expected = parseExampleResult(result);
        const table = Array.isArray(expected.value) ? expected.value : [[expected.value]];
        return { formula, expected, range: rangeOf(table.length, table[0].length), below: `A${table.length + 1}` };
      }),
    );
    const shown = await workbook.tryFormulas("A1", examples);
    const failures = examples.flatMap(({ formula, expected }, i) => {
      const difference = differenceFromExample(expected, shown[i].value);
      const spillsFurther = !expected.partial && shown[i].below !== null;
      return [...(difference ? [`${formula}: ${difference}`] : []), ...(spillsFurther ? [`${formula} spills further`] : [])];
    });
    expect(failures).toEqual([]);
  });

  test("complained of nothing and asked no other origin for anything", () => {
    expect(workbook.record.complaints).toEqual([]);
    expect(workbook.record.foreignRequests()).toEqual([]);
    expect(workbook.record.requests.length).toBeGreaterThan(3);
  });
});

function declared(): Declared[] {
  return readJson<{ functions: Declared[] }>("functions.json").functions;
}

function relativeError(got: unknown, wanted: number): number {
  return typeof got === "number" ? Math.abs(got - wanted) / Math.max(Math.abs(wanted), 1e-300) : Infinity;
}

/** A1 to the corner of a table of that size; up to 26 columns. */
function rangeOf(rows: number, columns: number): string {
  return `A1:${String.fromCharCode(64 + columns)}${rows}`;
}
