import { type InputName, type NumberInputName, requireNumberInput } from "../../engine/scenario/inputs";

/** The lowest and highest value that an input may well have. */
type Range = readonly [low: number, high: number];
export type Ranges = Readonly<Partial<Record<NumberInputName, Range>>>;

/**
 * How far an input may well lie from its value where nobody has said: a first guess, to be replaced by what is known.
 * `times` are factors on the value, `to` are values of their own.
 */
export const RANGE_GUESSES: readonly (readonly [NumberInputName, "times" | "to", number, number])[] = [
  ["requests_per_day", "times", 0.7, 1.4],
  ["api_bill_per_month", "times", 0.8, 1.3],
  ["api_price_change", "to", -0.5, 0],
  ["volume_growth", "to", -0.1, 0.4],
  ["price_per_instance_hour", "times", 0.8, 1.3],
  ["gpu_price_change", "to", -0.3, 0],
  ["tokens_per_second", "times", 0.7, 1.2],
  ["review_rate_ft", "times", 0.98, 1.02],
  ["hours_data", "times", 0.7, 1.8],
  ["hours_experiments", "times", 0.7, 1.8],
  ["other_cost", "times", 0.8, 1.5],
];

/** How the ranges are drawn: between their ends, most often near the likely value. */
export const CASE_DISTRIBUTION = "triangular";
export const DRAWN = {
  trials: { label: "Trials of the simulation", fallback: 2000 },
  seed: { label: "Seed of the simulation", fallback: 1 },
} as const;

/** The inputs that have a range by the guesses; one that is 0 or not given is not in use, unless a change from 0 is what is guessed. */
export const rangedNames = (scenario: Readonly<Partial<Record<InputName, unknown>>>): NumberInputName[] =>
  RANGE_GUESSES.flatMap(([name, kind]) => (kind === "times" && !(Number(scenario[name]) > 0) ? [] : [name]));

/** The inputs of a scenario that are worth varying, with their ranges; an input that is 0 is not in use. */
export function typicalRanges(scenario: Readonly<Record<InputName, number | string>>): Ranges {
  const ranges: Partial<Record<NumberInputName, [number, number]>> = {};
  const names = rangedNames(scenario);
  for (const [name, kind, low, high] of RANGE_GUESSES) {
    if (!names.includes(name)) continue;
    const value = Number(scenario[name]);
    const { domain } = requireNumberInput("name", name);
    const end = (bound: number): number => {
      const wanted = kind === "times" ? Number((value * bound).toPrecision(3)) : bound;
      return Math.min(domain.most, Math.max(domain.least, wanted));
    };
    // A guess rounded past the value would put it outside its own range.
    ranges[name] = [Math.min(value, end(low)), Math.max(value, end(high))];
  }
  return ranges;
}
