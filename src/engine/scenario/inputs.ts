import { DomainError } from "../errors";
import { nearestNames, normalizeName } from "../names";
import { shownText } from "../shownText";

/*
 * The one definition of a scenario's inputs. Parsing, validation, defaults, the search range of FT.GOALSEEK, the checks,
 * the pane and the documentation all read it; nothing else lists the inputs.
 */

/** The values an input may take. */
export interface InputDomain {
  readonly least: number;
  readonly most: number;
  /** True where `least` itself is excluded. */
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
export const MOST_MONTHS = 600;
const MONTHS: InputDomain = { least: 0, most: MOST_MONTHS };

interface InputText {
  readonly name: string;
  readonly unit: string;
}

/** An input that is a number. */
interface NumberInputText extends InputText {
  readonly kind: "number";
  readonly domain: InputDomain;
  /** The value without one: a number, or in words how it follows from other inputs; `undefined` where one is required. */
  readonly fallback: number | string | undefined;
  /** Of a required one: the input it follows from where it is left out, empty or 0 and that one is given. */
  readonly instead?: "api_bill_per_month" | "api_model" | "gpu";
  /** True where 0 is in the domain and yet a cell that holds it, or is empty, means the default: only the word none is a 0. */
  readonly zeroMeansDefault?: true;
  /** The presets whose keys may stand in place of the number. */
  readonly keys?: "models";
}

/** An input that names a preset or a date. */
interface TextInputText extends InputText {
  readonly kind: "text";
  readonly keys?: "gpus" | "api_models";
}

const REQUIRED = undefined;

const DEFINITIONS = [
  {
    name: "requests_per_day",
    unit: "requests/day",
    kind: "number",
    domain: AMOUNT,
    fallback: REQUIRED,
    instead: "api_bill_per_month",
  },
  {
    name: "api_bill_per_month",
    unit: "$/month",
    kind: "number",
    domain: AMOUNT,
    fallback: "not given",
    zeroMeansDefault: true,
  },
  { name: "tokens_in", unit: "tokens/request", kind: "number", domain: AMOUNT, fallback: REQUIRED },
  { name: "tokens_out", unit: "tokens/request", kind: "number", domain: AMOUNT, fallback: REQUIRED },
  { name: "reasoning_tokens", unit: "tokens/request", kind: "number", domain: AMOUNT, fallback: 0 },
  {
    name: "price_in_per_1m",
    unit: "$/1M tokens",
    kind: "number",
    domain: AMOUNT,
    fallback: REQUIRED,
    instead: "api_model",
  },
  {
    name: "price_out_per_1m",
    unit: "$/1M tokens",
    kind: "number",
    domain: AMOUNT,
    fallback: REQUIRED,
    instead: "api_model",
  },
  { name: "cached_share", unit: "fraction", kind: "number", domain: SHARE, fallback: 0 },
  {
    name: "price_cached_per_1m",
    unit: "$/1M tokens",
    kind: "number",
    domain: AMOUNT,
    fallback: "price_in_per_1m",
    zeroMeansDefault: true,
  },
  { name: "cache_write_share", unit: "fraction", kind: "number", domain: SHARE, fallback: 0 },
  {
    name: "price_cache_write_per_1m",
    unit: "$/1M tokens",
    kind: "number",
    domain: AMOUNT,
    fallback: "price_in_per_1m",
    zeroMeansDefault: true,
  },
  { name: "tier_multiplier", unit: "×", kind: "number", domain: POSITIVE, fallback: 1 },
  { name: "api_model", unit: "preset key", kind: "text", keys: "api_models" },
  {
    name: "price_per_instance_hour",
    unit: "$/instance-hour",
    kind: "number",
    domain: AMOUNT,
    fallback: REQUIRED,
    instead: "gpu",
  },
  { name: "instances", unit: "instances", kind: "number", domain: POSITIVE, fallback: 1 },
  { name: "tokens_per_second", unit: "tokens/s per instance", kind: "number", domain: AMOUNT, fallback: 0 },
  { name: "target_utilization", unit: "fraction", kind: "number", domain: { ...SHARE, aboveLeast: true }, fallback: 1 },
  { name: "peak_factor", unit: "×", kind: "number", domain: { least: 1, most: 1e6 }, fallback: 1 },
  { name: "commit_discount", unit: "fraction", kind: "number", domain: SHARE, fallback: 0 },
  { name: "overhead_per_month", unit: "$/month", kind: "number", domain: AMOUNT, fallback: 0 },
  { name: "gpu", unit: "preset key", kind: "text", keys: "gpus" },
  { name: "gpus_per_instance", unit: "GPUs", kind: "number", domain: { least: 1, most: 1024, whole: true }, fallback: 1 },
  {
    name: "model_b",
    unit: "B parameters",
    kind: "number",
    domain: { least: 0, most: 1e5, aboveLeast: true },
    fallback: 7,
    keys: "models",
  },
  { name: "weight_bits", unit: "bits", kind: "number", domain: { least: 0, most: 64, aboveLeast: true }, fallback: 16 },
  { name: "bytes_per_param", unit: "bytes", kind: "number", domain: { least: 0, most: 64, aboveLeast: true }, fallback: 2 },
  {
    name: "storage_gb",
    unit: "GB",
    kind: "number",
    domain: AMOUNT,
    fallback: "model_b × bytes_per_param",
    zeroMeansDefault: true,
  },
  { name: "storage_price_per_gb_month", unit: "$/GB-month", kind: "number", domain: AMOUNT, fallback: 0.023 },
  { name: "review_rate_api", unit: "fraction", kind: "number", domain: SHARE, fallback: 0 },
  { name: "review_rate_ft", unit: "fraction", kind: "number", domain: SHARE, fallback: 0 },
  { name: "cost_per_review", unit: "$/review", kind: "number", domain: AMOUNT, fallback: 0 },
  { name: "failure_rate_api", unit: "fraction", kind: "number", domain: SHARE, fallback: 0 },
  { name: "failure_rate_ft", unit: "fraction", kind: "number", domain: SHARE, fallback: 0 },
  { name: "cost_per_failure", unit: "$/failure", kind: "number", domain: AMOUNT, fallback: 0 },
  { name: "training_runs", unit: "runs", kind: "number", domain: AMOUNT, fallback: 0 },
  { name: "cost_per_run", unit: "$/run", kind: "number", domain: AMOUNT, fallback: 0 },
  { name: "hours_data", unit: "h", kind: "number", domain: AMOUNT, fallback: 0 },
  { name: "hours_experiments", unit: "h", kind: "number", domain: AMOUNT, fallback: 0 },
  { name: "hours_evaluation", unit: "h", kind: "number", domain: AMOUNT, fallback: 0 },
  { name: "hours_deployment", unit: "h", kind: "number", domain: AMOUNT, fallback: 0 },
  { name: "hourly_rate", unit: "$/h", kind: "number", domain: AMOUNT, fallback: 0 },
  { name: "other_cost", unit: "$", kind: "number", domain: AMOUNT, fallback: 0 },
  { name: "contingency", unit: "fraction", kind: "number", domain: SHARE, fallback: 0 },
  { name: "retrain_cost", unit: "$", kind: "number", domain: AMOUNT, fallback: 0 },
  { name: "retrain_months", unit: "months", kind: "number", domain: MONTHS, fallback: 0 },
  { name: "life_months", unit: "months", kind: "number", domain: { ...MONTHS, aboveLeast: true }, fallback: 18 },
  {
    name: "horizon_months",
    unit: "months",
    kind: "number",
    domain: { ...MONTHS, aboveLeast: true, whole: true },
    fallback: "life_months, in whole months and at least 1",
  },
  { name: "api_price_change", unit: "fraction/year", kind: "number", domain: CHANGE, fallback: 0 },
  { name: "gpu_price_change", unit: "fraction/year", kind: "number", domain: CHANGE, fallback: 0 },
  { name: "volume_growth", unit: "fraction/year", kind: "number", domain: CHANGE, fallback: 0 },
  { name: "ramp_months", unit: "months", kind: "number", domain: MONTHS, fallback: 0 },
  { name: "discount_rate", unit: "effective annual", kind: "number", domain: CHANGE, fallback: 0.1 },
  { name: "days_per_month", unit: "days", kind: "number", domain: { least: 0, most: 31, aboveLeast: true }, fallback: 30 },
  { name: "as_of", unit: "date", kind: "text" },
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
  throw new DomainError(`${argument}: there is no input "${shownText(name)}"; the nearest are ${nearest.join(", ")}`);
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

/** True where a cell that holds 0, which some platforms send for an empty one, means the input's default. */
export function zeroIsDefault({ domain, zeroMeansDefault }: NumberInput): boolean {
  return zeroMeansDefault === true || !inDomain(domain, 0);
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
