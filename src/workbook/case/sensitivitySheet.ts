import { type NumberInputName, requireNumberInput } from "../../engine/scenario/inputs";
import { heading, headings, label, note, title } from "../plannedCells";
import type { PlannedCell, PlannedChart, Zone } from "../sheetPlan";
import type { SheetPlan } from "../workbookPlan";
import { type CaseBook, CaseRows } from "./caseBook";
import type { CaseInputs } from "./caseInputs";
import { AMOUNT, caseFormat, COUNT, DECIMAL, RATE } from "./formats";

const CHANGES = 9;
const VOLUMES = 21;
/** More than there are inputs, so that the spill has its room whatever turns the answer. */
const SWITCHING_ROWS = 50;
const TORNADO = 4;
const VOLUME = 4;

const spilled = (numberFormat?: string): PlannedCell => ({ content: "", role: "result", numberFormat });
const blankHeadings = (count: number): PlannedCell[] => Array.from({ length: count }, () => heading(""));
const zone = (row: number, column: number, rows: number, columns = 1): Zone => ({ row, column, rows, columns });

/** How the range of an input is shown: as its ends are among the assumptions. */
export function rangeFormat({ ranges }: CaseInputs, name: NumberInputName): string | undefined {
  const { unit } = requireNumberInput("name", name);
  const [low, high] = ranges[name] ?? [0, 0];
  return caseFormat(unit, Number.isInteger(low) ? high : low);
}

/** What moves the answer: one input at a time, prices that fall, volumes that grow, and what would turn it. */
export function sensitivitySheet(book: CaseBook, inputs: CaseInputs): SheetPlan {
  const sheet = new CaseRows(book, "sensitivity");
  const names = Object.keys(inputs.ranges) as NumberInputName[];
  sheet.add(title("Sensitivity: what moves the net present value"));
  sheet.add(
    note(
      "One thing is changed at a time, all others stay. Low and high are those of the assumptions, widened to the value itself where it lies outside.",
    ),
  );
  sheet.add();
  const tornado = tornadoRows(sheet, inputs, names);
  sheet.add();
  const tried = triedRows(sheet);
  sheet.add();
  const switching = sheet.next;
  sheet.add(
    sheet.computed(0, 'FT.SWITCHING_VALUES([scenario],"npv")', { role: "heading", name: "switching_head" }),
    ...blankHeadings(3),
    note("Where the net present value crosses 0, the smallest change first. An input that cannot turn it alone is left out."),
  );
  book.define("switching", "sensitivity", { row: switching + 1, column: 0 });
  for (let i = 0; i < SWITCHING_ROWS; i++) sheet.add(spilled(), spilled("#,##0.0000"), spilled("#,##0.0000"), spilled("0.0%"));

  const chart: PlannedChart = {
    kind: "line",
    title: "Net present value, by the change of API prices a year",
    categories: zone(tried + 1, 1, CHANGES),
    series: [{ name: "Net present value", values: zone(tried + 1, 2, CHANGES) }],
    place: { row: tried, column: 10, width: 480, height: 300 },
    valueAxisTitle: "Net present value ($)",
  };
  return {
    name: book.names.sensitivity,
    block: {
      title: book.names.sensitivity,
      rows: sheet.rows,
      spills: [
        zone(tornado, TORNADO, names.length + 1, 5),
        zone(tried, 1, CHANGES + 1, 2),
        zone(switching, 0, SWITCHING_ROWS + 1, 4),
      ],
      columnWidths: [270, 130, 120, 90, 190, 120, 110, 130, 110, 130, 130, 330],
      charts: [chart],
    },
    print: { landscape: true, pagesWide: 1, pagesTall: 0 },
  };
}

/** The ranges, what FT.TORNADO makes of them, and the bars of the chart. */
function tornadoRows(sheet: CaseRows, inputs: CaseInputs, names: readonly NumberInputName[]): number {
  const { book } = sheet;
  const head = sheet.add(
    ...headings("One input at a time", "Low", "High"),
    null,
    sheet.computed(TORNADO, 'FT.TORNADO([scenario],[tornado_ranges],"npv")', { role: "heading" }),
    ...blankHeadings(4),
    ...headings("Low, against base", "High, against base", "In words"),
  );
  book.define("tornado_ranges", "sensitivity", { row: head + 1, column: 0 }, names.length, 3);
  ["name", "low", "base", "high", "swing", "against_low", "against_high", "words"].forEach((name, i) => {
    book.define(`tornado_${name}`, "sensitivity", { row: head + 1, column: TORNADO + i });
    book.define(`tornado_${name}_column`, "sensitivity", { row: head + 1, column: TORNADO + i }, names.length);
  });
  for (const name of names) {
    const numberFormat = rangeFormat(inputs, name);
    sheet.add(
      label(name),
      sheet.computed(1, `MIN([low_of_${name}],[${name}])`, { numberFormat }),
      sheet.computed(2, `MAX([high_of_${name}],[${name}])`, { numberFormat }),
      null,
      spilled(),
      ...[AMOUNT, AMOUNT, AMOUNT, AMOUNT].map((format) => spilled(format)),
      sheet.computed(TORNADO + 5, "[tornado_low|]-[tornado_base|]", { numberFormat: AMOUNT }),
      sheet.computed(TORNADO + 6, "[tornado_high|]-[tornado_base|]", { numberFormat: AMOUNT }),
      sheet.computed(TORNADO + 7, "INDEX([input_labels],MATCH([tornado_name|],[input_names],0))"),
    );
  }
  return head;
}

/** API prices that fall, and beside them both bills at every volume, with whole instances. */
function triedRows(sheet: CaseRows): number {
  const { book } = sheet;
  const head = sheet.next;
  const first = { row: head + 1 };
  book.define("tried_changes", "sensitivity", { ...first, column: 0 }, CHANGES);
  book.define("tried_change", "sensitivity", { ...first, column: 0 });
  ["multiple", "volume", "api_at_volume", "own_at_volume", "fleet_at_volume"].forEach((name, i) => {
    book.define(name, "sensitivity", { ...first, column: VOLUME + i });
    book.define(`${name}_column`, "sensitivity", { ...first, column: VOLUME + i }, VOLUMES);
  });
  sheet.add(
    heading("API prices change a year by"),
    sheet.computed(1, 'FT.SENSITIVITY([scenario],"api_price_change",[tried_changes],"npv")', { role: "heading" }),
    ...blankHeadings(1),
    null,
    ...headings("Traffic, of today's", "Tokens a day", "API bill", "Own model, in cash", "Instances"),
  );
  for (let i = 0; i < VOLUMES; i++) {
    const row = sheet.next;
    const computed = (column: number, formula: string, numberFormat: string): PlannedCell =>
      sheet.computed(column, formula, { numberFormat }, row);
    const change =
      i < CHANGES
        ? [
            computed(0, i === 0 ? "[tried_change_first]" : "[tried_change|-1]+[tried_change_step]", RATE),
            spilled(RATE),
            spilled(AMOUNT),
          ]
        : [null, null, null];
    sheet.add(
      ...change,
      null,
      i === 0 ? label(0, { numberFormat: "0%" }) : computed(VOLUME, "[multiple|-1]+[tried_volume_step]", "0%"),
      computed(VOLUME + 1, "[multiple|]*[tokens_per_day]", COUNT),
      computed(VOLUME + 2, "[volume|]*[blended_price_per_1m]/[tokens_per_price]*[days_per_month]", AMOUNT),
      computed(
        VOLUME + 3,
        "[fleet_at_volume|]*[instance_cost]+[overhead_cost]+[storage_cost]+[retrain_cost_per_month]+[multiple|]*[quality_delta]",
        AMOUNT,
      ),
      computed(
        VOLUME + 4,
        "IF([tokens_per_second]>0,MAX([instances],ROUNDUP([volume|]/[seconds_per_day]*[peak_factor]/[target_utilization]/[tokens_per_second]*(1-[whole_tolerance]),0)),[instances])",
        DECIMAL,
      ),
    );
  }
  return head;
}
