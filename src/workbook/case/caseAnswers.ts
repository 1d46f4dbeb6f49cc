import { CalculationError } from "../../engine/errors";
import { servingThroughput } from "../../engine/servingThroughput";
import { apiPriceOn } from "../../presets/apiPrices";
import { gpuPriceFact } from "../../presets/gpuPrices";
import { gpuSpec } from "../../presets/gpus";
import { shapeOfModel } from "../../presets/modelSizes";
import { servingCalibration } from "../../presets/servingCalibration";
import type { TrafficInputs } from "../../usage/readUsage";
import type { GivenInputs, Origin } from "./caseInputs";
import { hoursOfPhases } from "./usualHours";
import { FIRST_ANSWERS, FIRST_API_MODEL, FIRST_GPU, FIRST_MODEL } from "./firstAnswers";

/*
 * What the answers to the questions of a business case mean for its scenario, and what is looked up for the user: for the wizard
 * of the pane, and for the five inputs of the sheet Start, which begin with the same answers.
 */

/** What the user knows of the volume. */
export type Volume = "bill" | "traffic" | "usage";

export type AnswerKey = keyof typeof FIRST_ANSWERS;

const BYTES_PER_GB = 1e9;
const HOURS_PER_WEEK = 40;
const CONCURRENCY = 32;
/** Room above the mean: traffic has a peak, and an instance is not filled to the brim. */
const PEAK_FACTOR = 2;
const UTILIZATION = 0.6;
const MOST_GPUS = 8;
const TRAINING_RUNS = 8;
const COST_PER_RUN = 50;

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

export interface CaseAnswers {
  readonly volume: Volume;
  readonly usage: (TrafficInputs & { readonly from: string }) | undefined;
  readonly apiModel: string;
  readonly model: string;
  readonly gpu: string;
  readonly gpus: number;
  readonly numbers: Readonly<Record<AnswerKey, number>>;
  /** Which of the figures the user has typed. */
  readonly typed: (key: AnswerKey) => boolean;
  /** The day, as ISO text. */
  readonly date: string;
}

/** The hours that so many people work in so many weeks. */
export const projectHours = ({ engineers, weeks }: { engineers: number; weeks: number }): number =>
  engineers * weeks * HOURS_PER_WEEK;

/** The answers before anybody has given one, with what is looked up for them. @param date The day, as ISO text. */
export function firstAnswers(date: string): CaseAnswers {
  const { input, output } = apiPrices(FIRST_API_MODEL);
  const hardware = hardwareFor(FIRST_MODEL, FIRST_GPU, FIRST_ANSWERS.tokensIn, FIRST_ANSWERS.tokensOut);
  const found = "problem" in hardware ? {} : { instancePrice: hardware.price, tokensPerSecond: hardware.tokensPerSecond };
  return {
    volume: "bill",
    usage: undefined,
    apiModel: FIRST_API_MODEL,
    model: FIRST_MODEL,
    gpu: FIRST_GPU,
    gpus: "problem" in hardware ? 1 : hardware.gpus,
    numbers: { ...FIRST_ANSWERS, priceIn: input, priceOut: output, ...found },
    typed: () => false,
    date,
  };
}

/** The traffic that the answers stand for; the bill leaves the requests to follow from it. */
function trafficOf({ volume, usage, numbers }: CaseAnswers): GivenInputs["scenario"] {
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
export function tokensOf(answers: Pick<CaseAnswers, "volume" | "usage" | "numbers">): { tokensIn: number; tokensOut: number } {
  const traffic = trafficOf(answers as CaseAnswers);
  return { tokensIn: Number(traffic.tokens_in), tokensOut: Number(traffic.tokens_out) };
}

/** A business case from the answers, each figure with where it comes from. */
export function givenInputs(answers: CaseAnswers): GivenInputs {
  const { numbers, apiModel, model, gpu, gpus, date, typed, volume, usage } = answers;
  const { horizonMonths, hourlyRate } = numbers;
  const guess: Origin = { source: "FT's first guess", asOf: "", evidence: "estimated" };
  const entered: Origin = { source: "typed", asOf: "", evidence: "typed" };
  const chosen = (key: string, first: string): Origin => (key === first ? guess : entered);
  const measured: Origin = { source: usage?.from ?? "", asOf: date, evidence: "measured" };
  const of = (key: AnswerKey): Origin => (typed(key) ? entered : guess);
  const traffic = trafficOf(answers);
  const ofTraffic = (key: AnswerKey): Origin => (volume === "usage" && usage?.requestsPerDay != null ? measured : of(key));
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
      ...hoursOfPhases(projectHours(numbers)),
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
      api_model: chosen(apiModel, FIRST_API_MODEL),
      model_b: chosen(model, FIRST_MODEL),
      gpu: chosen(gpu, FIRST_GPU),
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
