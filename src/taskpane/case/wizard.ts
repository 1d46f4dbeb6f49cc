import { CalculationError } from "../../engine/errors";
import { servingThroughput } from "../../engine/servingThroughput";
import { apiPriceOn } from "../../presets/apiPrices";
import { gpuPriceFact } from "../../presets/gpuPrices";
import { gpuSpec } from "../../presets/gpus";
import { shapeOfModel } from "../../presets/modelSizes";
import { projectPhases } from "../../presets/reference";
import { servingCalibration } from "../../presets/servingCalibration";
import type { TrafficInputs } from "../../usage/readUsage";
import { type GivenInputs, type Origin } from "../../workbook/case/caseInputs";
import { BILL_QUESTIONS } from "../billQuestions";
import type { NumberQuestion } from "../numberForm";

/* The questions of the business case, what each answer means for the scenario, and what is looked up for the user. */

/** What the user knows of the volume. */
export type Volume = "bill" | "traffic" | "usage";

export type WizardKey =
  | "billPerMonth"
  | "tokensPerRequest"
  | "promptShare"
  | "requestsPerDay"
  | "tokensIn"
  | "tokensOut"
  | "priceIn"
  | "priceOut"
  | "instancePrice"
  | "tokensPerSecond"
  | "engineers"
  | "weeks"
  | "hourlyRate"
  | "upkeepHours"
  | "reviewApi"
  | "reviewOwn"
  | "costPerReview"
  | "horizonMonths"
  | "discountRate"
  | "apiPriceChange";

const SHARE = { least: 0, most: 1 };
const PERCENT = "A fraction, or a percentage such as 2 %.";

export const START_API_MODEL = "gpt-4o";
export const START_MODEL = "llama-3.1-8b";
export const START_GPU = "l40s";
const BYTES_PER_GB = 1e9;
const HOURS_PER_WEEK = 40;
const CONCURRENCY = 32;
/** Room above the mean: traffic has a peak, and an instance is not filled to the brim. */
const PEAK_FACTOR = 2;
const UTILIZATION = 0.6;
const MOST_GPUS = 8;
const TRAINING_RUNS = 8;
const COST_PER_RUN = 50;

export const QUESTIONS: Readonly<Record<WizardKey, NumberQuestion>> = {
  ...BILL_QUESTIONS,
  requestsPerDay: { label: "Requests a day", unit: "requests", initial: 50_000, rule: { above: 0, most: 1e12 } },
  tokensIn: { label: "Input tokens per request", unit: "tokens", initial: 800, rule: { above: 0, most: 1e8 } },
  tokensOut: { label: "Output tokens per request", unit: "tokens", initial: 200, rule: { least: 0, most: 1e8 } },
  instancePrice: { label: "Price of an instance", unit: "$/h", initial: 2, rule: { least: 0, most: 1e5 } },
  tokensPerSecond: {
    label: "Tokens an instance serves per second",
    unit: "tokens/s",
    initial: 2000,
    rule: { above: 0, most: 1e9 },
    hint: "Estimated; put in your own measurement when you have one.",
  },
  engineers: { label: "Engineers on the project", unit: "people", initial: 1, rule: { above: 0, most: 1000 } },
  weeks: { label: "Weeks they work on it", unit: "weeks", initial: 4, rule: { above: 0, most: 520 } },
  hourlyRate: { label: "Cost of an hour", unit: "$/h", initial: 150, rule: { least: 0, most: 10_000 } },
  upkeepHours: {
    label: "Upkeep afterwards",
    unit: "h/month",
    initial: 8,
    rule: { least: 0, most: 10_000 },
    hint: "Monitoring, updates, being on call.",
  },
  reviewApi: { label: "API answers a person reviews", unit: "fraction", initial: 0.02, rule: SHARE, hint: PERCENT },
  reviewOwn: { label: "Own model's answers a person reviews", unit: "fraction", initial: 0.02, rule: SHARE, hint: PERCENT },
  costPerReview: { label: "Cost of a review", unit: "$", initial: 2, rule: { least: 0, most: 1e6 } },
  horizonMonths: { label: "Horizon", unit: "months", initial: 24, rule: { least: 1, most: 120, whole: true } },
  discountRate: { label: "Discount rate a year", unit: "fraction", initial: 0.1, rule: { least: 0, most: 1 } },
  apiPriceChange: {
    label: "Change of API prices a year",
    unit: "fraction",
    initial: 0,
    rule: { least: -0.95, most: 1 },
    hint: "Below 0 for a fall: -50 % halves the price within a year.",
  },
};

/** The price list of an API model, as the two prices the wizard asks for. */
export function apiPrices(model: string): { input: number; output: number; origin: Origin } {
  const { prices, source, asOf } = apiPriceOn(model);
  return { input: prices.input ?? 0, output: prices.output ?? 0, origin: { source, asOf, evidence: "published" } };
}

/** The fewest GPUs that serve a model, what they cost an hour and how fast they are. */
interface Hardware {
  readonly gpus: number;
  readonly price: number;
  readonly tokensPerSecond: number;
}

/** What serves a model, or in a sentence why there is no saying. */
export function hardwareFor(model: string, gpu: string, tokensIn: number, tokensOut: number): Hardware | { problem: string } {
  let problem = "";
  for (let gpus = 1; gpus <= MOST_GPUS; gpus *= 2) {
    try {
      const { totalTokensPerSecond } = servingThroughput(
        {
          shape: shapeOfModel(model),
          gpu: gpuSpec(gpu),
          gpus,
          tokensIn: Math.max(1, tokensIn),
          tokensOut: Math.max(1, tokensOut),
          concurrency: CONCURRENCY,
          weightBits: 16,
        },
        servingCalibration(),
      );
      return {
        gpus,
        price: Number((gpus * Number(gpuPriceFact(gpu).value)).toPrecision(4)),
        tokensPerSecond: Number(totalTokensPerSecond.toPrecision(3)),
      };
    } catch (error) {
      if (!(error instanceof CalculationError)) throw error;
      problem = error.message;
    }
  }
  return { problem };
}

export interface WizardAnswers {
  readonly volume: Volume;
  readonly usage: (TrafficInputs & { readonly from: string }) | undefined;
  readonly apiModel: string;
  readonly model: string;
  readonly gpu: string;
  readonly gpus: number;
  readonly numbers: Readonly<Record<WizardKey, number>>;
  /** Which of the figures the user has typed. */
  readonly typed: (key: WizardKey) => boolean;
  /** The day, as ISO text. */
  readonly date: string;
}

/** The hours of a project as they usually divide among its phases, in whole hours but for the rest. */
function hoursOfPhases(hours: number) {
  const typical = (pattern: RegExp): number =>
    projectPhases()
      .filter(({ key }) => pattern.test(key))
      .reduce((sum, { low_hours, high_hours }) => sum + low_hours + high_hours, 0);
  const part = (pattern: RegExp): number => Math.round((hours * typical(pattern)) / typical(/./));
  const hours_experiments = part(/^experiment|^hyper/);
  const hours_evaluation = part(/^evaluation/);
  const hours_deployment = part(/^deployment|^monitoring/);
  const hours_data = hours - hours_experiments - hours_evaluation - hours_deployment;
  return { hours_data, hours_experiments, hours_evaluation, hours_deployment };
}

/** The traffic that the answers stand for; the bill leaves the requests to follow from it. */
function trafficOf({ volume, usage, numbers }: WizardAnswers): GivenInputs["scenario"] {
  if (volume === "usage" && usage) {
    return {
      requests_per_day: usage.requestsPerDay ?? numbers.requestsPerDay,
      tokens_in: usage.tokensIn ?? numbers.tokensIn,
      tokens_out: usage.tokensOut ?? numbers.tokensOut,
      cached_share: usage.cachedShare,
      peak_factor: Math.max(1, usage.peakFactor),
    };
  }
  if (volume === "bill") {
    const tokensIn = numbers.tokensPerRequest * numbers.promptShare;
    return {
      api_bill_per_month: numbers.billPerMonth,
      tokens_in: tokensIn,
      tokens_out: numbers.tokensPerRequest - tokensIn,
      peak_factor: PEAK_FACTOR,
    };
  }
  return {
    requests_per_day: numbers.requestsPerDay,
    tokens_in: numbers.tokensIn,
    tokens_out: numbers.tokensOut,
    peak_factor: PEAK_FACTOR,
  };
}

/** The tokens of a request that the answers stand for. */
export function tokensOf(answers: Pick<WizardAnswers, "volume" | "usage" | "numbers">): { tokensIn: number; tokensOut: number } {
  const traffic = trafficOf(answers as WizardAnswers);
  return { tokensIn: Number(traffic.tokens_in), tokensOut: Number(traffic.tokens_out) };
}

/** A business case from the answers, each figure with where it comes from. */
export function givenInputs(answers: WizardAnswers): GivenInputs {
  const { numbers, apiModel, model, gpu, gpus, date, typed, volume, usage } = answers;
  const { horizonMonths, hourlyRate } = numbers;
  const guess: Origin = { source: "the wizard's first guess", asOf: "", evidence: "estimated" };
  const entered: Origin = { source: "typed", asOf: "", evidence: "typed" };
  const measured: Origin = { source: usage?.from ?? "", asOf: date, evidence: "measured" };
  const of = (key: WizardKey): Origin => (typed(key) ? entered : guess);
  const traffic = trafficOf(answers);
  const ofTraffic = (key: WizardKey): Origin => (volume === "usage" && usage?.requestsPerDay != null ? measured : of(key));
  return {
    title:
      volume === "bill" ? `$${numbers.billPerMonth.toLocaleString("en-US")} a month on an API` : "Fine-tune, or stay on the API?",
    date,
    scenario: {
      ...traffic,
      price_in_per_1m: numbers.priceIn,
      price_out_per_1m: numbers.priceOut,
      api_model: apiModel,
      model_b: model,
      storage_gb: Math.ceil((2 * shapeOfModel(model).parameters) / BYTES_PER_GB),
      gpu,
      gpus_per_instance: gpus,
      price_per_instance_hour: numbers.instancePrice,
      tokens_per_second: numbers.tokensPerSecond,
      target_utilization: UTILIZATION,
      overhead_per_month: numbers.upkeepHours * hourlyRate,
      review_rate_api: numbers.reviewApi,
      review_rate_ft: numbers.reviewOwn,
      cost_per_review: numbers.costPerReview,
      training_runs: TRAINING_RUNS,
      cost_per_run: COST_PER_RUN,
      ...hoursOfPhases(numbers.engineers * numbers.weeks * HOURS_PER_WEEK),
      hourly_rate: hourlyRate,
      contingency: 0.15,
      life_months: horizonMonths,
      horizon_months: horizonMonths,
      discount_rate: numbers.discountRate,
      api_price_change: numbers.apiPriceChange,
      as_of: date,
    },
    origin: guess,
    origins: {
      api_bill_per_month: of("billPerMonth"),
      requests_per_day: ofTraffic("requestsPerDay"),
      tokens_in: ofTraffic(volume === "bill" ? "tokensPerRequest" : "tokensIn"),
      tokens_out: ofTraffic(volume === "bill" ? "tokensPerRequest" : "tokensOut"),
      price_in_per_1m: typed("priceIn") ? entered : apiPrices(apiModel).origin,
      price_out_per_1m: typed("priceOut") ? entered : apiPrices(apiModel).origin,
      api_model: entered,
      model_b: entered,
      gpu: entered,
      price_per_instance_hour: typed("instancePrice") ? entered : gpuOrigin(gpu),
      tokens_per_second: typed("tokensPerSecond")
        ? entered
        : { source: "FT's estimate of serving speed (docs/accuracy.md)", asOf: "", evidence: "estimated" },
      overhead_per_month: of("upkeepHours"),
      hourly_rate: of("hourlyRate"),
      review_rate_api: of("reviewApi"),
      review_rate_ft: of("reviewOwn"),
      cost_per_review: of("costPerReview"),
      horizon_months: of("horizonMonths"),
      life_months: of("horizonMonths"),
      discount_rate: of("discountRate"),
      api_price_change: of("apiPriceChange"),
    },
  };
}

function gpuOrigin(gpu: string): Origin {
  try {
    const { source, asOf } = gpuPriceFact(gpu);
    return { source, asOf, evidence: "published" };
  } catch (error) {
    if (error instanceof CalculationError) return { source: "typed", asOf: "", evidence: "typed" };
    throw error;
  }
}
