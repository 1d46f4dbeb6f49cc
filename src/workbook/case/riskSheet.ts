import type { NumberInputName } from "../../engine/scenario/inputs";
import { heading, headings, label, note, title } from "../plannedCells";
import type { PlannedCell, PlannedChart, Zone } from "../sheetPlan";
import type { SheetPlan } from "../workbookPlan";
import { type CaseBook, CaseRows } from "./caseBook";
import type { CaseInputs } from "./caseInputs";
import { extraInput } from "./extraInputs";
import { AMOUNT, COUNT } from "./formats";
import { rangeFormat } from "./sensitivitySheet";
import { CASE_DISTRIBUTION } from "./typicalRanges";

/** The rows of FT.SIMULATE in its order: the name other sheets take each by, and how it is shown. */
const STATISTICS: readonly (readonly [string, "amount" | "share" | "count"])[] = [
  ["mean", "amount"],
  ["sd", "amount"],
  ["p5", "amount"],
  ["p10", "amount"],
  ["p25", "amount"],
  ["p50", "amount"],
  ["p75", "amount"],
  ["p90", "amount"],
  ["p95", "amount"],
  ["above_0", "share"],
  ["expected_loss", "amount"],
  ["without", "share"],
  ["trials_run", "count"],
  ["seed_used", "count"],
];
/** The bars that there is room for, on half a printed page. */
const BARS = Number(extraInput("histogram_bars").fallback);
const SHARE_FORMAT = "0.0%";
const RESULTS = 6;
const WORTH = 9;

const spilled = (numberFormat?: string): PlannedCell => ({ content: "", role: "result", numberFormat });
const zone = (row: number, column: number, rows: number, columns = 1): Zone => ({ row, column, rows, columns });

/** How sure the answer is, and what is worth measuring first. */
export function riskSheet(book: CaseBook, inputs: CaseInputs): SheetPlan {
  const sheet = new CaseRows(book, "risk");
  const names = Object.keys(inputs.ranges) as NumberInputName[];
  sheet.add(title("Risk: how sure is the net present value?"));
  sheet.add(
    note(
      "Every uncertain input is drawn between its low and high value, most often near the likely one; the same seed draws the same trials everywhere.",
    ),
  );
  sheet.add();
  const head = sheet.next;
  const first = head + 1;
  book.define("distributions", "risk", { row: first, column: 0 }, names.length, 5);
  STATISTICS.forEach(([name], i) => book.define(`risk_${name}`, "risk", { row: first + i, column: RESULTS + 1 }));
  book.define("voi_first", "risk", { row: first + 2, column: WORTH });
  book.define("voi_worth", "risk", { row: first + 2, column: WORTH + 1 });
  sheet.put(
    head,
    0,
    ...headings("Uncertain input", "Kind", "Low", "Likely", "High"),
    null,
    heading("Net present value"),
    heading("$"),
    null,
    heading("What it is worth to know before deciding"),
    heading("$"),
    heading("Share of it all"),
  );
  names.forEach((name, i) => {
    const row = first + i;
    const numberFormat = rangeFormat(inputs, name);
    sheet.put(
      row,
      0,
      label(name),
      label(CASE_DISTRIBUTION),
      sheet.computed(2, `MIN([low_of_${name}],[${name}])`, { numberFormat }, row),
      sheet.computed(3, `[${name}]`, { numberFormat }, row),
      sheet.computed(4, `MAX([high_of_${name}],[${name}])`, { numberFormat }, row),
    );
  });
  STATISTICS.forEach(([, kind], i) => {
    const row = first + i;
    const format = kind === "share" ? SHARE_FORMAT : kind === "count" ? COUNT : AMOUNT;
    sheet.put(row, RESULTS, spilled(), spilled(format));
  });
  sheet.put(first, RESULTS, {
    ...sheet.computed(RESULTS, 'FT.SIMULATE([scenario],[distributions],"npv",[trials],[seed])', {}, first),
    role: "label",
  });
  for (let i = 0; i <= names.length + 1; i++) sheet.put(first + i, WORTH, spilled(), spilled(AMOUNT), spilled(SHARE_FORMAT));
  sheet.put(
    first,
    WORTH,
    sheet.computed(WORTH, 'FT.VOI([scenario],[distributions],"npv",[trials],[seed])', { role: "heading" }, first),
    heading(""),
    heading(""),
  );

  const below = first + Math.max(STATISTICS.length, names.length + 2) + 1;
  const bars = below + 1;
  sheet.put(below, WORTH, ...headings("How often it comes to how much ($)", "", ""));
  sheet.put(
    bars,
    WORTH,
    sheet.computed(
      WORTH,
      'FT.SIMULATE([scenario],[distributions],"npv",[trials],[seed],,,[histogram_bars])',
      { role: "heading" },
      bars,
    ),
    heading(""),
    heading(""),
  );
  for (let i = 1; i <= BARS; i++) sheet.put(bars + i, WORTH, spilled(AMOUNT), spilled(AMOUNT), spilled(SHARE_FORMAT));
  const chart: PlannedChart = {
    kind: "column",
    title: "Net present value: how often it comes to how much",
    categories: zone(bars + 1, WORTH + 1, BARS),
    series: [{ name: "Share of the trials", values: zone(bars + 1, WORTH + 2, BARS) }],
    place: { row: below, column: 0, width: 720, height: 320 },
    valueAxisTitle: "Share of the trials",
    categoryAxisTitle: "Net present value up to ($)",
  };
  return {
    name: book.names.risk,
    block: {
      title: book.names.risk,
      rows: sheet.rows,
      spills: [
        zone(first, RESULTS, STATISTICS.length, 2),
        zone(first, WORTH, names.length + 2, 3),
        zone(bars, WORTH, BARS + 1, 3),
      ],
      columnWidths: [200, 90, 110, 110, 110, 30, 170, 120, 30, 280, 110, 120],
      charts: [chart],
    },
    print: { landscape: true, pagesWide: 1, pagesTall: 1 },
  };
}
