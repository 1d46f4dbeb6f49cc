import { heading, input, label, MONEY_FORMAT, result } from "../plannedCells";
import type { Address, PlannedCell, PlannedChart, Zone } from "../sheetPlan";
import { type Place, spilled } from "./placedRows";
import { CASE, SUPPORT_ROW } from "./workedCases";

/* Case 2 month by month, with the API's prices as they are and as they fall; all of it from a row of the sheet on. */

const COUNT = "#,##0";
const LEFT = 5;
const VALUE = LEFT + 3;
const WIDTH = 6;
const MONTHS = 36;
const FLOWS = 7;

export const MONTHLY_SPILL = (top: number): Zone => ({ row: top + FLOWS, column: LEFT, rows: MONTHS + 2, columns: 5 });

export function monthByMonth(place: Place, top: number): void {
  const support = (at: Address, column: keyof typeof CASE): string => at(SUPPORT_ROW, CASE[column], true);
  const ownBill = (at: Address): string => `${support(at, "instancesCost")}+${support(at, "storageCost")}`;
  const months = (at: Address): string => at(top + 2, VALUE, true);
  const rate = (at: Address): string => at(top + 3, VALUE, true);
  const fall = (at: Address): string => at(top + 1, VALUE, true);
  const flows = (at: Address, change: string): string =>
    `FT.CASHFLOWS(${support(at, "project")}, ${support(at, "apiBill")}, ${ownBill(at)}, ${months(at)}, ${change}, 0, 0, 0, ${support(at, "quality")})`;
  const flowsRow = top + FLOWS;
  const npvLabel = (what: string) => ({
    content: { formula: (at: Address) => `="NPV, "&${months(at)}&" months at "&TEXT(${rate(at)},"0%")&", ${what}"` },
    role: "label" as const,
  });
  place(top, LEFT, heading("Case 2, month by month"), ...Array.from({ length: WIDTH - 1 }, () => heading("")));
  place(top + 1, LEFT, label("API price change a year"));
  place(
    top + 1,
    VALUE,
    input(-0.5, {
      numberFormat: "0%",
      note: "Prices of models of one quality have fallen every year; −50 % halves the API bill within a year.",
    }),
  );
  place(top + 2, LEFT, label("Months"));
  place(top + 2, VALUE, input(MONTHS, { numberFormat: COUNT }));
  place(top + 3, LEFT, label("Discount rate a year"));
  place(top + 3, VALUE, input(0.1, { numberFormat: "0%", note: "Effective annual rate." }));
  place(top + 4, LEFT, npvLabel("prices hold"));
  place(
    top + 4,
    VALUE + 1,
    result((at) => `=FT.NPV(${rate(at)}, ${at(flowsRow + 1, LEFT + 3)}:${at(flowsRow + 1 + MONTHS, LEFT + 3)})`, {
      role: "total",
      numberFormat: MONEY_FORMAT,
    }),
  );
  place(top + 5, LEFT, npvLabel("prices change"));
  place(
    top + 5,
    VALUE + 1,
    result((at) => `=FT.NPV(${rate(at)}, CHOOSECOLS(DROP(${flows(at, fall(at))}, 1), 4))`, {
      role: "total",
      numberFormat: MONEY_FORMAT,
    }),
  );
  place(
    flowsRow,
    LEFT,
    { content: { formula: (at) => `=${flows(at, "0")}` }, role: "total" },
    ...["", "", "", ""].map((content): PlannedCell => ({ content, role: "total" })),
    { content: "if changed", role: "total" },
  );
  for (let month = 0; month <= MONTHS; month++)
    place(flowsRow + 1 + month, LEFT, spilled(COUNT), ...Array.from({ length: WIDTH - 1 }, () => spilled(MONEY_FORMAT)));
  place(
    flowsRow + 1,
    LEFT + 5,
    result((at) => `=DROP(CHOOSECOLS(${flows(at, fall(at))}, 5), 1)`, { numberFormat: MONEY_FORMAT }),
  );
}

export function monthlyChart(top: number, place: PlannedChart["place"]): PlannedChart {
  const column = (offset: number): Zone => ({ row: top + FLOWS + 1, column: LEFT + offset, rows: MONTHS + 1, columns: 1 });
  return {
    kind: "line",
    title: "Case 2: money back, month by month",
    categories: column(0),
    series: [
      { name: "API prices hold", values: column(4) },
      { name: "API prices change", values: column(5) },
    ],
    place,
    categoryAxisTitle: "Month",
    valueAxisTitle: "Cumulative ($)",
  };
}
