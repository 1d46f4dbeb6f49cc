import { DomainError, NoAnswer } from "../errors";
import { figure } from "../figures";
import { hasValue } from "../numbers";
import { requireFinite } from "../requirements";
import { nearestToZero, signChangeBetween, type Point } from "../rootFinding";
import { movesWith } from "./faults";
import { closedBounds, requireInDomain, type NumberInput } from "./inputs";
import type { ScenarioOutput } from "./outputs";
import { presentValues } from "./presentValues";
import { requireNoFault, type Scenario } from "./scenario";
import { Question, searchPoints, wholeNumbers } from "./search";

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
  if (!movesWith(scenario, output.name, input.name)) throw new NoAnswer(`${output.name} does not depend on ${input.name}`);

  const question = new Question(scenario, output, input, target);
  const what = `${output.name} of ${figure(target)}`;
  const between = `${input.name} between ${figure(from)} and ${figure(to)}`;
  const xs =
    input.domain.whole === true ? wholeNumbers(from, to) : searchPoints(from, to, presentValues(scenario).get(input.name) ?? NaN);
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
