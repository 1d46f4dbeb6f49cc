import { headings, input, label, MONEY_FORMAT, note, PRICE_FORMAT, result, title } from "./plannedCells";
import type { Address, BlockPlan } from "./sheetPlan";

/** Traffic to be served on several GPUs; named as the arguments of FT.SERVING_THROUGHPUT and FT.INSTANCES. */
export interface ServedTraffic {
  readonly model_b: string;
  readonly requests_per_day: number;
  readonly tokens_in: number;
  readonly tokens_out: number;
  readonly concurrency: number;
  readonly weight_bits: number;
  readonly peak_factor: number;
  readonly target_utilization: number;
  readonly spot: boolean;
}

/** A month as FT.SERVING_COST counts it: 30 days. */
export const HOURS_PER_MONTH = 720;

const TRAFFIC: readonly (readonly [key: keyof ServedTraffic, text: string, unit: string, numberFormat?: string])[] = [
  ["model_b", "Model", "key, or billions of parameters"],
  ["requests_per_day", "Requests", "requests/day", "#,##0"],
  ["tokens_in", "Prompt", "tokens/request", "#,##0"],
  ["tokens_out", "Answer", "tokens/request", "#,##0"],
  ["concurrency", "Requests at a time, each instance", "requests", "#,##0"],
  ["weight_bits", "Bits per weight", "16, 8 or 4"],
  ["peak_factor", "Busiest hour over the mean", "×"],
  ["target_utilization", "Load that an instance may carry", "share", "0%"],
  ["spot", "Spot", "TRUE for interruptible prices"],
];
const FIRST_INPUT = 4;
const FIRST_GPU = FIRST_INPUT + TRAFFIC.length + 2;

/** One kind of traffic on several GPUs: what serving it costs in a month, live by the traffic and by each GPU's key. */
export function servingComparisonBlock(
  traffic: ServedTraffic,
  gpus: readonly { readonly gpu: string; readonly gpus: number }[],
): BlockPlan {
  const cell = (at: Address, key: keyof ServedTraffic) => at(FIRST_INPUT + TRAFFIC.findIndex(([each]) => each === key), 1, true);
  const tokensPerDay = (at: Address) => `${cell(at, "requests_per_day")}*(${cell(at, "tokens_in")}+${cell(at, "tokens_out")})`;
  const own = (at: Address, row: number, column: number) => at(row, column, "column");
  const zone = (column: number) => ({ row: FIRST_GPU, column, rows: gpus.length, columns: 1 });
  return {
    title: "Serving compared",
    rows: [
      [title("One kind of traffic on several GPUs")],
      [note("Change the traffic or a GPU's key; the fleet and its cost follow. Estimates, on demand unless spot is TRUE.")],
      [],
      headings("Traffic", "Value", "Unit"),
      ...TRAFFIC.map(([key, text, unit, numberFormat]) => [
        label(text),
        input(traffic[key], { numberFormat, choices: key === "spot" ? ["TRUE", "FALSE"] : undefined }),
        note(unit),
      ]),
      [],
      headings("GPU", "GPUs per instance", "Tokens/s of an instance", "Instances", "Cost a month", "Cost per 1M tokens"),
      ...gpus.map(({ gpu, gpus: count }, i) => {
        const row = FIRST_GPU + i;
        return [
          input(gpu),
          input(count, { numberFormat: "0" }),
          result(
            (at) =>
              `=FT.SERVING_THROUGHPUT(${cell(at, "model_b")},${own(at, row, 0)},${own(at, row, 1)},${cell(at, "tokens_in")},` +
              `${cell(at, "tokens_out")},${cell(at, "concurrency")},${cell(at, "weight_bits")})`,
            { numberFormat: "#,##0" },
          ),
          result(
            (at) =>
              `=FT.INSTANCES(${tokensPerDay(at)},${own(at, row, 2)},${cell(at, "target_utilization")},${cell(at, "peak_factor")})`,
            { numberFormat: "#,##0" },
          ),
          result(
            (at) =>
              `=FT.SERVING_COST(${own(at, row, 3)},${own(at, row, 1)}*FT.GPU_PRICE(${own(at, row, 0)},IF(${cell(at, "spot")},"spot","on_demand")))`,
            { numberFormat: MONEY_FORMAT },
          ),
          result((at) => `=${own(at, row, 4)}/(${tokensPerDay(at)}*30/1000000)`, { numberFormat: PRICE_FORMAT }),
        ];
      }),
    ],
    columnWidths: [230, 150, 190, 90, 110, 140],
    charts: [
      {
        kind: "column",
        title: "Cost of serving, a month",
        categories: zone(0),
        series: [{ name: "Cost", values: zone(4) }],
        place: { row: FIRST_GPU + gpus.length + 1, column: 0, width: 640, height: 300 },
      },
    ],
  };
}
