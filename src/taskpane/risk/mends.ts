import { CalculationError } from "../../engine/errors";
import { inDomain, type NumberInput, zeroIsDefault } from "../../engine/scenario/inputs";
import type { ScenarioOutput } from "../../engine/scenario/outputs";
import { scenarioOutputs } from "../../engine/scenario/scenario";
import { type SwitchingValue, switchingValues } from "../../engine/scenario/switchingValues";
import { type Change, type ScenarioCell, type ScenarioInCells, scenarioWith } from "./scenarioInCells";
import { scaledRangeText } from "./writtenRange";

/*
 * The smallest changes that turn an answer, as cells would hold them: rounded to the side that turns it, and tried out.
 */

/** A scenario's cell whose input is a number, given as one or as a range. */
export interface NumberCell extends ScenarioCell {
  readonly input: NumberInput;
}

/** What an input is to be. */
export interface Wish {
  readonly cell: NumberCell;
  readonly now: number;
  readonly wanted: number;
}

/** Changes that together turn something, made in one step. */
export interface Mend {
  readonly changes: readonly Change[];
  /** The largest of its changes, relative to what is there. */
  readonly size: number;
}

/** As few digits as a person would type, more where fewer do not turn it. */
const FEWEST_DIGITS = 4;
const MOST_DIGITS = 15;
const BILLION = 1e9;
/** No cell is to hold "just above 0". */
const NEXT_TO_ZERO = 1e-9;

/** What comes in whole pieces, though the arithmetic takes parts of them. */
const COUNTED = new Set(["instances", "runs", "GPUs", "requests/day", "tokens/request", "months"]);

export const numberCells = ({ cells }: ScenarioInCells): NumberCell[] =>
  cells.filter((cell): cell is NumberCell => cell.input.kind === "number");

/** The shortest rounding of wishes that turns what is asked; undefined where none does. */
export function mendFor(wishes: readonly Wish[], turns: (changes: readonly Change[]) => boolean): Mend | undefined {
  const tried = new Set<string>();
  for (let digits = FEWEST_DIGITS; digits <= MOST_DIGITS; digits++) {
    for (const isBeyond of [false, true]) {
      const changes = wishes.map((wish) => changeOf(wish, digits, isBeyond));
      if (!changes.every((change) => change !== undefined)) continue;
      const key = changes.map(({ becomes }) => becomes).join(" ");
      if (tried.has(key)) continue;
      tried.add(key);
      if (isTurned(changes, turns)) return { changes, size: sizeOf(wishes) };
    }
  }
  return undefined;
}

/** Changes as they are, where they turn what is asked. */
export function mendWith(changes: readonly Change[], turns: (changes: readonly Change[]) => boolean): Mend | undefined {
  return changes.length > 0 && isTurned(changes, turns) ? { changes, size: Infinity } : undefined;
}

const sizeOf = (wishes: readonly Wish[]): number =>
  Math.max(...wishes.map(({ now, wanted }) => (now === 0 ? Infinity : Math.abs((wanted - now) / now))));

function isTurned(changes: readonly Change[], turns: (changes: readonly Change[]) => boolean): boolean {
  try {
    return turns(changes);
  } catch (error) {
    // A value that its input cannot have turns nothing.
    if (error instanceof CalculationError) return false;
    throw error;
  }
}

/** @param isBeyond Whether what is wanted must be passed and not only met. */
function changeOf({ cell, now, wanted }: Wish, digits: number, isBeyond: boolean): Change | undefined {
  const { input, entry, value } = cell;
  if (Math.abs(wanted) < NEXT_TO_ZERO && wanted !== 0) return undefined;
  const rounded = (exact: number, isUp: boolean): number => {
    const near = roundedAway(exact, { isUp, digits, isBeyond });
    if (!COUNTED.has(input.unit) || Math.abs(near) < 1) return near;
    return isUp ? Math.ceil(near) : Math.floor(near);
  };
  if (entry.range !== undefined) {
    // What is typed around 0, or on its other side, has no range of the same shape.
    if (!(wanted / now > 0)) return undefined;
    const factor = wanted / now;
    const becomes = scaledRangeText(String(value), {
      factor,
      unit: input.keys === "models" ? BILLION : 1,
      rounded: (exact) => rounded(exact, exact > exact / factor),
    });
    return becomes === undefined ? undefined : { cell, becomes };
  }
  const number = rounded(wanted, wanted > now);
  if (!inDomain(input.domain, number)) return undefined;
  return { cell, becomes: number === 0 && zeroIsDefault(input) ? "none" : number };
}

/** The number of so many digits next to an exact one, on the side it is moved to. */
export function roundedAway(
  exact: number,
  { isUp, digits, isBeyond }: { isUp: boolean; digits: number; isBeyond: boolean },
): number {
  const near = Number(exact.toPrecision(digits));
  const isThere = near === exact || near > exact === isUp;
  if (isThere && !isBeyond) return near;
  const exponent = Number(exact.toExponential().split("e")[1]);
  return Number((near + (isUp ? 1 : -1) * 10 ** (exponent - digits + 1)).toPrecision(digits));
}

/** Whether an output is above 0 at the centres. */
function isAbove0(taken: ScenarioInCells, output: ScenarioOutput, changes: readonly Change[]): boolean {
  const scenario = scenarioWith(taken, changes);
  const [value] = scenario.problems.length > 0 ? [] : scenarioOutputs(scenario, [output]);
  return typeof value === "number" && value > 0;
}

/** What would change the answer: the values at which the output is 0. */
export function crossings({ scenario }: ScenarioInCells, output: ScenarioOutput): SwitchingValue[] {
  return switchingValues(scenario, output, 0);
}

/** For each input with a cell, by its name, the change of it that makes a scenario pay which does not. */
export function mendsOfVerdict(
  taken: ScenarioInCells,
  output: ScenarioOutput,
  found: readonly SwitchingValue[],
): ReadonlyMap<string, Mend> {
  const mends = new Map<string, Mend>();
  if (isAbove0(taken, output, [])) return mends;
  for (const { name, now, switchesAt } of found) {
    const cell = numberCells(taken).find(({ input }) => input.name === name);
    const mend = cell && mendFor([{ cell, now, wanted: switchesAt }], (changes) => isAbove0(taken, output, changes));
    if (mend) mends.set(name, mend);
  }
  return mends;
}
