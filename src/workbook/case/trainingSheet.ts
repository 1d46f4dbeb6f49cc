import { headings, label, note, title } from "../plannedCells";
import type { SheetPlan } from "../workbookPlan";
import { type CaseBook, CaseRows } from "./caseBook";
import { AMOUNT, COUNT, DECIMAL } from "./formats";

interface Line {
  readonly name: string;
  readonly label: string;
  readonly formula: string;
  readonly unit: string;
  readonly format: string;
  readonly says: string;
}

const JOB =
  "[model_b],[training_method],[training_examples],[training_tokens_per_example],[training_epochs],[gpu],[training_on_spot]=1,1";
/** A figure of an estimate; in words where the model, the GPU or the fit is not known. */
const estimated = (formula: string): string => `IF(OR([gpu]="none",[gpu]=""),"name a GPU",IFNA(${formula},"no estimate"))`;

const TRAINING: readonly Line[] = [
  {
    name: "trained_tokens",
    label: "Tokens of one run",
    formula: "[training_examples]*[training_tokens_per_example]*[training_epochs]",
    unit: "tokens",
    format: COUNT,
    says: "examples × tokens × passes",
  },
  {
    name: "training_gpus",
    label: "GPUs of the job",
    formula: estimated(`FT.TRAINING_COST(${JOB},"estimate","gpus")`),
    unit: "GPUs",
    format: COUNT,
    says: "the fewest that hold the job",
  },
  {
    name: "training_hours",
    label: "Hours of one run",
    formula: estimated(`FT.TRAINING_COST(${JOB},"estimate","hours")`),
    unit: "h",
    format: DECIMAL,
    says: "estimated from physics and published runs: docs/accuracy.md says how far to trust it",
  },
  {
    name: "training_cost",
    label: "Compute of one run",
    formula: estimated(`FT.TRAINING_COST(${JOB},"estimate","cost")`),
    unit: "$",
    format: "$#,##0.00",
    says: "at the price of the GPU; the case itself counts the cost of a run under Assumptions",
  },
  {
    name: "all_training_cost",
    label: "Compute of all runs, as estimated",
    formula: 'IF(ISNUMBER([training_cost]),[training_cost]*[training_runs],"no estimate")',
    unit: "$",
    format: AMOUNT,
    says: "compare with the training runs of the project",
  },
];

const SERVING: readonly Line[] = [
  {
    name: "serving_memory",
    label: "Memory that serving needs",
    formula: estimated("FT.SERVING_MEMORY([model_b],[weight_bits],[tokens_per_request],[serving_concurrency])"),
    unit: "GB",
    format: DECIMAL,
    says: "weights, the cache of the requests in flight, and the engine",
  },
  {
    name: "gpu_memory",
    label: "Memory of one GPU",
    formula: estimated('FT.GPU_SPEC([gpu],"memory_gb")'),
    unit: "GB",
    format: DECIMAL,
    says: "as its label says",
  },
  {
    name: "estimated_throughput",
    label: "Tokens an instance serves per second, as estimated",
    formula: estimated(
      "FT.SERVING_THROUGHPUT([model_b],[gpu],[gpus_per_instance],[tokens_in],[tokens_out],[serving_concurrency],[weight_bits])",
    ),
    unit: "tokens/s",
    format: COUNT,
    says: "input and output together; put your own measurement under Assumptions",
  },
  {
    name: "needed_throughput",
    label: "Tokens per second that the traffic asks for at its peak",
    formula: "[tokens_per_day]/[seconds_per_day]*[peak_factor]/[target_utilization]",
    unit: "tokens/s",
    format: COUNT,
    says: "the average of the day, its peak, and room above it",
  },
  {
    name: "estimated_instances",
    label: "Instances for it, as estimated",
    formula:
      'IF(ISNUMBER([estimated_throughput]),ROUNDUP([needed_throughput]/[estimated_throughput]*(1-[whole_tolerance]),0),"no estimate")',
    unit: "instances",
    format: COUNT,
    says: "compare with the instances of the model",
  },
  {
    name: "assumed_instances",
    label: "Instances that the case counts",
    formula: "[running_instances]",
    unit: "instances",
    format: DECIMAL,
    says: "",
  },
];

/** What the estimators say of the training and the hardware, beside what the case counts. */
export function trainingSheet(book: CaseBook): SheetPlan {
  const sheet = new CaseRows(book, "training");
  sheet.add(title("Training and hardware: what the estimators say"));
  sheet.add(
    note("Estimates to hold the assumptions against; only the tokens of a run go into the figures, for the managed offer."),
  );
  for (const [heading, lines] of [
    ["Training", TRAINING],
    ["Serving", SERVING],
  ] as const) {
    sheet.add();
    sheet.add(...headings(heading, "Value", "Unit", "What it says"));
    for (const { name, label: text, formula, unit, format, says } of lines)
      sheet.add(label(text), sheet.computed(1, formula, { name, numberFormat: format }), note(unit), note(says));
  }
  return {
    name: book.names.training,
    block: { title: book.names.training, rows: sheet.rows, columnWidths: [380, 130, 90, 560] },
    print: { landscape: true, pagesWide: 1, pagesTall: 1 },
  };
}
