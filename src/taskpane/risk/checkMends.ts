import { nearestNames } from "../../engine/names";
import { checkScenario } from "../../engine/scenario/checks";
import { type CheckFacts, type Finding, CHECKED_OUTPUTS } from "../../engine/scenario/checks/check";
import { FEWEST_RUNS, pricePer1mMeant } from "../../engine/scenario/checks/inputChecks";
import {
  closedBounds,
  inDomain,
  type InputName,
  NUMBER_INPUTS,
  type NumberInput,
  type NumberInputName,
  type TextInputName,
} from "../../engine/scenario/inputs";
import { type OutputName, requireOutput } from "../../engine/scenario/outputs";
import { presentValues } from "../../engine/scenario/presentValues";
import { scenarioOutputs, type UncheckedScenario } from "../../engine/scenario/scenario";
import { switchingValues } from "../../engine/scenario/switchingValues";
import { apiModelKeys } from "../../presets/apiPrices";
import { checkFacts } from "../../presets/checkFacts";
import { gpuKeys } from "../../presets/gpus";
import { hoursOfPhases, usualHours } from "../../workbook/case/usualHours";
import { type Mend, mendFor, mendWith, numberCells, type Wish } from "./mends";
import { type Change, dayAsItIs, type ScenarioInCells, scenarioWith } from "./scenarioInCells";

/*
 * What turns a check that fails: where a figure follows from the others, or is most likely meant, that figure. Where two figures
 * contradict each other and only the user knows which is right, either is offered. What nobody but the user knows is not made up:
 * what a review or an hour costs, and how much traffic there is (`traffic` has no mend); a price that is old even in the newest
 * presets must be looked up (`presets_current`). `zeros_and_empty_cells` always passes.
 */

/** Values of inputs that together turn a check: numbers, or what their cells are to hold as it is. */
type Wanted = Partial<Record<NumberInputName, number>> | { readonly written: Partial<Record<InputName, string>> };

/** What stands for nothing in a cell: a true 0, no preset, the newest prices. */
const NONE = "none";
const MOST_KEYS = 2;

interface Failure {
  readonly taken: ScenarioInCells;
  readonly facts: CheckFacts;
  readonly input: (name: NumberInputName) => number;
  readonly output: (name: (typeof CHECKED_OUTPUTS)[number]) => number;
}

const SECONDS_PER_DAY = 86400;
const FEWER_BITS = [8, 4];
const MOST_ALTERNATIVES = 2;
/** Of the changes of one input each, those that are tried out. */
const MOST_TRIED = 4;

/** Rates and what one case costs: without the other neither counts, and leaving out what is there changes no result. */
const ratesLeftOut =
  (rates: readonly NumberInputName[], cost: NumberInputName) =>
  ({ input }: Failure): readonly Wanted[] => {
    const counted = rates.filter((name) => input(name) > 0);
    return [counted.length > 0 ? Object.fromEntries(counted.map((name) => [name, 0])) : { [cost]: 0 }];
  };

/** The nearest keys in place of one that is not known; each an alternative. */
function nearestKeys(taken: ScenarioInCells, name: TextInputName, keys: readonly string[]): Wanted[] {
  const text = taken.scenario.texts.get(name);
  if (text === undefined) return [];
  return nearestNames(text, keys, MOST_KEYS).map((key) => ({ written: { [name]: key } }));
}

const swapped = (input: Failure["input"]): Wanted => ({
  price_in_per_1m: input("price_out_per_1m"),
  price_out_per_1m: input("price_in_per_1m"),
});

/** For every check that a figure can turn, the alternatives that may. */
const WANTED: Readonly<Record<string, (failure: Failure) => readonly Wanted[]>> = {
  inputs_in_range: ({ input }) => [
    Object.fromEntries(
      NUMBER_INPUTS.flatMap((each) => {
        const inside = intoDomain(each, input(each.name));
        return inside === undefined ? [] : [[each.name, inside]];
      }),
    ),
    { cache_write_share: 1 - input("cached_share") },
    { cached_share: 1 - input("cache_write_share") },
  ],

  prices_and_traffic_given({ taken: { scenario } }) {
    const missing = NUMBER_INPUTS.filter(
      ({ name, fallback }) => fallback === undefined && scenario.zeros.has(name) && scenario.given.has(name),
    );
    // A price may truly be 0, and so may the tokens of an answer; without traffic there is nothing to decide.
    if (missing.some(({ name }) => name === "requests_per_day")) return [];
    return [{ written: Object.fromEntries(missing.map(({ name }) => [name, NONE])) }];
  },

  presets_known: ({ taken }) => [...nearestKeys(taken, "gpu", gpuKeys()), ...nearestKeys(taken, "api_model", apiModelKeys())],

  utilization_at_most_1({ input }) {
    const target = input("target_utilization");
    return [{ target_utilization: target <= 100 ? target / 100 : 1 }];
  },

  review_rates_used: ratesLeftOut(["review_rate_api", "review_rate_ft"], "cost_per_review"),
  failure_rates_used: ratesLeftOut(["failure_rate_api", "failure_rate_ft"], "cost_per_failure"),

  engineering_hours({ taken, input }) {
    const names = ["hours_data", "hours_experiments", "hours_evaluation", "hours_deployment"] as const;
    // What an hour costs only the user knows.
    if (names.some((name) => input(name) > 0)) return [];
    const usual = hoursOfPhases(Math.round(usualHours().all));
    const cells = new Set<string>(numberCells(taken).map((cell) => cell.input.name));
    return [Object.fromEntries(names.filter((name) => cells.has(name)).map((name) => [name, usual[name]]))];
  },

  retraining_complete: ({ input }) =>
    input("retrain_cost") > 0
      ? [{ retrain_months: input("life_months") }, { retrain_cost: 0 }]
      : [{ retrain_cost: input("cost_per_run") }, { retrain_months: 0 }],

  fleet_follows_growth: ({ input, output }) => {
    // What each of today's instances serves at the peak, at the least.
    const atPeak = (output("tokens_per_day") / SECONDS_PER_DAY) * input("peak_factor");
    return [{ tokens_per_second: atPeak / (input("instances") * input("target_utilization")) }, { volume_growth: 0 }];
  },

  presets_current: () => [{ written: { as_of: NONE } }],

  rates_are_fractions: ({ input }) => [
    Object.fromEntries(
      NUMBER_INPUTS.filter(({ name, domain }) => domain.fraction === true && Math.abs(input(name)) > 1).map(({ name }) => [
        name,
        input(name) / 100,
      ]),
    ),
  ],

  prices_per_1m_tokens: ({ taken, input }) => [
    Object.fromEntries(
      numberCells(taken).flatMap(({ input: { name } }) => {
        const meant = /^price_.*_per_1m$/.test(name) ? pricePer1mMeant(input(name)) : undefined;
        return meant === undefined ? [] : [[name, meant]];
      }),
    ),
  ],

  output_price_above_input_price: ({ input }) => [swapped(input)],
  cached_price_below_input_price: ({ input }) => [{ price_cached_per_1m: input("price_in_per_1m") }],
  training_runs: () => [{ training_runs: FEWEST_RUNS }],

  storage_holds_weights: ({ input }) => [
    { storage_gb: input("model_b") * input("bytes_per_param") },
    { bytes_per_param: input("storage_gb") / input("model_b") },
  ],

  horizon_within_life: ({ input }) => [
    { horizon_months: Math.floor(input("life_months")) },
    { life_months: input("horizon_months") },
  ],

  ramp_within_horizon: ({ input }) => [
    { ramp_months: input("horizon_months") },
    { horizon_months: Math.ceil(input("ramp_months")) },
  ],

  instance_price_counted_once: ({ input }) => [
    { price_per_instance_hour: input("price_per_instance_hour") / input("instances") },
    { instances: 1 },
  ],

  gpu_price_plausible({ input, facts: { gpuPrices } }) {
    if (typeof gpuPrices === "string") return [];
    const gpus = input("gpus_per_instance");
    const known = gpuPrices.map(({ pricePerHour }) => pricePerHour * gpus);
    const isLow = input("price_per_instance_hour") < Math.min(...known);
    return [{ price_per_instance_hour: isLow ? Math.min(...known) : Math.max(...known) }];
  },

  model_fits_gpu({ input, facts: { memory } }) {
    if (typeof memory === "string") return [];
    const gpus = input("gpus_per_instance");
    // Every GPU keeps some memory for itself, so that a few more may be needed than the sum says.
    const atLeast = Math.ceil((gpus * memory.neededBytes) / memory.availableBytes);
    return [
      ...FEWER_BITS.filter((bits) => bits < input("weight_bits")).map((bits) => ({ weight_bits: bits })),
      ...[0, 1, 2].map((more) => ({ gpus_per_instance: atLeast + more })),
    ];
  },

  context_fits_model({ input, facts: { context } }) {
    if (typeof context === "string") return [];
    const tokens = input("tokens_in") + context.mostTokens - context.tokens;
    return tokens > 0 ? [{ tokens_in: tokens }] : [];
  },

  api_price_matches: ({ facts: { apiPrice } }) =>
    typeof apiPrice === "string" ? [] : [{ price_in_per_1m: apiPrice.input, price_out_per_1m: apiPrice.output }],

  api_bill_matches_traffic: ({ input, output }) => [
    { requests_per_day: (input("requests_per_day") * input("api_bill_per_month")) / output("api_cost") },
    { api_bill_per_month: output("api_cost") },
  ],

  fleet_carries_traffic({ input, output }) {
    const needed = (output("tokens_per_day") / SECONDS_PER_DAY) * input("peak_factor");
    return [{ instances: Math.ceil(needed / (input("tokens_per_second") * input("target_utilization"))) }];
  },

  breakeven_agrees_with_saving: ({ taken }) => crossing(taken, "saving", 0),
  payback_within_life: ({ taken, input, output }) => [
    { life_months: Math.ceil(output("payback_months")) },
    ...crossing(taken, "payback_months", input("life_months")),
  ],
  npv_agrees_with_saving: ({ taken, output }) => crossing(taken, output("npv") > 0 ? "saving" : "npv", 0),
};

/** Where an output crosses a target by what stands in cells, the smallest change first. */
function crossing(taken: ScenarioInCells, output: OutputName, target: number): Wanted[] {
  const inputs = numberCells(taken).map(({ input }) => input);
  return switchingValues(taken.scenario, requireOutput("output", output), target, inputs)
    .slice(0, MOST_TRIED)
    .map(({ name, switchesAt }) => ({ [name]: switchesAt }));
}

/** What a value was most likely meant as, or the nearest that the input can have; undefined for one that it has. */
function intoDomain({ domain }: NumberInput, value: number): number | undefined {
  if (Number.isNaN(value) || inDomain(domain, value)) return undefined;
  if (domain.fraction === true && Math.abs(value) > 1 && inDomain(domain, value / 100)) return value / 100;
  const [lowest, highest] = closedBounds(domain);
  const inside = Math.min(highest, Math.max(lowest, domain.whole === true ? Math.round(value) : value));
  return inDomain(domain, inside) ? inside : undefined;
}

export interface MendableCheck extends Finding {
  /** What turns it, the smallest change first; none where only the user knows. */
  readonly mends: readonly Mend[];
}

export interface CheckedScenario {
  /** How many pass, as the sheet's first row says it. */
  readonly summary: string;
  readonly failed: readonly MendableCheck[];
}

/** What the checks say of a scenario, with what turns those that fail. @param today Day on which prices are judged (ISO text). */
export function checksOf(taken: ScenarioInCells, today: string): CheckedScenario {
  const { facts, findings } = run(taken.scenario, today);
  const [{ message: summary }, ...checks] = findings;
  const passing = checks.filter(({ pass }) => pass === true).map(({ check }) => check);
  const failure = failureOf(taken, facts);
  const failed = checks
    .filter(({ pass }) => pass === false)
    .map((finding) => ({ ...finding, mends: mendsOf(finding.check, { failure, passing, today }) }));
  return { summary, failed };
}

function run(scenario: UncheckedScenario, today: string): { facts: CheckFacts; findings: Finding[] } {
  const facts = checkFacts(scenario, today, dayAsItIs);
  return { facts, findings: checkScenario(scenario, facts) };
}

function failureOf(taken: ScenarioInCells, facts: CheckFacts): Failure {
  const { scenario } = taken;
  const present = presentValues(scenario);
  const outputs = CHECKED_OUTPUTS.map((name) => requireOutput("output", name));
  const values = scenario.problems.length > 0 ? [] : scenarioOutputs(scenario, outputs);
  return {
    taken,
    facts,
    input: (name) => present.get(name) ?? NaN,
    output: (name) => Number(values[CHECKED_OUTPUTS.indexOf(name)]),
  };
}

function mendsOf(
  check: string,
  { failure, passing, today }: { failure: Failure; passing: readonly string[]; today: string },
): Mend[] {
  const { taken, input } = failure;
  const cells = new Map<string, Wish["cell"]>(numberCells(taken).map((cell) => [cell.input.name, cell]));
  const failedBy = (changes: readonly Change[]): string[] =>
    run(scenarioWith(taken, changes), today).findings.flatMap(({ check: name, pass }) => (pass === true ? [] : [name]));
  const isMended = (changes: readonly Change[]): boolean => !failedBy(changes).includes(check);
  const mends = (WANTED[check]?.(failure) ?? []).flatMap((wanted): Mend[] => {
    if ("written" in wanted) {
      const changes = Object.entries(wanted.written).flatMap(([name, becomes]): Change[] => {
        const cell = taken.cells.find(({ input: { name: each } }) => each === name);
        return cell === undefined ? [] : [{ cell, becomes }];
      });
      const mend = mendWith(changes, isMended);
      return mend === undefined ? [] : [mend];
    }
    const wishes = (Object.entries(wanted) as [NumberInputName, number][]).map(([name, value]) => ({
      cell: cells.get(name),
      now: input(name),
      wanted: value,
    }));
    // An input without a cell, or given by a model's name, has no place for a figure.
    const isWritable = ({ cell, now, wanted: value }: (typeof wishes)[number]): boolean =>
      cell !== undefined && cell.entry.key === undefined && Number.isFinite(value) && value !== now;
    if (wishes.length === 0 || !wishes.every(isWritable)) return [];
    const mend = mendFor(wishes as Wish[], isMended);
    return mend === undefined ? [] : [mend];
  });
  // One that fails another check instead comes last.
  const fails = new Map(mends.map((mend) => [mend, failedBy(mend.changes).some((name) => passing.includes(name)) ? 1 : 0]));
  const order = (mend: Mend): number => fails.get(mend) ?? 0;
  return mends.sort((a, b) => order(a) - order(b) || a.size - b.size).slice(0, MOST_ALTERNATIVES);
}
