import type { Traffic } from "../usage/trafficCollector";
import { DATE_FORMAT, dayNumber, formatOfNumber, heading, headings, input, label, note, result, title } from "./plannedCells";
import type { Address, BlockPlan, PlannedCell } from "./sheetPlan";

/** What the sheet says of an export beside its figures. */
export interface UsageOrigin {
  /** The files and what they were read as, in a sentence. */
  readonly files: string;
  /** What was not counted, or read in one of two ways. */
  readonly remarks: readonly string[];
  /** Requests a day as the user gives them, where the export counts none. */
  readonly requestsPerDay?: number;
}

const COUNT = "#,##0";
const MONEY = "$#,##0.00";
/** An amount in a currency that its heading names. */
const AMOUNT = "#,##0.00";
const COLUMNS = {
  model: 0,
  counts: 1,
  requests: 2,
  input: 3,
  cached: 4,
  written: 5,
  output: 6,
  stated: 7,
  listed: 8,
  difference: 9,
  reason: 10,
} as const;
const DAYS_ROW = 2;
const AS_OF_ROW = 3;
const REQUESTS_ROW = 4;
const HEADER_ROW = 6;
const FIRST_MODEL = HEADER_ROW + 1;

/** The currency of stated costs that are not dollars, in which no bill of the price list can be compared with them. */
export function foreignCurrency({ currencies }: Pick<Traffic, "currencies">): string | undefined {
  return currencies.length === 1 && currencies[0] !== "USD" && currencies[0] !== "$" ? currencies[0] : undefined;
}

/** Day of a moment, as ISO text. */
const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/**
 * What was sent, model by model, with the bill of the price list beside the stated one; below it the traffic inputs of a
 * scenario as formulas on the table, so that leaving a model out changes them.
 */
export function usageBlock(traffic: Traffic, origin: UsageOrigin): BlockPlan {
  const { models, hourlyTokens } = traffic;
  const last = FIRST_MODEL + models.length - 1;
  const isCounted = origin.requestsPerDay === undefined;
  const currency = foreignCurrency(traffic);
  const column = (at: Address, place: number): string => `${at(FIRST_MODEL, place, true)}:${at(last, place, true)}`;
  const counted = (at: Address, place: number): string => `SUMPRODUCT(${column(at, COLUMNS.counts)},${column(at, place)})`;
  const days = (at: Address): string => at(DAYS_ROW, 1, true);
  const requests = (at: Address): string =>
    isCounted ? counted(at, COLUMNS.requests) : `(${at(REQUESTS_ROW, 1, true)}*${days(at)})`;
  const firstHour = last + 12;
  const peak = (at: Address): string =>
    hourlyTokens === null
      ? "=1"
      : `=MAX(${at(firstHour, 1)}:${at(firstHour + 23, 1)})/AVERAGE(${at(firstHour, 1)}:${at(firstHour + 23, 1)})`;
  const inputs: readonly (readonly [string, string, (at: Address) => string, string])[] = [
    ["requests_per_day", "requests/day", (at) => `=${requests(at)}/${days(at)}`, "#,##0.00"],
    ["tokens_in", "tokens/request", (at) => `=${counted(at, COLUMNS.input)}/${requests(at)}`, "#,##0.00"],
    ["tokens_out", "tokens/request", (at) => `=${counted(at, COLUMNS.output)}/${requests(at)}`, "#,##0.00"],
    ["cached_share", "fraction", (at) => `=${counted(at, COLUMNS.cached)}/${counted(at, COLUMNS.input)}`, "0.00%"],
    ["cache_write_share", "fraction", (at) => `=${counted(at, COLUMNS.written)}/${counted(at, COLUMNS.input)}`, "0.00%"],
    ["peak_factor", "×", peak, "0.00"],
  ];
  return {
    title: "Usage",
    rows: [
      [title("Usage: what is sent to models today")],
      [note(`${origin.files}, ${dayOf(traffic.start)} to ${dayOf(traffic.end - 1)}. Times are UTC.`)],
      [
        label("Days covered"),
        input(traffic.days, { numberFormat: formatOfNumber(traffic.days) }),
        note("A month is 30 days: the figures of these days times 30 over them."),
      ],
      [
        label("Prices as of"),
        input(dayNumber(dayOf(traffic.end - 1)), { numberFormat: DATE_FORMAT }),
        note("The day whose price list the bill is worked out from."),
      ],
      isCounted
        ? []
        : [
            label("Requests a day"),
            input(origin.requestsPerDay ?? 0, { numberFormat: COUNT }),
            note("The export counts no requests: this figure was given."),
          ],
      [],
      headings(
        "Model",
        "Counts (1 or 0)",
        "Requests",
        "Input tokens",
        "of it cached",
        "of it written",
        "Output tokens",
        currency === undefined ? "Stated cost" : `Stated cost, ${currency}`,
        "By price list",
        "Difference",
        "Likely reason",
      ),
      ...models.map((model, i) => modelRow(model, FIRST_MODEL + i, { isCounted, currency })),
      totalRow(FIRST_MODEL, last, { isCounted, currency }),
      [],
      [heading("Traffic of the scenario"), heading("value"), heading("unit")],
      ...inputs.map(([name, unit, formula, numberFormat]) => [label(name), result(formula, { numberFormat }), note(unit)]),
      [],
      [heading("Hour of the day (UTC)"), heading("Mean tokens")],
      ...(hourlyTokens === null
        ? [[note("The export counts by the day: no hours are known, and the peak factor is 1.")]]
        : hourlyTokens.map((tokens, hour) => [label(`${hour}:00`), input(tokens, { numberFormat: COUNT })])),
      ...origin.remarks.map((remark) => [note(remark)]),
    ],
    columnWidths: [240, 110, 110, 130, 120, 120, 120, 110, 110, 110, 330],
  };
}

/** What the columns of amounts hold. */
interface Columns {
  readonly isCounted: boolean;
  /** Of the stated costs, where it is not the dollar. */
  readonly currency: string | undefined;
}

function modelRow(model: Traffic["models"][number], row: number, { isCounted, currency }: Columns): (PlannedCell | null)[] {
  const { requests, input: tokens, cachedInput, cacheWrite, output, cost } = model;
  const price = (at: Address, field: string, otherwise?: string): string =>
    `FT.API_PRICE(${at(row, COLUMNS.model, "column")},"${field}",${at(AS_OF_ROW, 1, true)}${otherwise === undefined ? "" : `,${otherwise}`})`;
  const cell = (at: Address, place: keyof typeof COLUMNS): string => at(row, COLUMNS[place]);
  const listed = (at: Address): string => {
    const plain = price(at, "input");
    return (
      `=IFERROR(((${cell(at, "input")}-${cell(at, "cached")}-${cell(at, "written")})*${plain}+${cell(at, "cached")}*${price(at, "cached_input", plain)}` +
      `+${cell(at, "written")}*${price(at, "cache_write", plain)}+${cell(at, "output")}*${price(at, "output")})/1000000,"no price")`
    );
  };
  const reason = (at: Address): string => {
    const [stated, list] = [cell(at, "stated"), cell(at, "listed")];
    return (
      `=IF(NOT(ISNUMBER(${list})),"not in the price list under this name",IF(NOT(ISNUMBER(${stated})),"the export states no cost",` +
      `IF(ABS(${stated}-${list})<=0.01*${list},"agrees",IF(ABS(${stated}-${list}/2)<=0.01*${list},"half the list: a batch or flex tier",` +
      `IF(${stated}<${list},"below the list: a discount, or cached tokens the export does not show","above the list: a priority tier, long prompts, audio or tools")))))`
    );
  };
  const compared = [
    result(
      (at) =>
        `=IF(AND(ISNUMBER(${cell(at, "stated")}),ISNUMBER(${cell(at, "listed")})),${cell(at, "stated")}-${cell(at, "listed")},"")`,
      { numberFormat: MONEY },
    ),
    result(reason),
  ];
  return [
    label(model.model),
    input(1),
    isCounted ? input(requests ?? 0, { numberFormat: COUNT }) : note("not counted"),
    input(tokens, { numberFormat: COUNT }),
    input(cachedInput, { numberFormat: COUNT }),
    input(cacheWrite, { numberFormat: COUNT }),
    input(output, { numberFormat: COUNT }),
    cost === null ? note("not stated") : input(cost, { numberFormat: currency === undefined ? MONEY : AMOUNT }),
    result(listed, { numberFormat: MONEY }),
    ...(currency === undefined ? compared : [note("–"), note(`stated in ${currency}, listed in $: not compared`)]),
  ];
}

function totalRow(first: number, last: number, { isCounted, currency }: Columns): (PlannedCell | null)[] {
  const total = (place: number, numberFormat: string): PlannedCell =>
    result((at) => `=SUM(${at(first, place)}:${at(last, place)})`, { role: "total", numberFormat });
  return [
    { content: "Total", role: "total" },
    total(COLUMNS.counts, "0"),
    isCounted ? total(COLUMNS.requests, COUNT) : { content: "", role: "total" },
    ...[COLUMNS.input, COLUMNS.cached, COLUMNS.written, COLUMNS.output].map((place) => total(place, COUNT)),
    total(COLUMNS.stated, currency === undefined ? MONEY : AMOUNT),
    total(COLUMNS.listed, MONEY),
    currency === undefined ? total(COLUMNS.difference, MONEY) : { content: "", role: "total" },
    { content: "", role: "total" },
  ];
}
