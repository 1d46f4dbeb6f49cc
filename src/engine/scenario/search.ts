import { NoAnswer } from "../errors";
import type { Point } from "../rootFinding";
import { hasValue, isFiniteNumber } from "../numbers";
import { evaluateRows } from "./evaluation";
import type { NumberInput } from "./inputs";
import { reasonOf } from "./missingOutput";
import type { ScenarioOutput } from "./outputs";
import type { Scenario } from "./scenario";

/*
 * Where a search over one input looks, and what it finds there.
 */

/** Where the search looks first; what lies between is found by its sign, so this bounds how near two roots may be. */
const EVEN_PARTS = 256;
/** Around the present value, in both directions: steps of 5 % for three decades, then of 30 % to the ends of the domain. */
const FINE = { ratio: 1.05, end: 1e3 };
const COARSE = { ratio: 1.3, end: 1e12 };

/** How far the output is from the target at values of the input; NaN where it has no value. */
export class Question {
  constructor(
    private readonly scenario: Scenario,
    private readonly output: ScenarioOutput,
    private readonly input: NumberInput,
    private readonly target: number,
    /** Where the output never comes, such as a payback: how far that is from the target. */
    private readonly never = NaN,
  ) {}

  at(xs: readonly number[]): Point[] {
    const points: Point[] = [];
    evaluateRows({
      numbers: this.scenario.numbers,
      varied: [this.input.name],
      outputs: [this.output.name],
      count: xs.length,
      fill: ([column], from, count) => {
        for (let i = 0; i < count; i++) column[i] = xs[from + i];
      },
      take: ([column], from, count, readingOf) => {
        // Looked for only where the output may never come.
        const reason = hasValue(this.never) ? reasonOf(this.output.name, readingOf) : undefined;
        for (let i = 0; i < count; i++) {
          const y = column[i] - this.target;
          const isNever = !isFiniteNumber(y) && this.output.neverRanksLast === true && reason?.(i) instanceof NoAnswer;
          points.push({ x: xs[from + i], y: isFiniteNumber(y) ? y : isNever ? this.never : NaN });
        }
      },
    });
    return points;
  }

  readonly distance = (x: number): number => this.at([x])[0].y;
}

export function wholeNumbers(from: number, to: number): number[] {
  const xs: number[] = [];
  for (let x = Math.ceil(from); x <= to; x++) xs.push(x);
  return xs;
}

/** Rising values between two: even steps, and steps that widen from the present value in both directions. */
export function searchPoints(from: number, to: number, present: number): number[] {
  const xs = new Set<number>([from, to]);
  const inside = (x: number): void => {
    if (x > from && x < to) xs.add(x);
  };
  for (let part = 1; part < EVEN_PARTS; part++) inside(from + ((to - from) * part) / EVEN_PARTS);
  const centre = hasValue(present) && present !== 0 ? present : 1;
  for (const sign of from < 0 ? [-1, 1] : [1]) {
    for (const { ratio, end } of [FINE, COARSE]) {
      for (let factor = 1; factor <= end; factor *= ratio) {
        inside(sign * Math.abs(centre) * factor);
        inside((sign * Math.abs(centre)) / factor);
      }
    }
  }
  return [...xs].sort((a, b) => a - b);
}
