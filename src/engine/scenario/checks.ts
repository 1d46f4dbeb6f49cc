import { CalculationError } from "../errors";
import { comparedFigures, figure, tokenFigure } from "../figures";
import { inputSlot } from "./evaluation";
import { NUMBER_INPUTS, type InputName, type NumberInputName } from "./inputs";
import { requireOutput, type OutputName } from "./outputs";
import { scenarioOutputs, type UncheckedScenario } from "./scenario";

/*
 * What a careful reader of a business case would ask. Each check compares two figures of the scenario, or one with a
 * fact, and says both and what to do; a check for which something is not given says what.
 */

/** The price of an hour of one GPU, as a preset knows it. */
export interface KnownGpuPrice {
  readonly gpu: string;
  readonly pricePerHour: number;
}

/** Facts that the checks compare a scenario with; presets give them, and a text says why one is not known. */
export interface CheckFacts {
  /** What is wrong with the keys and dates of the scenario. */
  readonly unknown: readonly string[];
  /** Prices of the scenario's GPU, or the reference prices where it names none. */
  readonly gpuPrices: readonly KnownGpuPrice[] | string;
  /** What the model needs to be served, and what an instance has (bytes). */
  readonly memory: { readonly neededBytes: number; readonly availableBytes: number; readonly instance: string } | string;
  /** Prices of the scenario's API model on its date. */
  readonly apiPrice: { readonly model: string; readonly asOf: string; readonly input: number; readonly output: number } | string;
  /** The day of `as_of`: a date cell arrives as a number that nobody reads. */
  readonly asOf?: string;
  /** The presets behind the scenario with their age on the day of the check. */
  readonly presets:
    readonly { readonly key: string; readonly asOf: string; readonly status: "current" | "stale" | "expired" }[] | string;
}

export interface Finding {
  readonly check: string;
  /** Undefined where it could not be checked. */
  readonly pass: boolean | undefined;
  readonly message: string;
}

const passed = (message: string): Omit<Finding, "check"> => ({ pass: true, message });
const failed = (message: string): Omit<Finding, "check"> => ({ pass: false, message });
const unchecked = (message: string): Omit<Finding, "check"> => ({ pass: undefined, message: `not checked: ${message}` });

/** Prices per 1M tokens that any API asks lie well inside; outside, the price is most likely meant per another number of tokens. */
const LEAST_PRICE_PER_1M = 0.01;
const MOST_PRICE_PER_1M = 1000;
/** A price below it is most likely per token, above it per 1,000 tokens. */
const PER_TOKEN_BELOW = 1e-4;
const SAME_PRICE = 0.01;
const FEWEST_RUNS = 5;
const PLAUSIBLE_PRICE_RATIO = 3;
const GB = 1e9;

const dollars = (amount: number): string => (amount < 0 ? `-$${figure(-amount)}` : `$${figure(amount)}`);

interface Context {
  readonly scenario: UncheckedScenario;
  readonly facts: CheckFacts;
  readonly input: (name: NumberInputName) => number;
  readonly given: (name: InputName) => boolean;
  /** Undefined where it has no value. */
  readonly output: (name: OutputName) => number | undefined;
}

type Check = (context: Context) => Omit<Finding, "check">;

/** Checks of the inputs as they are written, which hold also where one of them is out of range. */
const INPUT_CHECKS: Readonly<Record<string, Check>> = {
  inputs_in_range({ scenario }) {
    const messages = [
      ...scenario.problems.map((problem) => problem.message),
      ...[...scenario.faults.values()].map((fault) => fault.message),
    ];
    return messages.length === 0 ? passed("every input is within its range") : failed(messages.join("; "));
  },

  presets_known({ scenario, facts }) {
    if (facts.unknown.length > 0) return failed(facts.unknown.join("; "));
    const named = [...scenario.texts].map(([name, key]) => `${name} ${name === "as_of" ? (facts.asOf ?? key) : key}`);
    return named.length === 0 ? unchecked("gpu, api_model and as_of are not given") : passed(named.join(", "));
  },

  rates_are_fractions({ input }) {
    const inputs = NUMBER_INPUTS.filter(({ domain, name }) => domain.fraction === true && Math.abs(input(name)) > 1);
    if (inputs.length === 0) return passed("every rate and share is a fraction");
    return failed(
      inputs
        .map(
          ({ name }) =>
            `${name} is ${figure(input(name))}, which means ${figure(input(name) * 100)} %: if ${figure(input(name))} % is meant, enter ${input(name) / 100}`,
        )
        .join("; "),
    );
  },

  prices_per_1m_tokens({ input, given }) {
    const names = (["price_in_per_1m", "price_out_per_1m", "price_cached_per_1m"] as const).filter(
      (name) => name !== "price_cached_per_1m" || given(name),
    );
    const wrong = names.flatMap((name) => {
      const price = input(name);
      if (price > 0 && price < LEAST_PRICE_PER_1M) {
        const [per, factor] = price < PER_TOKEN_BELOW ? ["token", 1e6] : ["1,000 tokens", 1e3];
        return [
          `${name} is $${price}, below ${LEAST_PRICE_PER_1M}: if it is per ${per}, enter ${figure(price * factor)} per 1M tokens`,
        ];
      }
      if (price > MOST_PRICE_PER_1M) {
        return [
          `${name} is ${dollars(price)}, above ${figure(MOST_PRICE_PER_1M)}: if it is per 1,000M tokens, enter ${figure(price / 1000)} per 1M tokens`,
        ];
      }
      return [];
    });
    return wrong.length === 0 ? passed("token prices have the size of prices per 1M tokens") : failed(wrong.join("; "));
  },

  output_price_above_input_price({ input }) {
    const [priceIn, priceOut] = [input("price_in_per_1m"), input("price_out_per_1m")];
    if (priceOut >= priceIn) return passed(`output costs ${dollars(priceOut)}, input ${dollars(priceIn)} per 1M tokens`);
    const [low, high] = comparedFigures(priceOut, priceIn);
    return failed(
      `price_out_per_1m ${low} is below price_in_per_1m ${high}: no API prices output below input; are they swapped?`,
    );
  },

  cached_price_below_input_price({ input, given }) {
    const share = input("cached_share");
    if (!(share > 0)) return passed("no input is read from the cache");
    const priceIn = input("price_in_per_1m");
    if (!given("price_cached_per_1m")) {
      return failed(
        `cached_share is ${share}, but price_cached_per_1m is not given, so cached tokens cost ${dollars(priceIn)} as well: enter their price`,
      );
    }
    const priceCached = input("price_cached_per_1m");
    if (priceCached <= priceIn)
      return passed(`cached input costs ${dollars(priceCached)}, other input ${dollars(priceIn)} per 1M tokens`);
    const [high, low] = comparedFigures(priceCached, priceIn);
    return failed(`price_cached_per_1m ${high} is above price_in_per_1m ${low}: a cache makes input cheaper; check both`);
  },

  utilization_at_most_1({ input }) {
    const target = input("target_utilization");
    if (target > 1)
      return failed(
        `target_utilization is ${figure(target)}, above 1: no instance serves more than its capacity; enter a fraction`,
      );
    return passed(`target_utilization is ${figure(target)}`);
  },

  review_rates_used: (context) => ratesUsed(context, "review_rate_api", "review_rate_ft", "cost_per_review", "a review"),

  failure_rates_used: (context) => ratesUsed(context, "failure_rate_api", "failure_rate_ft", "cost_per_failure", "a failure"),

  training_runs({ input, given }) {
    const runs = input("training_runs");
    if (runs >= FEWEST_RUNS) return passed(`training_runs is ${figure(runs)}`);
    if (!given("training_runs") && input("other_cost") > 0) {
      return unchecked(`the project is given as one sum, other_cost ${dollars(input("other_cost"))}, and no training_runs`);
    }
    return failed(
      `training_runs is ${figure(runs)}, below ${FEWEST_RUNS}: experiments and repeats take at least ${FEWEST_RUNS} runs; plan for them`,
    );
  },

  engineering_hours({ input }) {
    const hours = input("hours_data") + input("hours_experiments") + input("hours_evaluation") + input("hours_deployment");
    const rate = input("hourly_rate");
    if (hours > 0 && rate > 0) return passed(`${figure(hours)} engineering hours at ${dollars(rate)}`);
    if (hours > 0)
      return failed(`${figure(hours)} engineering hours cost nothing, since hourly_rate is 0: enter the cost of an hour`);
    if (input("other_cost") > 0) {
      return unchecked(`the project is given as one sum, other_cost ${dollars(input("other_cost"))}, and no hours`);
    }
    return failed(
      "engineering hours are 0 and other_cost is 0: a project that nobody works on; enter hours_data, hours_evaluation and the others",
    );
  },

  retraining_complete({ input }) {
    const [cost, months] = [input("retrain_cost"), input("retrain_months")];
    if (cost > 0 === months > 0) {
      return passed(cost > 0 ? `a refresh of ${dollars(cost)} every ${figure(months)} months` : "the model is never refreshed");
    }
    return cost > 0
      ? failed(`retrain_cost is ${dollars(cost)}, but retrain_months is 0, which means never: enter the months between refreshes`)
      : failed(`retrain_months is ${figure(months)}, but retrain_cost is 0: enter the cost of a refresh`);
  },

  storage_holds_weights({ input, given }) {
    const weights = input("model_b") * input("bytes_per_param");
    if (!given("storage_gb")) return passed(`storage is that of the weights, ${figure(weights)} GB`);
    const storage = input("storage_gb");
    if (storage >= weights) return passed(`storage of ${figure(storage)} GB holds weights of ${figure(weights)} GB`);
    const [low, high] = comparedFigures(storage, weights);
    return failed(
      `storage_gb is ${low}, but the weights alone take ${high} GB (model_b × bytes_per_param): raise storage_gb or lower bytes_per_param`,
    );
  },

  horizon_within_life({ input, given }) {
    const [horizon, life] = [input("horizon_months"), input("life_months")];
    if (!given("horizon_months")) return passed(`the horizon is the model's life, ${figure(life)} months`);
    if (horizon <= life) return passed(`horizon_months ${figure(horizon)} is within life_months ${figure(life)}`);
    return failed(
      `horizon_months ${figure(horizon)} is beyond life_months ${figure(life)}: npv counts savings of a model that has been replaced; shorten the horizon, or add retrain_cost and lengthen the life`,
    );
  },

  ramp_within_horizon({ input, given }) {
    const ramp = input("ramp_months");
    const horizon = given("horizon_months") ? input("horizon_months") : input("life_months");
    if (ramp <= horizon) return passed(`the traffic has moved after ${figure(ramp)} of ${figure(horizon)} months`);
    const [high, low] = comparedFigures(ramp, horizon);
    return failed(
      `ramp_months ${high} is beyond the horizon of ${low} months: the traffic never moves over whole; shorten the ramp`,
    );
  },

  fleet_follows_growth({ input }) {
    const growth = input("volume_growth");
    if (!(growth > 0)) return passed("the traffic does not grow");
    if (input("tokens_per_second") > 0)
      return passed(`the fleet is sized for traffic that grows ${figure(growth * 100)} % a year`);
    return failed(
      `volume_growth is ${growth}, but the fleet stays at ${figure(input("instances"))} instances since tokens_per_second is not given: enter it, and the fleet grows too`,
    );
  },

  instance_price_counted_once({ input, facts }) {
    if (typeof facts.gpuPrices === "string") return unchecked(facts.gpuPrices);
    const price = input("price_per_instance_hour");
    const instances = input("instances");
    const perGpu = price / input("gpus_per_instance");
    const known = (value: number): KnownGpuPrice | undefined =>
      (facts.gpuPrices as readonly KnownGpuPrice[]).find(
        ({ pricePerHour }) => Math.abs(value - pricePerHour) <= SAME_PRICE * pricePerHour,
      );
    if (!(instances > 1)) return passed(`there is one instance, at ${dollars(price)}`);
    const unit = known(perGpu / instances);
    if (unit === undefined || known(perGpu) !== undefined) {
      return passed(
        `price_per_instance_hour ${dollars(price)} is not a multiple of a known price by the ${figure(instances)} instances`,
      );
    }
    return failed(
      `price_per_instance_hour ${dollars(price)} is ${figure(instances)} × ${dollars(price / instances)}, the price of one ${unit.gpu}: it already counts all ${figure(instances)} instances; enter ${figure(price / instances)} or set instances to 1`,
    );
  },

  gpu_price_plausible({ scenario, input, facts }) {
    if (!scenario.texts.has("gpu")) return unchecked("gpu is not given");
    if (typeof facts.gpuPrices === "string") return unchecked(facts.gpuPrices);
    const price = input("price_per_instance_hour") / input("gpus_per_instance");
    const prices = facts.gpuPrices.map(({ pricePerHour }) => pricePerHour);
    const [lowest, highest] = [Math.min(...prices), Math.max(...prices)];
    const range = `${dollars(lowest)} to ${dollars(highest)} for one ${facts.gpuPrices[0].gpu}`;
    if (price >= lowest / PLAUSIBLE_PRICE_RATIO && price <= highest * PLAUSIBLE_PRICE_RATIO) {
      return passed(`${dollars(price)} per GPU-hour, against ${range}`);
    }
    return failed(
      `price_per_instance_hour comes to ${dollars(price)} per GPU-hour, against ${range}: check it, and gpus_per_instance`,
    );
  },

  model_fits_gpu({ facts, input }) {
    if (typeof facts.memory === "string") return unchecked(facts.memory);
    const { neededBytes, availableBytes, instance } = facts.memory;
    const [needed, available] = comparedFigures(neededBytes / GB, availableBytes / GB);
    const model = `${figure(input("model_b"))}B at ${figure(input("weight_bits"))} bits`;
    if (neededBytes <= availableBytes) return passed(`${model} needs ${needed} GB of the ${available} GB of ${instance}`);
    return failed(
      `${model} needs ${needed} GB, but ${instance} has ${available} GB: take more GPUs per instance, a larger GPU, or fewer weight_bits`,
    );
  },

  api_price_matches({ facts, input }) {
    if (typeof facts.apiPrice === "string") return unchecked(facts.apiPrice);
    const { model, asOf } = facts.apiPrice;
    const pairs = [
      ["price_in_per_1m", facts.apiPrice.input],
      ["price_out_per_1m", facts.apiPrice.output],
    ] as const;
    const wrong = pairs.filter(([name, price]) => Math.abs(input(name) - price) > SAME_PRICE * price);
    if (wrong.length === 0) return passed(`the prices are those of ${model} (${asOf})`);
    return failed(
      `${wrong.map(([name, price]) => `${name} is ${figure(input(name))}, the price of ${model} is ${figure(price)} (${asOf})`).join("; ")}: update them, or name another api_model or as_of`,
    );
  },

  presets_current({ facts }) {
    if (typeof facts.presets === "string") return unchecked(facts.presets);
    const old = facts.presets.filter(({ status }) => status !== "current");
    if (old.length === 0) return passed(`current: ${facts.presets.map(({ key, asOf }) => `${key} (${asOf})`).join(", ")}`);
    return failed(
      `${old.map(({ key, asOf, status }) => `${key} is ${status} (${asOf})`).join("; ")}: look the price up again, and enter it with its date`,
    );
  },
};

function ratesUsed(
  { input }: Context,
  api: NumberInputName,
  ft: NumberInputName,
  cost: NumberInputName,
  what: string,
): Omit<Finding, "check"> {
  const rates = Math.max(input(api), input(ft));
  if (rates > 0 === input(cost) > 0) {
    return passed(
      rates > 0 ? `${api} ${input(api)} and ${ft} ${input(ft)} at ${dollars(input(cost))}` : `no ${what.slice(2)} is counted`,
    );
  }
  return rates > 0
    ? failed(`${api} is ${input(api)} and ${ft} ${input(ft)}, but ${cost} is 0, so neither counts: enter what ${what} costs`)
    : failed(`${cost} is ${dollars(input(cost))}, but ${api} and ${ft} are 0, so it never counts: enter the rates`);
}

/** Checks of what the scenario comes to. */
const OUTPUT_CHECKS: Readonly<Record<string, Check>> = {
  traffic({ output }) {
    const tokens = output("tokens_per_day") ?? 0;
    return tokens > 0
      ? passed(`${tokenFigure(tokens)} tokens a day`)
      : failed("tokens_per_day is 0: with no traffic there is nothing to save; enter requests_per_day and tokens");
  },

  fleet_carries_traffic({ input, output }) {
    const perInstance = input("tokens_per_second");
    if (!(perInstance > 0)) return unchecked("tokens_per_second is not given");
    const needed = ((output("tokens_per_day") ?? 0) / 86400) * input("peak_factor");
    const given = input("instances") * perInstance * input("target_utilization");
    const [need, have] = comparedFigures(needed, given);
    if (needed <= given) return passed(`the peak needs ${need} tokens/s of the ${have} that the instances may carry`);
    return failed(
      `the peak needs ${need} tokens/s, but ${figure(input("instances"))} instances may carry ${have} (tokens_per_second × target_utilization): the model counts the further instances; raise instances to see them`,
    );
  },

  breakeven_agrees_with_saving({ input, output }) {
    const tokens = output("tokens_per_day") ?? 0;
    const breakeven = output("breakeven_tokens_per_day");
    const saving = output("saving") ?? 0;
    if (breakeven === undefined || tokens < breakeven || saving >= 0) {
      return passed(
        `saving of ${dollars(saving)}/month${breakeven === undefined ? "" : `, bill break-even at ${tokenFigure(breakeven)} tokens/day`}`,
      );
    }
    const parts = (["quality_delta", "amortized_cost", "retrain_cost_per_month"] as const).map((name) => ({
      name,
      cost: output(name) ?? 0,
    }));
    const largest = parts.reduce((most, part) => (part.cost > most.cost ? part : most));
    const rate = output("quality_breakeven_rate");
    const limit =
      rate === undefined || largest.name !== "quality_delta"
        ? ""
        : `; review_rate_ft ${input("review_rate_ft")} would have to be at most ${Number(rate.toPrecision(3))}`;
    return failed(
      `${tokenFigure(tokens)} tokens/day are above the bill break-even of ${tokenFigure(breakeven)}, yet fine-tuning costs ${dollars(-saving)}/month more than the API: ${largest.name} of ${dollars(largest.cost)}/month is not in that break-even${limit}; go by full_breakeven_tokens_per_day and saving`,
    );
  },

  payback_within_life({ input, output }) {
    const payback = output("payback_months");
    const life = input("life_months");
    if (payback === undefined) return passed("it never pays back, as a cash_saving that is not positive says");
    if (payback <= life) return passed(`it pays back in ${figure(payback)} of ${figure(life)} months`);
    const [high, low] = comparedFigures(payback, life);
    return failed(`payback_months ${high} is beyond life_months ${low}: the model is replaced before it has paid for itself`);
  },

  npv_agrees_with_saving({ output }) {
    const saving = output("saving") ?? 0;
    const npv = output("npv") ?? 0;
    if (saving > 0 === npv > 0) return passed(`saving of ${dollars(saving)}/month, npv of ${dollars(npv)}`);
    return failed(
      `saving is ${dollars(saving)}/month today, but npv over the horizon is ${dollars(npv)}: prices, volume or the ramp turn it; show both, and decide by npv`,
    );
  },
};

/** Every check in its order, above them whether all of them pass. */
export function checkScenario(scenario: UncheckedScenario, facts: CheckFacts): Finding[] {
  const isSound = scenario.problems.length === 0 && scenario.faults.size === 0;
  const context: Context = {
    scenario,
    facts,
    input: (name) => scenario.numbers[inputSlot(name)],
    given: (name) => scenario.given.has(name),
    output: (name) => {
      const [value] = scenarioOutputs(scenario, [requireOutput("output", name)]);
      return value instanceof CalculationError ? undefined : Number(value);
    },
  };
  const findings: Finding[] = [];
  for (const [check, run] of Object.entries(INPUT_CHECKS)) {
    const canRun = scenario.faults.size === 0 || check === "inputs_in_range";
    findings.push({ check, ...(canRun ? run(context) : unchecked("an input holds an error")) });
  }
  for (const [check, run] of Object.entries(OUTPUT_CHECKS)) {
    findings.push({ check, ...(isSound ? run(context) : unchecked("correct the inputs that are out of range first")) });
  }
  return [masterFlag(findings), ...findings];
}

function masterFlag(findings: readonly Finding[]): Finding {
  const failures = findings.filter(({ pass }) => pass === false).map(({ check }) => check);
  const open = findings.filter(({ pass }) => pass === undefined).length;
  const left = open === 0 ? "" : `, ${open} not checked`;
  const message =
    failures.length === 0
      ? `${findings.length - open} of ${findings.length} checks pass${left}`
      : `${failures.length} of ${findings.length} checks fail${left}: ${failures.join(", ")}`;
  return { check: "all checks", pass: failures.length === 0, message };
}
