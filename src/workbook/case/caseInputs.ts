import { type InputName, SCENARIO_INPUTS, type ScenarioInput } from "../../engine/scenario/inputs";
import { apiPriceOn } from "../../presets/apiPrices";
import { findCase, workedCases } from "../../presets/cases";
import { findManagedOffer } from "../../presets/managed";
import { EXTRA_NAMES, extraInput, type ExtraName } from "./extraInputs";
import { type Ranges, typicalRanges } from "./typicalRanges";

/* What a business case is written from: a scenario, how sure each of its inputs is, and what its other options cost. */

/** What a figure rests on. */
export type Evidence = "measured" | "published" | "estimated" | "typed";

export interface Origin {
  readonly source: string;
  /** The day the figure held, as ISO text; empty where it has none. */
  readonly asOf: string;
  readonly evidence: Evidence;
}

type Origins = Readonly<Partial<Record<InputName | ExtraName, Origin>>>;

export interface CaseInputs {
  readonly title: string;
  /** The day of the case, as ISO text: prices are judged on it. */
  readonly date: string;
  /** Every input of the scenario. */
  readonly scenario: Readonly<Record<InputName, number | string>>;
  readonly ranges: Ranges;
  /** Every figure beside the scenario. */
  readonly extras: Readonly<Record<ExtraName, number | string>>;
  readonly origins: Readonly<Record<InputName | ExtraName, Origin>>;
}

/** What is known of a case; the rest gets its default. */
export interface GivenInputs {
  readonly title: string;
  readonly date: string;
  readonly scenario: Readonly<Partial<Record<InputName, number | string>>>;
  readonly ranges?: Ranges;
  readonly extras?: Readonly<Partial<Record<ExtraName, number | string>>>;
  readonly origins?: Origins;
  /** Where the scenario's values come from that have no origin of their own. */
  readonly origin?: Origin;
}

const TYPED: Origin = { source: "typed", asOf: "", evidence: "typed" };
const BY_DEFAULT: Origin = { source: "FT's default", asOf: "", evidence: "estimated" };

/** The horizon of a case that names none: long enough for prices to change. */
const HORIZON_MONTHS = 36;

/** What a cell of the scenario holds where nothing is given: no cell says "default", since formulas calculate with it. */
function withoutValue(definition: ScenarioInput): number | string {
  if (definition.kind === "text") return "none";
  if (definition.name === "horizon_months") return HORIZON_MONTHS;
  return typeof definition.fallback === "number" ? definition.fallback : 0;
}

/** A complete case from what is known of it. */
export function completeCase(given: GivenInputs): CaseInputs {
  const scenario = Object.fromEntries(
    SCENARIO_INPUTS.map((definition) => [definition.name, given.scenario[definition.name] ?? withoutValue(definition)]),
  ) as Record<InputName, number | string>;
  const offers = otherOptions(given);
  const extras = Object.fromEntries(
    EXTRA_NAMES.map((name) => [name, given.extras?.[name] ?? offers.extras[name] ?? extraInput(name).fallback]),
  ) as Record<ExtraName, number | string>;
  const origins = { ...offers.origins, ...given.origins };
  const originOf = (name: InputName, isGiven: boolean): Origin =>
    origins[name] ?? (isGiven ? (given.origin ?? TYPED) : BY_DEFAULT);
  const originOfExtra = (name: ExtraName): Origin => {
    const { because } = extraInput(name);
    return (
      origins[name] ?? (given.extras?.[name] === undefined ? { ...BY_DEFAULT, source: because || BY_DEFAULT.source } : TYPED)
    );
  };
  return {
    title: given.title,
    date: given.date,
    scenario,
    ranges: given.ranges ?? typicalRanges(scenario),
    extras,
    origins: {
      ...Object.fromEntries(SCENARIO_INPUTS.map(({ name }) => [name, originOf(name, given.scenario[name] !== undefined)])),
      ...Object.fromEntries(EXTRA_NAMES.map((name) => [name, originOfExtra(name)])),
    } as Record<InputName | ExtraName, Origin>,
  };
}

/** The presets that stand for the options nobody has named: what they cost, and where that is written. */
function otherOptions({ scenario, extras, date }: GivenInputs): {
  extras: Partial<Record<ExtraName, number | string>>;
  origins: Partial<Record<ExtraName, Origin>>;
} {
  const cheaper = apiPriceOn(String(extras?.cheaper_model ?? extraInput("cheaper_model").fallback), date);
  const listPrice: Origin = { source: cheaper.source, asOf: cheaper.asOf, evidence: "published" };
  const found: Partial<Record<ExtraName, number | string>> = {
    cheaper_model: cheaper.key,
    cheaper_price_in: cheaper.prices.input ?? 0,
    cheaper_price_out: cheaper.prices.output ?? 0,
    cheaper_review_rate: scenario.review_rate_api ?? 0,
    managed_review_rate: scenario.review_rate_ft ?? 0,
    training_tokens_per_example: Number(scenario.tokens_in ?? 0) + Number(scenario.tokens_out ?? 0) || undefined,
  };
  const origins: Partial<Record<ExtraName, Origin>> = { cheaper_price_in: listPrice, cheaper_price_out: listPrice };
  const offer = findManagedOffer(String(extras?.managed_offer ?? extraInput("managed_offer").fallback));
  if (offer?.input != null && offer.output != null && offer.trainingLow !== null) {
    const published: Origin = { source: offer.source, asOf: offer.asOf, evidence: "published" };
    Object.assign(found, {
      managed_offer: offer.key,
      managed_training_price: offer.trainingLow,
      managed_price_in: offer.input,
      managed_price_out: offer.output,
    });
    Object.assign(origins, { managed_training_price: published, managed_price_in: published, managed_price_out: published });
  }
  return { extras: found, origins };
}

/** The worked cases that are scenarios of a project: all but the simple framework. */
export const caseKeys = (): readonly string[] =>
  workedCases()
    .filter(({ costBenefit }) => costBenefit === null)
    .map(({ key }) => key);

/** What a worked case is about, without its number. */
export const caseTitle = (caseKey: string): string => (findCase(caseKey)?.title ?? caseKey).replace(/^\d\w? /, "");

/** A worked case as a business case, over three years at 10 % unless the case says otherwise. */
export function caseInputs(caseKey: string): CaseInputs {
  const entry = findCase(caseKey);
  if (!entry || !caseKeys().includes(entry.key)) throw new Error(`there is no case "${caseKey}": ${caseKeys().join(", ")}`);
  return completeCase({
    title: caseTitle(entry.key),
    date: entry.asOf,
    scenario: entry.inputs,
    origin: { source: entry.source, asOf: entry.asOf, evidence: "published" },
  });
}
