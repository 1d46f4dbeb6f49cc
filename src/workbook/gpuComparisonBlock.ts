import { TRAINING_METHODS, type TrainingMethod } from "../engine/trainingJob";
import { headings, input, label, note, PRICE_FORMAT, quoted, result, title } from "./plannedCells";
import type { Address, BlockPlan } from "./sheetPlan";

/** A training job to be tried on several GPUs; named as the arguments of FT.TRAINING_COST. */
export interface ComparedJob {
  readonly model_b: string;
  readonly method: TrainingMethod;
  readonly examples: number;
  readonly tokens_per_example: number;
  readonly epochs: number;
  readonly spot: boolean;
}

const FIRST_INPUT = 4;
const FIRST_GPU = 12;
const OUTPUTS = [
  { output: "cost", heading: "Cost", numberFormat: PRICE_FORMAT },
  { output: "hours", heading: "Hours", numberFormat: "#,##0.0" },
  { output: "gpus", heading: "GPUs", numberFormat: "0" },
  { output: "price_per_hour", heading: "An hour, all GPUs", numberFormat: PRICE_FORMAT },
] as const;

/** One training job on several GPUs: what it costs and how long it takes, live by the job and by each GPU's key. */
export function gpuComparisonBlock(job: ComparedJob, gpus: readonly string[]): BlockPlan {
  const jobCell = (at: Address, row: number) => at(FIRST_INPUT + row, 1, true);
  const cost = (at: Address, row: number, output: string) =>
    `=FT.TRAINING_COST(${[0, 1, 2, 3, 4].map((i) => jobCell(at, i)).join(",")},${at(row, 0, "column")},${jobCell(at, 5)},1,"estimate",${quoted(output)})`;
  const zone = (column: number) => ({ row: FIRST_GPU, column, rows: gpus.length, columns: 1 });
  return {
    title: "GPUs compared",
    rows: [
      [title("One training job on several GPUs")],
      [note("Change the job or a GPU's key; cost and time follow. Estimates at the largest micro-batch the GPUs hold.")],
      [],
      headings("Job", "Value", "Unit"),
      [label("Model"), input(job.model_b), note("key, or billions of parameters")],
      [label("Method"), input(job.method, { choices: TRAINING_METHODS }), note("full, lora or qlora")],
      [label("Examples"), input(job.examples, { numberFormat: "#,##0" }), note("examples")],
      [label("Length"), input(job.tokens_per_example, { numberFormat: "#,##0" }), note("tokens/example")],
      [label("Epochs"), input(job.epochs), note("epochs")],
      [label("Spot"), input(job.spot, { choices: ["TRUE", "FALSE"] }), note("TRUE for interruptible prices")],
      [],
      headings("GPU", ...OUTPUTS.map(({ heading }) => heading), "GB per GPU"),
      ...gpus.map((gpu, i) => [
        input(gpu),
        ...OUTPUTS.map(({ output, numberFormat }) => result((at) => cost(at, FIRST_GPU + i, output), { numberFormat })),
        result((at) => `=FT.GPU_SPEC(${at(FIRST_GPU + i, 0, "column")},"memory_gb")`),
      ]),
    ],
    columnWidths: [150, 170, 210, 80, 110, 90],
    charts: [
      {
        kind: "column",
        title: "Cost of the training run",
        categories: zone(0),
        series: [{ name: "Cost", values: zone(1) }],
        place: { row: FIRST_GPU + gpus.length + 1, column: 0, width: 640, height: 300 },
      },
    ],
  };
}
