import { RECOMPUTES, TRAINING_METHODS } from "../../engine/trainingJob";
import { headings, input, label, note, result, title } from "../plannedCells";
import type { Address, BlockPlan, PlannedCell, Zone } from "../sheetPlan";

/*
 * The sheet that answers "which GPU?": one fine-tuning job on eight of them, from memory to cost, every figure a
 * formula of its own so that any step can be looked at or replaced.
 */

const COUNT = "#,##0";
const ONE_DIGIT = "#,##0.0";
const MONEY = "$#,##0.00";

/** From a card for a workstation to the fastest that is rented by the hour. */
const GPUS = ["l4", "a10g", "rtx_4090", "l40s", "a100_80g", "h100_sxm", "mi300x", "b200"];

interface JobRow {
  readonly key: string;
  readonly cells: readonly PlannedCell[];
}

const JOB: readonly JobRow[] = [
  {
    key: "model_b",
    cells: [label("Model"), input("llama-3.1-8b"), note('a key of FT.LIST("models"), or billions of parameters')],
  },
  { key: "method", cells: [label("Method"), input("lora", { choices: TRAINING_METHODS }), note("full, lora or qlora")] },
  { key: "examples", cells: [label("Examples"), input(20000, { numberFormat: COUNT }), note("training examples")] },
  { key: "tokens_per_example", cells: [label("Length"), input(1000, { numberFormat: COUNT }), note("tokens per example")] },
  { key: "epochs", cells: [label("Epochs"), input(3, { numberFormat: COUNT }), note("passes over the examples")] },
  {
    key: "micro_batch",
    cells: [label("Micro-batch"), input(2, { numberFormat: COUNT }), note("sequences each GPU works on at once")],
  },
  { key: "seq_len", cells: [label("Sequence"), input(2048, { numberFormat: COUNT }), note("tokens, shorter examples packed")] },
  {
    key: "recompute",
    cells: [label("Recompute"), input("full", { choices: RECOMPUTES }), note("full saves memory, none saves time")],
  },
  {
    key: "price",
    cells: [
      label("Price"),
      input("on_demand", { choices: ["on_demand", "spot"] }),
      note("median of the clouds that list the GPU"),
    ],
  },
];

const FIRST_JOB_ROW = 3;
const TOKENS_ROW = FIRST_JOB_ROW + JOB.length;
const HEADING_ROW = TOKENS_ROW + 2;
const FIRST_GPU_ROW = HEADING_ROW + 1;

/** The columns of the comparison, from the left. */
const COLUMN = {
  gpu: 0,
  memory: 1,
  needed: 2,
  gpus: 3,
  speed: 4,
  slow: 5,
  fast: 6,
  basis: 7,
  hours: 8,
  price: 9,
  cost: 10,
  costIfFast: 11,
  costIfSlow: 12,
} as const;

const HEADINGS = [
  ...["GPU", "Memory (GB)", "Needed, on one (GB)", "GPUs", "Tokens/s", "Low", "High", "Rests on"],
  ...["Hours", "$/GPU-hour", "Cost", "if fast", "if slow"],
];

/** One fine-tuning job on eight GPUs: does it fit, how fast is it, what does it cost, and how sure is that. */
export function hardwareSheet(): BlockPlan {
  const column = (from: keyof typeof COLUMN): Zone => ({
    row: FIRST_GPU_ROW,
    column: COLUMN[from],
    rows: GPUS.length,
    columns: 1,
  });
  return {
    title: "Hardware",
    rows: [
      [title("Which GPU for this job?")],
      [note("Change the job or a GPU; every black figure is a formula. Low and high span the runs that were published.")],
      [],
      ...JOB.map(({ cells }) => [...cells]),
      [
        label("Tokens"),
        result((at) => `=FT.TRAINING_TOKENS(${args(at, "examples", "tokens_per_example", "epochs")})`, { numberFormat: COUNT }),
      ],
      [],
      headings(...HEADINGS),
      ...GPUS.map((gpu, i) => gpuRow(gpu, FIRST_GPU_ROW + i)),
    ],
    columnWidths: [96, 104, 132, 54, 76, 76, 76, 88, 66, 82, 82, 82, 82],
    charts: [
      {
        kind: "column",
        title: "Cost of one run, with the span of published runs",
        categories: column("gpu"),
        series: [
          { name: "if fast", values: column("costIfFast") },
          { name: "estimate", values: column("cost") },
          { name: "if slow", values: column("costIfSlow") },
        ],
        place: { row: FIRST_GPU_ROW + GPUS.length + 1, column: 0, width: 720, height: 320 },
        categoryAxisTitle: "GPU",
        valueAxisTitle: "Cost ($)",
      },
    ],
  };
}

const jobCell = (at: Address, key: string): string => at(FIRST_JOB_ROW + JOB.findIndex((row) => row.key === key), 1, true);
const args = (at: Address, ...keys: readonly string[]): string => keys.map((key) => jobCell(at, key)).join(", ");

/** One GPU: its cells refer to it by column, so that the row can be dragged down for another. */
function gpuRow(gpu: string, row: number): PlannedCell[] {
  const own = (at: Address, column: keyof typeof COLUMN): string => at(row, COLUMN[column], "column");
  const throughput = (at: Address, output: string): string =>
    `=FT.TRAINING_THROUGHPUT(${args(at, "model_b", "method")}, ${own(at, "gpu")}, ${own(at, "gpus")}, ` +
    `${args(at, "micro_batch", "seq_len")}, "bf16", ${jobCell(at, "recompute")}, "${output}")`;
  const cost = (at: Address, speed: "speed" | "slow" | "fast"): string =>
    `=FT.GPU_COST(FT.TRAINING_HOURS(${at(TOKENS_ROW, 1, true)}, ${own(at, speed)}), ${own(at, "price")}, ${own(at, "gpus")})`;
  return [
    input(gpu),
    result((at) => `=FT.GPU_SPEC(${own(at, "gpu")}, "memory_gb")`, { numberFormat: COUNT }),
    result(
      (at) => `=FT.TRAINING_MEMORY(${args(at, "model_b", "method")}, 1, ${args(at, "micro_batch", "seq_len", "recompute")})`,
      { numberFormat: ONE_DIGIT },
    ),
    result(
      (at) => `=FT.TRAINING_GPUS(${args(at, "model_b", "method")}, ${own(at, "gpu")}, ${args(at, "micro_batch", "seq_len")})`,
      {
        numberFormat: COUNT,
        note: "The fewest whose memory holds the job with everything recomputed: 1, 2, 4, 8, then whole nodes of 8.",
      },
    ),
    result((at) => throughput(at, "tokens_per_second"), { numberFormat: COUNT }),
    result((at) => throughput(at, "low"), { numberFormat: COUNT }),
    result((at) => throughput(at, "high"), { numberFormat: COUNT }),
    result((at) => throughput(at, "basis"), {
      note: "measured: runs of this model on this GPU were published; calibrated: this GPU and method were; extrapolated: neither.",
    }),
    result((at) => `=FT.TRAINING_HOURS(${at(TOKENS_ROW, 1, true)}, ${own(at, "speed")})`, { numberFormat: ONE_DIGIT }),
    result((at) => `=FT.GPU_PRICE(${own(at, "gpu")}, ${jobCell(at, "price")})`, { numberFormat: MONEY }),
    result((at) => cost(at, "speed"), { numberFormat: MONEY }),
    result((at) => cost(at, "fast"), { numberFormat: MONEY }),
    result((at) => cost(at, "slow"), { numberFormat: MONEY }),
  ];
}
