import { type DistributionKind, samplerOf, type Sampler } from "../distributions";
import { naturalLog } from "../elementary";
import { DomainError } from "../errors";
import { figure } from "../figures";
import { standardNormal } from "../normalDistribution";
import { RANGE_FORMS, readRangeText, type RangeText } from "../rangeText";
import { closedBounds, domainText, type NumberInput } from "./inputs";

/*
 * What a range typed into a scenario's cell means for its input: a distribution inside the input's domain, and the one value
 * that stands for it where a single number is asked.
 */

/** How much of a distribution may lie outside of what the input can be. */
const MOST_CUT = 0.1;
const BISECTIONS = 64;
const BILLION = 1e9;

export interface TypedRange {
  readonly kind: DistributionKind;
  /** The likely value of three, else the median. */
  readonly centre: number;
  /** The distribution, cut at the ends of the domain; whole inputs are rounded. */
  readonly sampler: Sampler;
  /** The value below which a share of the draws lies. */
  readonly quantile: (share: number) => number;
}

/**
 * The range that a text says, undefined where it says none.
 * @throws DomainError that says what is wrong with it and shows the forms that are read.
 */
export function typedRange(input: NumberInput, text: string): TypedRange | undefined {
  // A model's configuration is text of many kinds.
  if (text.trimStart().startsWith("{")) return undefined;
  const read = readRangeText(text, input.keys === "models" ? BILLION : 1);
  if (read === undefined) return undefined;
  const refuse = (problem: string): never => {
    throw new DomainError(`${input.name}: ${problem}, in "${text.trim()}". ${FORMS}`);
  };
  if (read.form === "wrong") return refuse(read.problem);
  if (read.isPercent && input.domain.fraction !== true) return refuse(`it is counted in ${input.unit}, not in percent`);
  const { kind, numbers, centre } = distributionOf(read);
  const [least, highest] = closedBounds(input.domain);
  const isWhole = input.domain.whole === true;
  const lowest = isWhole ? Math.ceil(least) : least;
  const whole = samplerOf(input.name, kind, numbers);
  const below = shareBelow(whole, lowest);
  const inside = shareBelow(whole, highest) - below;
  if (inside < 1 - MOST_CUT) {
    const percent = figure(Math.round((1 - inside) * 100));
    return refuse(`${percent} % of it lies outside of what it can be, ${domainText(input.domain)}`);
  }
  const sampler: Sampler = (column, count) => {
    if (inside < 1) for (let i = 0; i < count; i++) column[i] = below + inside * column[i];
    whole(column, count);
    for (let i = 0; i < count; i++) {
      const value = isWhole ? Math.round(column[i]) : column[i];
      column[i] = value < lowest ? lowest : value > highest ? highest : value;
    }
  };
  const one = new Float64Array(1);
  const quantile = (share: number): number => {
    one[0] = share;
    sampler(one, 1);
    return one[0];
  };
  return { kind, centre: isWhole ? Math.round(centre) : centre, sampler, quantile };
}

const FORMS = `A range is typed as ${RANGE_FORMS}, a fixed value as a number`;

/** P5 and P95 lie that many standard deviations from the median. */
const NINETY_FIVE = standardNormal(0.95);

function distributionOf(read: Exclude<RangeText, { form: "wrong" }>): {
  kind: DistributionKind;
  numbers: readonly number[];
  centre: number;
} {
  switch (read.form) {
    case "uniform":
      return { kind: "uniform", numbers: [read.low, read.high], centre: (read.low + read.high) / 2 };
    case "likely":
      return { kind: "pert", numbers: [read.low, read.likely, read.high], centre: read.likely };
    case "around": {
      const by = read.isRelative ? Math.abs(read.centre) * read.by : read.by;
      return { kind: "normal", numbers: [read.centre, by / NINETY_FIVE], centre: read.centre };
    }
    case "interval": {
      const { low, high } = read;
      if (low > 0) {
        const median = Math.sqrt(low * high);
        return { kind: "lognormal", numbers: [median, naturalLog(high / low) / (2 * NINETY_FIVE)], centre: median };
      }
      const mean = (low + high) / 2;
      return { kind: "normal", numbers: [mean, (high - low) / (2 * NINETY_FIVE)], centre: mean };
    }
  }
}

/** The share of a distribution below a value, by halving the shares between which it lies. */
function shareBelow(sampler: Sampler, value: number): number {
  const one = new Float64Array(1);
  let low = 0;
  let high = 1;
  for (let i = 0; i < BISECTIONS; i++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    one[0] = middle;
    sampler(one, 1);
    if (one[0] < value) low = middle;
    else high = middle;
  }
  // Half of a distribution's last digit is none of it.
  return low < 1e-15 ? 0 : high > 1 - 1e-15 ? 1 : high;
}
