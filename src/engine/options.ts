import type { Level } from "./decisionFactors";
import { DomainError } from "./errors";
import { comparedDollars, comparedFigures, comparedTokenFigures, dollars, figure, tokenFigure } from "./figures";
import { requireNonNegative, requirePositive } from "./requirements";
import { wholeUnits } from "./servingCapacity";

const DAYS_PER_MONTH = 30;
const SECONDS_PER_DAY = 86400;
const TOKENS_PER_PRICE = 1e6;

/** Where one way begins to fit and another ends. */
const LIMITS = {
  /** Under it prompts alone are enough, from it on a managed model is worth its hosting (tokens/day). */
  moderateVolume: 1e6,
  /** Above it a managed model's price per token outweighs its convenience (tokens/day). */
  managedVolume: 10e6,
  managedEngineers: 5,
  managedWeeks: 4,
} as const;

export interface Situation {
  readonly tokensPerDay: number;
  readonly pricePer1m: number;
  readonly teamEngineers: number;
  readonly mlTeam: boolean;
  readonly weeksAvailable: number;
  readonly taskConsistency: Level;
  readonly qualityNeed: Level;
  readonly privacyRequired: boolean;
}

/** The instance that self-hosting is priced with, as long as nothing more is known. */
export interface ReferenceInstance {
  /** As sentences call it: "7B on a10g". */
  readonly name: string;
  readonly costPerMonth: number;
  readonly tokensPerSecond: number;
}

export interface WayForward {
  readonly option: string;
  readonly fits: boolean;
  readonly reason: string;
  /** 1 for the first to take of those that fit; undefined where the way does not fit. */
  readonly rank: number | undefined;
}

type Verdict = Omit<WayForward, "rank">;

/** One thing a way asks for: whether it holds, and the figure and the threshold either way. */
interface Condition {
  readonly holds: boolean;
  readonly because: string;
}

const PROMPTS = "prompt engineering on the API";
const MANAGED = "managed fine-tuning";
const SELF_HOSTED = "self-hosted fine-tuning";
const STAY = "stay on the API as it is";

/**
 * Which of the four ways fit, each with the figures and thresholds that decide it.
 * Prompt engineering fits where any one of its conditions holds; managed fine-tuning needs all; self-hosting fits above
 * its break-even volume or where privacy leaves no other way.
 * Staying fits where nothing else does. Where privacy is required, nothing fits that sends data to a provider.
 */
export function waysForward(situation: Situation, reference: ReferenceInstance): WayForward[] {
  requireNonNegative("tokens_per_day", situation.tokensPerDay);
  requireNonNegative("price_per_1m", situation.pricePer1m);
  requireNonNegative("team_engineers", situation.teamEngineers);
  requireNonNegative("weeks_available", situation.weeksAvailable);
  requirePositive("cost_per_month", reference.costPerMonth);
  requirePositive("tokens_per_second", reference.tokensPerSecond);
  const apiCost = (situation.tokensPerDay / TOKENS_PER_PRICE) * situation.pricePer1m * DAYS_PER_MONTH;
  if (!(apiCost < Infinity)) throw new DomainError("tokens_per_day and price_per_1m together make a bill too large to compute");

  const privacy = "data may not leave your own machines (privacy_required is TRUE)";
  const providerless = (option: string): Verdict => ({ option, fits: false, reason: `Does not fit: ${privacy}.` });
  const prompts = situation.privacyRequired ? providerless(PROMPTS) : fitsByAny(PROMPTS, promptConditions(situation));
  const managed = situation.privacyRequired ? providerless(MANAGED) : fitsByAll(MANAGED, managedConditions(situation));
  const selfHosted = fitsSelfHosted(situation, breakEven(situation, reference), privacy);
  const others = [prompts, managed, selfHosted].filter(({ fits }) => fits).map(({ option }) => option);
  const bill = `the API bill is ${figure(apiCost)} a month`;
  const stay: Verdict = situation.privacyRequired
    ? providerless(STAY)
    : others.length === 0
      ? { option: STAY, fits: true, reason: `Fits: ${bill}, and 0 of the 3 other ways fit.` }
      : {
          option: STAY,
          fits: false,
          reason: `Does not fit: ${bill}, and ${others.length} of the 3 other ways fit (${others.join(", ")}).`,
        };
  return ranked([prompts, managed, selfHosted, stay], situation);
}

/**
 * Ways that fit are taken in the order of what they cost to try and to undo: prompts, a managed model, one's own instances.
 * Where a later one fits as well, its reason says what of the situation speaks against it and for those before.
 */
function ranked(ways: readonly Verdict[], situation: Situation): WayForward[] {
  const before: string[] = [];
  return ways.map(({ option, fits, reason }) => {
    if (!fits) return { option, fits, reason, rank: undefined };
    const conflicts = before.map((other) => `${other}, for ${conflict(other, situation)}`);
    before.push(option);
    const conflicting = conflicts.length > 0 ? ` Ranks after ${conflicts.join("; and after ")}.` : "";
    return { option, fits, reason: reason + conflicting, rank: before.length };
  });
}

/** Why an earlier way comes before fine-tuning, or a managed model before one's own instances. */
function conflict(earlier: string, { tokensPerDay, taskConsistency, qualityNeed, weeksAvailable }: Situation): string {
  if (earlier === MANAGED) {
    const [weeks, fewWeeks] = comparedFigures(weeksAvailable, LIMITS.managedWeeks);
    return `there is no ML team to run instances, and ${weeks} ${weeksAvailable === 1 ? "week is" : "weeks are"} under ${fewWeeks}`;
  }
  const [volume, limit] = comparedTokenFigures(tokensPerDay, LIMITS.moderateVolume);
  return [
    ...(qualityNeed === "high" ? ["a quality need that only the largest models meet a smaller tuned one may miss"] : []),
    ...(taskConsistency === "low" ? ["tasks of low consistency leave a tuned model no one task to learn"] : []),
    ...(tokensPerDay < LIMITS.moderateVolume ? [`${volume} tokens/day, under ${limit}, are served by prompts alone`] : []),
  ].join(", and ");
}

function fitsByAny(option: string, conditions: readonly Condition[]): Verdict {
  const holding = conditions.filter(({ holds }) => holds);
  const fits = holding.length > 0;
  return { option, fits, reason: reasonOf(fits, fits ? holding : conditions) };
}

function fitsByAll(option: string, conditions: readonly Condition[]): Verdict {
  const failing = conditions.filter(({ holds }) => !holds);
  const fits = failing.length === 0;
  return { option, fits, reason: reasonOf(fits, fits ? conditions : failing) };
}

function reasonOf(fits: boolean, conditions: readonly Condition[]): string {
  return `${fits ? "Fits" : "Does not fit"}: ${conditions.map(({ because }) => because).join("; ")}.`;
}

function promptConditions({ tokensPerDay, taskConsistency, qualityNeed }: Situation): Condition[] {
  const [volume, limit] = comparedTokenFigures(tokensPerDay, LIMITS.moderateVolume);
  const isSmall = tokensPerDay < LIMITS.moderateVolume;
  return [
    { holds: isSmall, because: `${volume} tokens/day is ${isSmall ? "under" : "not under"} ${limit}` },
    {
      holds: taskConsistency === "low",
      because: `task consistency is ${taskConsistency}${taskConsistency === "low" ? "" : ", not low"}`,
    },
    {
      holds: qualityNeed === "high",
      because: `the quality need is ${qualityNeed}${qualityNeed === "high" ? ", which only the largest models meet" : ", not high"}`,
    },
  ];
}

function managedConditions({ tokensPerDay, teamEngineers, mlTeam, weeksAvailable }: Situation): Condition[] {
  const [engineers, fewEngineers] = comparedFigures(teamEngineers, LIMITS.managedEngineers);
  const [weeks, fewWeeks] = comparedFigures(weeksAvailable, LIMITS.managedWeeks);
  const isSmallTeam = teamEngineers < LIMITS.managedEngineers;
  const isShort = weeksAvailable < LIMITS.managedWeeks;
  const nearLimit = tokensPerDay < LIMITS.moderateVolume ? LIMITS.moderateVolume : LIMITS.managedVolume;
  const isModerate = tokensPerDay >= LIMITS.moderateVolume && tokensPerDay <= LIMITS.managedVolume;
  const range = `${tokenFigure(LIMITS.moderateVolume)} to ${tokenFigure(LIMITS.managedVolume)}`;
  return [
    { holds: isSmallTeam, because: `a team of ${engineers} is ${isSmallTeam ? "smaller" : "not smaller"} than ${fewEngineers}` },
    { holds: !mlTeam, because: mlTeam ? "there is an ML team (ml_team is TRUE)" : "there is no ML team" },
    {
      holds: isShort,
      because: `${weeks} ${weeksAvailable === 1 ? "week is" : "weeks are"} ${isShort ? "under" : "not under"} ${fewWeeks}`,
    },
    {
      holds: isModerate,
      because: `${comparedTokenFigures(tokensPerDay, nearLimit)[0]} tokens/day is ${isModerate ? "within" : "not within"} ${range}`,
    },
  ];
}

/**
 * Whether the volume reaches the one at which whole reference instances cost what the API does, before any project cost.
 * Below the price per token of an instance that is never idle no volume does.
 */
function breakEven({ tokensPerDay, pricePer1m }: Situation, reference: ReferenceInstance): Condition {
  const capacityPerDay = reference.tokensPerSecond * SECONDS_PER_DAY;
  const lowestPrice = (reference.costPerMonth / (capacityPerDay * DAYS_PER_MONTH)) * TOKENS_PER_PRICE;
  if (pricePer1m < lowestPrice) {
    const [price, hosted] = comparedDollars(pricePer1m, lowestPrice);
    return {
      holds: false,
      because: `the API price of ${price} per 1M is below the ${hosted} of a reference instance that is never idle (${reference.name}, ${dollars(reference.costPerMonth)} a month)`,
    };
  }
  const instances = Math.max(1, wholeUnits(tokensPerDay, capacityPerDay));
  const hostingCost = instances * reference.costPerMonth;
  const volume = ((hostingCost / pricePer1m) * TOKENS_PER_PRICE) / DAYS_PER_MONTH;
  const [shownVolume, shownBreakEven] = comparedTokenFigures(tokensPerDay, volume);
  const holds = tokensPerDay >= volume;
  const fleet = instances === 1 ? "a reference instance" : `${figure(instances)} reference instances`;
  return {
    holds,
    because: `${shownVolume} tokens/day is ${holds ? "at or above" : "below"} the break-even of ${shownBreakEven} for ${fleet} (${reference.name}, ${dollars(hostingCost)} a month) at ${dollars(pricePer1m)} per 1M`,
  };
}

/**
 * Volume or privacy decide. A consistent task and an ML team make self-hosting easier, they never make it pay, so that
 * they are told with the verdict and do not give it.
 */
function fitsSelfHosted({ taskConsistency, mlTeam, privacyRequired }: Situation, volume: Condition, privacy: string): Verdict {
  const isHigh = taskConsistency === "high";
  const helps = [
    { holds: isHigh, because: `task consistency is ${taskConsistency}${isHigh ? "" : ", not high"}` },
    { holds: mlTeam, because: mlTeam ? "there is an ML team" : "there is no ML team" },
  ];
  if (!volume.holds && !privacyRequired) return { option: SELF_HOSTED, fits: false, reason: reasonOf(false, [volume]) };
  const favourable = [...(privacyRequired ? [{ holds: true, because: privacy }] : []), volume, ...helps].filter(
    ({ holds }) => holds,
  );
  const against = [
    ...(volume.holds ? [] : [`${volume.because}, so it costs more than the API`]),
    ...helps.filter(({ holds }) => !holds).map(({ because }) => because),
  ];
  const reason = reasonOf(true, favourable);
  return {
    option: SELF_HOSTED,
    fits: true,
    reason: against.length > 0 ? `${reason.slice(0, -1)}; but ${against.join("; ")}.` : reason,
  };
}
