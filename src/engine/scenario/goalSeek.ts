import { DomainError, NoAnswer } from "../errors";
import { figure } from "../figures";
import { requireFinite } from "../requirements";
import { nearestToZero, signChangeBetween, type Point } from "../rootFinding";
import { dependsOn, evaluateRows, inputSlot } from "./evaluation";
import { closedBounds, requireInDomain, type NumberInput } from "./inputs";
import type { ScenarioOutput } from "./outputs";
import { requireNoFault, type Scenario } from "./scenario";
import { hasValue, isFiniteNumber } from "../numbers";

/** Where the search looks first; what lies between is found by its sign, so this bounds how near two roots may be. */
const EVEN_PARTS = 256;
/** Around the present value, in both directions: steps of 5 % for three decades, then of 30 % to the ends of the domain. */
const FINE = { ratio: 1.05, end: 1e3 };
const COARSE = { ratio: 1.3, end: 1e12 };
const BISECTIONS = 80;
/** A result that put back misses the target by more, as a share of the sizes involved, is a jump and no root. */
const TOLERANCE = 1e-9;
/** Two roots nearer to each other are one, found twice. */
const SAME = 1e-9;
const MOST_NAMED = 4;

/**
 * The value of an input at which an output meets a target, between `low` and `high`.
 * @throws NoAnswer when no value or more than one does; it names what was found.
 */
export function goalSeek(
  scenario: Scenario,
  output: ScenarioOutput,
  input: NumberInput,
  { target, low, high }: { target: number; low: number | undefined; high: number | undefined },
): number {
  requireFinite("target", target);
  if (output.kind !== "number") throw new DomainError(`output must be a number to be sought: ${output.name} is ${output.unit}`);
  const [least, most] = closedBounds(input.domain);
  const from = low === undefined ? least : requireInDomain(input, low);
  const to = high === undefined ? most : requireInDomain(input, high);
  if (from > to) throw new DomainError(`low must not be above high: ${from} is above ${to}`);
  requireNoFault(scenario, output, [input.name]);
  if (!dependsOn(output.name, input.name)) throw new NoAnswer(`${output.name} does not depend on ${input.name}`);

  const question = new Question(scenario, output, input, target);
  const what = `${output.name} of ${figure(target)}`;
  const between = `${input.name} between ${figure(from)} and ${figure(to)}`;
  const xs =
    input.domain.whole === true ? wholeNumbers(from, to) : searchPoints(from, to, scenario.numbers[inputSlot(input.name)]);
  const points = question.at(xs).filter(({ y }) => hasValue(y));
  if (points.length === 0) throw new NoAnswer(`${output.name} has no value for any ${between}`);
  const found = input.domain.whole === true ? exactRoots(points) : allRoots(question, xs, points);

  const [root] = found.roots;
  if (found.roots.length === 1 && found.range === undefined) return root;
  if (found.range !== undefined) {
    const [start, end] = found.range;
    throw new NoAnswer(`${what} holds for every ${input.name} from ${figure(start)} to ${figure(end)}`);
  }
  if (found.roots.length > 1) {
    const named = found.roots.slice(0, MOST_NAMED).map(exactFigure).join(", ");
    const more = found.roots.length > MOST_NAMED ? ` and ${found.roots.length - MOST_NAMED} more` : "";
    throw new NoAnswer(`${what} is reached at several values of ${input.name}: ${named}${more}; give low and high around one`);
  }
  if (found.jump !== undefined) {
    const [one, other] = found.jump;
    throw new NoAnswer(
      `${output.name} jumps across ${figure(target)} at ${input.name} ${exactFigure(other.x)}: it is ${figure(one.y + target)} on one side and ${figure(other.y + target)} on the other`,
    );
  }
  const values = points.map(({ y }) => y + target);
  throw new NoAnswer(
    `${what} is reached by no ${between}: it runs from ${figure(Math.min(...values))} to ${figure(Math.max(...values))}`,
  );
}

/** Enough digits to type the value back. */
const exactFigure = (value: number): string => String(Number(value.toPrecision(8)));

/** How far the output is from the target at values of the input; NaN where it has no value. */
class Question {
  constructor(
    private readonly scenario: Scenario,
    private readonly output: ScenarioOutput,
    private readonly input: NumberInput,
    private readonly target: number,
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
      take: ([column], from, count) => {
        for (let i = 0; i < count; i++) {
          const y = column[i] - this.target;
          points.push({ x: xs[from + i], y: isFiniteNumber(y) ? y : NaN });
        }
      },
    });
    return points;
  }

  readonly distance = (x: number): number => this.at([x])[0].y;
}

function wholeNumbers(from: number, to: number): number[] {
  const xs: number[] = [];
  for (let x = Math.ceil(from); x <= to; x++) xs.push(x);
  return xs;
}

/** Rising values between two: even steps, and steps that widen from the present value in both directions. */
function searchPoints(from: number, to: number, present: number): number[] {
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

interface Found {
  readonly roots: number[];
  /** Where the target holds over a whole range. */
  range?: readonly [number, number];
  /** Where the output passes the target without taking it. */
  jump?: readonly [Point, Point];
}

function exactRoots(points: readonly Point[]): Found {
  const found: Found = { roots: points.filter(({ y }) => y === 0).map(({ x }) => x) };
  const crossing = points.findIndex((point, i) => i > 0 && point.y * points[i - 1].y < 0);
  if (crossing > 0) found.jump = [points[crossing - 1], points[crossing]];
  return found;
}

function allRoots(question: Question, xs: readonly number[], known: readonly Point[]): Found {
  const points = withEdges(question, xs, known);
  const found: Found = { roots: [] };
  const add = (x: number): void => {
    if (!found.roots.some((root) => Math.abs(root - x) <= SAME * Math.max(Math.abs(root), Math.abs(x)))) found.roots.push(x);
  };
  const bracket = (one: Point, other: Point): void => {
    const [best, opposite] = signChangeBetween(question.distance, one, other);
    if (Math.abs(best.y) <= TOLERANCE * Math.max(1, Math.abs(one.y), Math.abs(other.y))) add(best.x);
    else found.jump ??= [opposite, best];
  };
  for (let i = 0; i < points.length; i++) {
    const { x, y } = points[i];
    const before = points[i - 1] as Point | undefined;
    const after = points[i + 1] as Point | undefined;
    if (y === 0) {
      add(x);
      if (before?.y === 0) found.range = [found.range?.[0] ?? before.x, x];
    } else if (before !== undefined && before.y * y < 0) {
      bracket(before, points[i]);
    } else if (
      before !== undefined &&
      after !== undefined &&
      before.y * y > 0 &&
      after.y * y > 0 &&
      Math.abs(y) < Math.abs(before.y) &&
      Math.abs(y) < Math.abs(after.y)
    ) {
      // Nearer to the target than both neighbours: it may touch it, or cross it and come back, in between.
      const nearest = nearestToZero(question.distance, before, points[i], after);
      if (nearest.y * y < 0) {
        bracket(before, nearest);
        bracket(nearest, after);
      } else if (Math.abs(nearest.y) <= TOLERANCE * Math.max(1, Math.abs(before.y), Math.abs(after.y))) {
        add(nearest.x);
      }
    }
  }
  return found;
}

/** The points with a value, and where the values end between two of those asked the last point that still has one. */
function withEdges(question: Question, xs: readonly number[], known: readonly Point[]): Point[] {
  const values = new Map(known.map((point) => [point.x, point]));
  const points: Point[] = [];
  xs.forEach((x, i) => {
    const here = values.get(x);
    const before = i > 0 ? values.get(xs[i - 1]) : undefined;
    if (here !== undefined && i > 0 && before === undefined) points.push(...lastValue(question, here, xs[i - 1]));
    if (here === undefined && before !== undefined) points.push(...lastValue(question, before, x));
    if (here !== undefined) points.push(here);
  });
  return points;
}

function lastValue(question: Question, known: Point, without: number): Point[] {
  let inside = known;
  let outside = without;
  for (let i = 0; i < BISECTIONS; i++) {
    const x = (inside.x + outside) / 2;
    if (x === inside.x || x === outside) break;
    const y = question.distance(x);
    if (hasValue(y)) inside = { x, y };
    else outside = x;
  }
  return inside === known ? [] : [inside];
}
