import { CalculationError, DomainError, NoAnswer } from "../errors";
import { hasValue, isFiniteNumber } from "../numbers";
import { requireFinite } from "../requirements";
import type { Point } from "../rootFinding";
import { movesWith } from "./faults";
import { closedBounds, NUMBER_INPUTS, type NumberInput } from "./inputs";
import type { ScenarioOutput } from "./outputs";
import { presentValues } from "./presentValues";
import { requireNoFault, scenarioOutputs, type Scenario } from "./scenario";
import { Question, searchPoints, wholeNumbers } from "./search";

/** The nearest value of an input at which an output crosses its target. */
export interface SwitchingValue {
  readonly name: string;
  readonly now: number;
  readonly switchesAt: number;
  /** (switchesAt − now) / |now|; undefined where now is 0. */
  readonly change: number | undefined;
}

/** Parts of what lies between the present value and a crossing, to see whether a nearer one hides there. */
const PARTS_BETWEEN = 512;
const MOST_LOOKS = 4;
/** Sections of a bracket that are computed together. */
const SECTIONS = 32;
/** A crossing is met, not jumped over, where the output comes this near to the target, as a share of the sizes involved. */
const MET = 1e-9;
const DIGITS = 10;
/** Nearer to 0 than this no amount means anything: it is "just above 0". */
const NEXT_TO_ZERO = 1e-12;

/**
 * For every input the nearest value at which an output crosses the target, all others as they are: the smallest change
 * first, those without a relative change last. Inputs that cannot turn it are left out.
 * @param inputs The inputs to look at.
 */
export function switchingValues(
  scenario: Scenario,
  output: ScenarioOutput,
  target: number,
  inputs: readonly NumberInput[] = NUMBER_INPUTS,
): SwitchingValue[] {
  requireFinite("target", target);
  if (output.kind !== "number")
    throw new DomainError(`output must be a number to cross a target: ${output.name} is ${output.unit}`);
  requireNoFault(scenario, output, []);
  const [value] = scenarioOutputs(scenario, [output]);
  if (value instanceof CalculationError && !(value instanceof NoAnswer && output.neverRanksLast === true)) throw value;

  const present = presentValues(scenario);
  const found: SwitchingValue[] = [];
  for (const input of inputs) {
    const now = present.get(input.name) ?? NaN;
    // A model that is given by its name has no other size.
    if (!hasValue(now) || scenario.keys.has(input.name) || !movesWith(scenario, output.name, input.name)) continue;
    const switchesAt = nearestCrossing(new Question(scenario, output, input, target, Infinity), input, now);
    if (switchesAt === undefined) continue;
    found.push({ name: input.name, now, switchesAt, change: now === 0 ? undefined : (switchesAt - now) / Math.abs(now) });
  }
  // Equal changes may differ in their last digits; they stay in the order of the inputs.
  const size = ({ change }: SwitchingValue): number =>
    change === undefined ? Infinity : Number(Math.abs(change).toPrecision(DIGITS));
  return found.sort((a, b) => (size(a) === size(b) ? 0 : size(a) - size(b)));
}

function nearestCrossing(question: Question, input: NumberInput, now: number): number | undefined {
  const [least, most] = closedBounds(input.domain);
  const isWhole = input.domain.whole === true;
  const xs = isWhole ? wholeNumbers(least, most) : [...new Set([...searchPoints(least, most, now), now])].sort((a, b) => a - b);
  const points = question.at(xs);
  const at = xs.indexOf(now);
  if (at < 0) return undefined;
  const sides = [points.slice(at), points.slice(0, at + 1).reverse()];
  const crossings = sides.map((outward) => firstCrossing(question, outward, isWhole)).filter((x) => x !== undefined);
  return crossings.reduce<number | undefined>(
    (nearest, x) => (nearest === undefined || Math.abs(x - now) < Math.abs(nearest - now) ? x : nearest),
    undefined,
  );
}

const isAbove = ({ y }: Point): boolean => y > 0;

/** The first point on the other side, and the one before it; points without a value are passed over. */
function firstOnOtherSide(outward: readonly Point[]): readonly [Point, Point] | undefined {
  const known = outward.filter(({ y }) => hasValue(y));
  const other = known.findIndex((point) => isAbove(point) !== isAbove(outward[0]));
  return other < 0 ? undefined : [known[other - 1], known[other]];
}

/** Where the output crosses the target first on the way outward from the present value. */
function firstCrossing(question: Question, outward: readonly Point[], isWhole: boolean): number | undefined {
  let crossing = firstOnOtherSide(outward);
  if (crossing === undefined) return undefined;
  if (isWhole) return crossing[1].x;
  const [now] = outward;
  for (let look = 0; look < MOST_LOOKS; look++) {
    const nearer = firstOnOtherSide(question.at(between(now.x, crossing[1].x, PARTS_BETWEEN)));
    if (nearer === undefined || nearer[1].x === crossing[1].x) break;
    crossing = nearer;
  }
  return narrowed(question, crossing);
}

/** A value and points on the way to another one, both included. */
const between = (from: number, to: number, parts: number): number[] =>
  Array.from({ length: parts + 1 }, (_, part) => (part === parts ? to : from + ((to - from) * part) / parts));

/** The crossing between two points on opposite sides, to the last digit. */
function narrowed(question: Question, [inner, outer]: readonly [Point, Point]): number {
  let [here, there] = [inner, outer];
  while (Math.abs(there.x) > NEXT_TO_ZERO || Math.abs(here.x) > NEXT_TO_ZERO) {
    const xs = between(here.x, there.x, SECTIONS).filter((x, i, all) => i === 0 || x !== all[i - 1]);
    if (xs.length <= 2) break;
    const bracket = firstOnOtherSide(question.at(xs));
    if (bracket === undefined) break;
    const isSame = bracket[0].x === here.x && bracket[1].x === there.x;
    [here, there] = bracket;
    if (isSame) break;
  }
  const size = MET * Math.max(1, ...[inner.y, outer.y].filter(isFiniteNumber).map(Math.abs));
  return Math.abs(here.y) < Math.abs(there.y) && Math.abs(here.y) <= size ? here.x : there.x;
}
