import { DomainError } from "../errors";
import { nearestNames, normalizeName } from "../names";

/*
 * The one definition of a scenario's inputs. Parsing, validation, defaults, the search range of FT.GOALSEEK, the checks,
 * the pane and the documentation all read it; nothing else lists the inputs.
 */

/** The values an input may take. */
export interface InputDomain {
  readonly least: number;
  readonly most: number;
  /** True where `least` itself is excluded. A blank cell that arrives as 0 then means the default. */
  readonly aboveLeast?: boolean;
  readonly whole?: boolean;
  /** True for a share or rate, of which a value such as 5 is most likely 5 %. */
  readonly fraction?: boolean;
}

// Amounts end at 1e15 and yearly changes at +1000 %, so that no combination of valid inputs overflows.
const AMOUNT: InputDomain = { least: 0, most: 1e15 };
const POSITIVE: InputDomain = { least: 0, most: 1e15, aboveLeast: true };
const SHARE: InputDomain = { least: 0, most: 1, fraction: true };
const CHANGE: InputDomain = { least: -1, most: 10, aboveLeast: true, fraction: true };
/** Fifty years. */
const MONTHS: InputDomain = { least: 0, most: 600 };

export const INPUT_GROUPS = [
  "Traffic",
  "API prices",
  "Serving",
  "Model and storage",
  "Quality",
  "Project",
  "Retraining",
  "Time and change",
] as const;
export type InputGroup = (typeof INPUT_GROUPS)[number];

interface InputText {
  readonly name: string;
  readonly unit: string;
  readonly group: InputGroup;
  /** One sentence, as a comment on the cell or a tooltip shows it. */
  readonly doc: string;
}

/** An input that is a number. */
interface NumberInputText extends InputText {
  readonly kind: "number";
  readonly domain: InputDomain;
  /** The value without one: a number, or in words how it follows from other inputs; `undefined` where one is required. */
  readonly fallback: number | string | undefined;
  /** The presets whose keys may stand in place of the number. */
  readonly keys?: "models";
}

/** An input that names a preset or a date; only the checks and the record read it. */
interface TextInputText extends InputText {
  readonly kind: "text";
  readonly keys?: "gpus" | "api_models";
}

const REQUIRED = undefined;

const DEFINITIONS = [
  {
    name: "requests_per_day",
    unit: "requests/day",
    group: "Traffic",
    kind: "number",
    domain: AMOUNT,
    fallback: REQUIRED,
    doc: "Requests on an average day.",
  },
  {
    name: "tokens_in",
    unit: "tokens/request",
    group: "Traffic",
    kind: "number",
    domain: AMOUNT,
    fallback: REQUIRED,
    doc: "Input tokens of an average request, cached ones included.",
  },
  {
    name: "tokens_out",
    unit: "tokens/request",
    group: "Traffic",
    kind: "number",
    domain: AMOUNT,
    fallback: REQUIRED,
    doc: "Output tokens of an average request, without reasoning.",
  },
  {
    name: "reasoning_tokens",
    unit: "tokens/request",
    group: "Traffic",
    kind: "number",
    domain: AMOUNT,
    fallback: 0,
    doc: "Tokens the API model thinks with, billed as output.",
  },
  {
    name: "price_in_per_1m",
    unit: "$/1M tokens",
    group: "API prices",
    kind: "number",
    domain: AMOUNT,
    fallback: REQUIRED,
    doc: "API price of input tokens.",
  },
  {
    name: "price_out_per_1m",
    unit: "$/1M tokens",
    group: "API prices",
    kind: "number",
    domain: AMOUNT,
    fallback: REQUIRED,
    doc: "API price of output tokens.",
  },
  {
    name: "cached_share",
    unit: "fraction",
    group: "API prices",
    kind: "number",
    domain: SHARE,
    fallback: 0,
    doc: "Share of the input tokens read from the provider's cache.",
  },
  {
    name: "price_cached_per_1m",
    unit: "$/1M tokens",
    group: "API prices",
    kind: "number",
    domain: AMOUNT,
    fallback: "price_in_per_1m",
    doc: "API price of cached input tokens.",
  },
  {
    name: "tier_multiplier",
    unit: "×",
    group: "API prices",
    kind: "number",
    domain: POSITIVE,
    fallback: 1,
    doc: "Factor on every API price: 0.5 for a batch tier, above 1 for a priority tier.",
  },
  {
    name: "api_model",
    unit: "preset key",
    group: "API prices",
    kind: "text",
    keys: "api_models",
    doc: "API model the prices are those of; read by the checks only.",
  },
  {
    name: "price_per_instance_hour",
    unit: "$/instance-hour",
    group: "Serving",
    kind: "number",
    domain: AMOUNT,
    fallback: REQUIRED,
    doc: "Price of one serving instance with all its GPUs.",
  },
  {
    name: "instances",
    unit: "instances",
    group: "Serving",
    kind: "number",
    domain: POSITIVE,
    fallback: 1,
    doc: "Instances that run; with tokens_per_second given, the fewest that run.",
  },
  {
    name: "tokens_per_second",
    unit: "tokens/s per instance",
    group: "Serving",
    kind: "number",
    domain: AMOUNT,
    fallback: 0,
    doc: "Input and output tokens one instance serves per second; 0 takes `instances` as they are.",
  },
  {
    name: "target_utilization",
    unit: "fraction",
    group: "Serving",
    kind: "number",
    domain: { ...SHARE, aboveLeast: true },
    fallback: 1,
    doc: "Highest share of an instance's capacity that the peak may use.",
  },
  {
    name: "peak_factor",
    unit: "×",
    group: "Serving",
    kind: "number",
    domain: { least: 1, most: 1e6 },
    fallback: 1,
    doc: "Traffic at the peak against the daily average.",
  },
  {
    name: "commit_discount",
    unit: "fraction",
    group: "Serving",
    kind: "number",
    domain: SHARE,
    fallback: 0,
    doc: "Discount on the instance price for a commitment.",
  },
  {
    name: "overhead_per_month",
    unit: "$/month",
    group: "Serving",
    kind: "number",
    domain: AMOUNT,
    fallback: 0,
    doc: "Monitoring, networking and on-call beside the instances.",
  },
  {
    name: "gpu",
    unit: "preset key",
    group: "Serving",
    kind: "text",
    keys: "gpus",
    doc: "GPU of an instance; read by the checks only.",
  },
  {
    name: "gpus_per_instance",
    unit: "GPUs",
    group: "Serving",
    kind: "number",
    domain: { least: 1, most: 1024, whole: true },
    fallback: 1,
    doc: "GPUs in one instance; read by the checks only.",
  },
  {
    name: "model_b",
    unit: "B parameters",
    group: "Model and storage",
    kind: "number",
    domain: { least: 0, most: 1e5, aboveLeast: true },
    fallback: 7,
    keys: "models",
    doc: "Size of the fine-tuned model in billions of parameters.",
  },
  {
    name: "weight_bits",
    unit: "bits",
    group: "Model and storage",
    kind: "number",
    domain: { least: 0, most: 64, aboveLeast: true },
    fallback: 16,
    doc: "Bits per weight as served; read by the checks only.",
  },
  {
    name: "bytes_per_param",
    unit: "bytes",
    group: "Model and storage",
    kind: "number",
    domain: { least: 0, most: 64, aboveLeast: true },
    fallback: 2,
    doc: "Bytes per parameter as stored.",
  },
  {
    name: "storage_gb",
    unit: "GB",
    group: "Model and storage",
    kind: "number",
    domain: AMOUNT,
    fallback: "model_b × bytes_per_param",
    doc: "What is kept: weights, checkpoints, data.",
  },
  {
    name: "storage_price_per_gb_month",
    unit: "$/GB-month",
    group: "Model and storage",
    kind: "number",
    domain: AMOUNT,
    fallback: 0.023,
    doc: "Price of storage.",
  },
  {
    name: "review_rate_api",
    unit: "fraction",
    group: "Quality",
    kind: "number",
    domain: SHARE,
    fallback: 0,
    doc: "Share of the API's answers a person reviews.",
  },
  {
    name: "review_rate_ft",
    unit: "fraction",
    group: "Quality",
    kind: "number",
    domain: SHARE,
    fallback: 0,
    doc: "Share of the fine-tuned model's answers a person reviews.",
  },
  {
    name: "cost_per_review",
    unit: "$/review",
    group: "Quality",
    kind: "number",
    domain: AMOUNT,
    fallback: 0,
    doc: "Cost of one review.",
  },
  {
    name: "failure_rate_api",
    unit: "fraction",
    group: "Quality",
    kind: "number",
    domain: SHARE,
    fallback: 0,
    doc: "Share of the API's answers that fail unnoticed.",
  },
  {
    name: "failure_rate_ft",
    unit: "fraction",
    group: "Quality",
    kind: "number",
    domain: SHARE,
    fallback: 0,
    doc: "Share of the fine-tuned model's answers that fail unnoticed.",
  },
  {
    name: "cost_per_failure",
    unit: "$/failure",
    group: "Quality",
    kind: "number",
    domain: AMOUNT,
    fallback: 0,
    doc: "Cost of one failed answer.",
  },
  {
    name: "training_runs",
    unit: "runs",
    group: "Project",
    kind: "number",
    domain: AMOUNT,
    fallback: 0,
    doc: "Training runs of the project, experiments included.",
  },
  {
    name: "cost_per_run",
    unit: "$/run",
    group: "Project",
    kind: "number",
    domain: AMOUNT,
    fallback: 0,
    doc: "Compute cost of one training run.",
  },
  {
    name: "hours_data",
    unit: "h",
    group: "Project",
    kind: "number",
    domain: AMOUNT,
    fallback: 0,
    doc: "Engineering hours for data.",
  },
  {
    name: "hours_experiments",
    unit: "h",
    group: "Project",
    kind: "number",
    domain: AMOUNT,
    fallback: 0,
    doc: "Engineering hours for experiments.",
  },
  {
    name: "hours_evaluation",
    unit: "h",
    group: "Project",
    kind: "number",
    domain: AMOUNT,
    fallback: 0,
    doc: "Engineering hours for evaluation.",
  },
  {
    name: "hours_deployment",
    unit: "h",
    group: "Project",
    kind: "number",
    domain: AMOUNT,
    fallback: 0,
    doc: "Engineering hours for deployment.",
  },
  {
    name: "hourly_rate",
    unit: "$/h",
    group: "Project",
    kind: "number",
    domain: AMOUNT,
    fallback: 0,
    doc: "Cost of one engineering hour.",
  },
  {
    name: "other_cost",
    unit: "$",
    group: "Project",
    kind: "number",
    domain: AMOUNT,
    fallback: 0,
    doc: "Other one-time cost: labelling, licences, migration.",
  },
  {
    name: "contingency",
    unit: "fraction",
    group: "Project",
    kind: "number",
    domain: SHARE,
    fallback: 0,
    doc: "Share added to the whole project cost for what is not foreseen.",
  },
  {
    name: "retrain_cost",
    unit: "$",
    group: "Retraining",
    kind: "number",
    domain: AMOUNT,
    fallback: 0,
    doc: "Cost of one refresh of the model.",
  },
  {
    name: "retrain_months",
    unit: "months",
    group: "Retraining",
    kind: "number",
    domain: MONTHS,
    fallback: 0,
    doc: "Months between refreshes; 0 for never.",
  },
  {
    name: "life_months",
    unit: "months",
    group: "Time and change",
    kind: "number",
    domain: { ...MONTHS, aboveLeast: true },
    fallback: 18,
    doc: "Months over which the project cost is spread.",
  },
  {
    name: "horizon_months",
    unit: "months",
    group: "Time and change",
    kind: "number",
    domain: { ...MONTHS, aboveLeast: true, whole: true },
    fallback: "life_months, in whole months and at least 1",
    doc: "Months whose cash flows count in npv, irr and payback_dynamic_months.",
  },
  {
    name: "api_price_change",
    unit: "fraction/year",
    group: "Time and change",
    kind: "number",
    domain: CHANGE,
    fallback: 0,
    doc: "Yearly change of API prices: -0.5 for a fall of 50 %.",
  },
  {
    name: "gpu_price_change",
    unit: "fraction/year",
    group: "Time and change",
    kind: "number",
    domain: CHANGE,
    fallback: 0,
    doc: "Yearly change of the instance price.",
  },
  {
    name: "volume_growth",
    unit: "fraction/year",
    group: "Time and change",
    kind: "number",
    domain: CHANGE,
    fallback: 0,
    doc: "Yearly growth of traffic.",
  },
  {
    name: "ramp_months",
    unit: "months",
    group: "Time and change",
    kind: "number",
    domain: MONTHS,
    fallback: 0,
    doc: "Months in which the traffic moves over, in equal steps.",
  },
  {
    name: "discount_rate",
    unit: "effective annual",
    group: "Time and change",
    kind: "number",
    domain: CHANGE,
    fallback: 0.1,
    doc: "Rate at which later cash flows are discounted.",
  },
  {
    name: "days_per_month",
    unit: "days",
    group: "Time and change",
    kind: "number",
    domain: { least: 0, most: 31, aboveLeast: true },
    fallback: 30,
    doc: "Days of traffic and serving in a month.",
  },
  {
    name: "as_of",
    unit: "date",
    group: "Time and change",
    kind: "text",
    doc: "Date of the prices; read by the checks only.",
  },
] as const satisfies readonly (NumberInputText | TextInputText)[];

type Definition = (typeof DEFINITIONS)[number];
export type InputName = Definition["name"];
/** The inputs that are numbers, and so can be varied. */
export type NumberInputName = Extract<Definition, { kind: "number" }>["name"];
export type TextInputName = Extract<Definition, { kind: "text" }>["name"];

export type NumberInput = NumberInputText & { readonly name: NumberInputName };
export type TextInput = TextInputText & { readonly name: TextInputName };
export type ScenarioInput = NumberInput | TextInput;

/** Every input of a scenario, in the order in which a block shows them. */
export const SCENARIO_INPUTS: readonly ScenarioInput[] = DEFINITIONS;

export const NUMBER_INPUTS: readonly NumberInput[] = SCENARIO_INPUTS.filter((input) => input.kind === "number");

const byName = new Map<string, ScenarioInput>(SCENARIO_INPUTS.map((input) => [input.name, input]));
const byNormalizedName = new Map<string, ScenarioInput>(SCENARIO_INPUTS.map((input) => [normalizeName(input.name), input]));

/**
 * The input meant by a name, matched without case, spaces, hyphens and underscores.
 * @throws DomainError that names the nearest inputs.
 */
export function requireInput(argument: string, name: string): ScenarioInput {
  const input = byName.get(name) ?? byNormalizedName.get(normalizeName(name));
  if (input !== undefined) return input;
  const nearest = nearestNames(
    name,
    SCENARIO_INPUTS.map((known) => known.name),
  );
  throw new DomainError(`${argument}: there is no input "${name}"; the nearest are ${nearest.join(", ")}`);
}

/** The input meant by a name, which must be a number, as everything that is varied must. */
export function requireNumberInput(argument: string, name: string): NumberInput {
  const input = requireInput(argument, name);
  if (input.kind === "number") return input;
  throw new DomainError(`${argument}: ${input.name} is a ${input.unit}, not a number that can be varied`);
}

export function inDomain(domain: InputDomain, value: number): boolean {
  const [lowest, highest] = closedBounds(domain);
  return value >= lowest && value <= highest && (domain.whole !== true || Number.isInteger(value));
}

/** The smallest and the largest number inside a domain, for loops that compare many. */
export function closedBounds({ least, most, aboveLeast }: InputDomain): readonly [number, number] {
  return [aboveLeast === true ? nextNumber(least) : least, most];
}

/** The number that follows 0 or -1, at which the domains that exclude their least value begin. */
const nextNumber = (least: number): number => (least === 0 ? Number.MIN_VALUE : least + Number.EPSILON / 2);

/** The domain in words: "between 0 and 1", "0 or more". */
export function domainText({ least, most, aboveLeast, whole }: InputDomain): string {
  const kind = whole === true ? "a whole number " : "";
  const isOpen = most === AMOUNT.most;
  if (aboveLeast === true) return `${kind}greater than ${least}${isOpen ? "" : ` and at most ${most}`}`;
  return isOpen ? `${kind}${least} or more` : `${kind}between ${least} and ${most}`;
}

/** What is wrong with a value outside its domain, in the user's words; a share of 5 is answered as the percent it most likely is. */
export function domainProblem(input: NumberInput, value: number): DomainError {
  const { fraction, most } = input.domain;
  if (value > most && most === AMOUNT.most) return new DomainError(`${input.name} must be at most ${most}, not ${value}`);
  const hint = fraction === true && value > most && value <= 100 ? `: write ${value} % as ${value / 100}` : "";
  return new DomainError(`${input.name} must be ${domainText(input.domain)}${hint}, not ${value}`);
}

/** A value of an input, checked. */
export function requireInDomain(input: NumberInput, value: number): number {
  if (inDomain(input.domain, value)) return value;
  throw domainProblem(input, value);
}
