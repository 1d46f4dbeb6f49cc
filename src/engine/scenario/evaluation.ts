import { DomainError } from "../errors";
import { MOST_MONTHS, NUMBER_INPUTS, type NumberInputName } from "./inputs";
import { SUPPLIED_QUANTITIES, type SuppliedName } from "./supplied";
import { STEPS, type QuantityName } from "./steps";
import type { Column, Columns } from "./steps/step";

/*
 * Runs the steps a question needs, over as many rows as it has. What does not depend on a varied input is computed
 * once, for one row, and copied into the columns that are read; the rest goes column by column through a part of the
 * rows that stays in the processor's cache.
 */

/** Rows computed together. Also the length of a stream of random numbers, so that changing it changes simulations. */
export const CHUNK = 512;

/**
 * From one column to the next in memory: a line of the cache more than a column takes. Columns a power of two apart would have each
 * row in the same few lines, and a step that reads ten of them would push its own out.
 */
const COLUMN_STRIDE = CHUNK + 8;

const SLOTS = new Map<string, number>();
for (const input of NUMBER_INPUTS) SLOTS.set(input.name, SLOTS.size);
for (const name of SUPPLIED_QUANTITIES) SLOTS.set(name, SLOTS.size);
/** How many quantities a scenario brings; the others are computed. */
export const GIVEN_QUANTITIES = SLOTS.size;
for (const step of STEPS) for (const name of step.gives) SLOTS.set(name, SLOTS.size);

function slotOf(name: string): number {
  const slot = SLOTS.get(name);
  if (slot === undefined) throw new Error(`no quantity ${name}`);
  return slot;
}

const STEP_NEEDS: readonly (readonly number[])[] = STEPS.map((step) => step.needs.map(slotOf));
const STEP_GIVES: readonly (readonly number[])[] = STEPS.map((step) => step.gives.map(slotOf));

const STEP_UNREAD = STEPS.map(({ unread }) =>
  unread === undefined ? undefined : { slots: new Set(unread.needs.map(slotOf)), where: slotOf(unread.where), is: unread.is },
);

/** What a scenario brings as a number. */
export type GivenName = NumberInputName | SuppliedName;

/** The place of an input's value, or of what is supplied beside the inputs, in a scenario's numbers. */
export const inputSlot: (name: GivenName) => number = slotOf;

/** Working memory, filled anew by each call: nothing in it outlives one. */
interface Workspace {
  /** By slot. */
  readonly columns: readonly Column[];
  /** Runs a step on its columns, by its place in STEPS. */
  readonly steps: readonly ((count: number) => void)[];
}

let workspace: Workspace | undefined;

function newWorkspace(): Workspace {
  const memory = new Float64Array(SLOTS.size * COLUMN_STRIDE);
  const columns = Array.from({ length: SLOTS.size }, (_, slot) => {
    const start = slot * COLUMN_STRIDE;
    return memory.subarray(start, start + CHUNK);
  });
  const byName = (names: readonly string[]): Columns<string> =>
    Object.fromEntries(names.map((name) => [name, columns[slotOf(name)]]));
  const steps = STEPS.map((step) => {
    const gives = byName(step.gives);
    const needs = byName(step.needs);
    return (count: number): void => step.run(count, gives, needs);
  });
  return { columns, steps };
}

const ASKED = 1;
const VARIED = 2;

/** The needs of every step, less those that are not read with these numbers. */
function needsWith(numbers: Readonly<Float64Array>, varied: readonly GivenName[]): readonly (readonly number[])[] {
  const variedSlots = varied.map(slotOf);
  return STEP_NEEDS.map((needs, s) => {
    const unread = STEP_UNREAD[s];
    if (unread === undefined || unread.where >= GIVEN_QUANTITIES || variedSlots.includes(unread.where)) return needs;
    return unread.is(numbers[unread.where]) ? needs.filter((slot) => !unread.slots.has(slot)) : needs;
  });
}

/** Marks the quantities that the outputs need, and of these the ones that a varied input reaches. */
function marksOf(outputs: readonly QuantityName[], varied: readonly GivenName[], stepNeeds = STEP_NEEDS): Uint8Array {
  const marks = new Uint8Array(SLOTS.size);
  for (const output of outputs) marks[slotOf(output)] = ASKED;
  for (let s = STEPS.length - 1; s >= 0; s--) {
    if (STEP_GIVES[s].some((slot) => marks[slot] & ASKED)) for (const slot of stepNeeds[s]) marks[slot] |= ASKED;
  }
  for (const name of varied) marks[slotOf(name)] |= VARIED;
  for (let s = 0; s < STEPS.length; s++) {
    if (stepNeeds[s].some((slot) => marks[slot] & VARIED)) for (const slot of STEP_GIVES[s]) marks[slot] |= VARIED;
  }
  return marks;
}

/** Whether an output, or what it is computed from, depends on an input. */
export function dependsOn(output: QuantityName, input: NumberInputName): boolean {
  return (marksOf([output], [])[slotOf(input)] & ASKED) !== 0;
}

/** Any quantity the outputs are computed from, by name, as what gives its value in a row of the part at hand; 0 for another. */
export type ReadingOf = (name: string) => (row: number) => number;

/** Rows to compute: a scenario of which some inputs vary from row to row. */
export interface Rows {
  /** What does not vary, by `inputSlot`; NaN where one follows from others. */
  readonly numbers: Readonly<Float64Array>;
  readonly varied: readonly GivenName[];
  readonly outputs: readonly QuantityName[];
  readonly count: number;
  /** Fills the columns of `varied` with the values of the rows from `from` on; some rows may be asked for twice. */
  readonly fill: (varied: readonly Column[], from: number, count: number) => void;
  /** How long a row is reckoned to take without its months (ns); next to nothing when omitted. */
  readonly nanosecondsPerRow?: number;
  /** Takes the outputs of the rows from `from` on; the columns and what `readingOf` gives are the same ones in every part. */
  readonly take: (outputs: readonly Column[], from: number, count: number, readingOf: ReadingOf) => void;
}

/** What goes through every month of every row, and how long a month takes (ns, measured). */
interface Monthly {
  readonly name: string;
  readonly nanoseconds: number;
}
const MONTHLY_OUTPUTS: readonly (Monthly & { readonly name: QuantityName })[] = [
  { name: "irr", nanoseconds: 40 },
  { name: "payback_dynamic_months", nanoseconds: 12 },
];
const MONTHLY_FLEET: Monthly = { name: "a fleet sized anew in every month", nanoseconds: 10 };
/** What is made of the fleet of each month, where that changes. */
const MADE_OF_FLEETS: readonly QuantityName[] = ["worth_of_instances", ...MONTHLY_OUTPUTS.map(({ name }) => name)];
/** How long a page may stand still in one call. */
export const MOST_NANOSECONDS = 500e6;
/** The step that gives the months of a row, from inputs alone. */
const HORIZON = STEPS.findIndex(({ gives }) => (gives as readonly QuantityName[]).includes("flow_months"));

/**
 * Computes every row, part by part and in order.
 * @throws DomainError when the rows have more months than can be gone through in one call; it says how many rows fit.
 */
export function evaluateRows({ numbers, varied, outputs, count, fill, take, nanosecondsPerRow = 0 }: Rows): void {
  workspace ??= newWorkspace();
  const { columns: all, steps } = workspace;
  // For one row finding them takes longer than computing them.
  const needs = count > 1 ? needsWith(numbers, varied) : STEP_NEEDS;
  const marks = marksOf(outputs, varied, needs);
  for (let slot = 0; slot < GIVEN_QUANTITIES; slot++) all[slot][0] = numbers[slot];

  const repeated: number[] = [];
  for (let s = 0; s < STEPS.length; s++) {
    const asked = STEP_GIVES[s].some((slot) => marks[slot] & ASKED);
    if (!asked) continue;
    if (STEP_GIVES[s].some((slot) => marks[slot] & VARIED)) repeated.push(s);
    else steps[s](1);
  }

  const width = Math.min(CHUNK, count);
  const constant = new Set<number>(outputs.map(slotOf));
  for (const s of repeated) for (const slot of needs[s]) constant.add(slot);
  for (const slot of constant) if (!(marks[slot] & VARIED)) all[slot].fill(all[slot][0], 1, width);

  const variedColumns = columnsOf(all, varied.map(slotOf));
  const outputColumns = columnsOf(all, outputs.map(slotOf));
  const readingOf: ReadingOf = (name) => {
    const slot = slotOf(name);
    if (!(marks[slot] & ASKED) && slot >= GIVEN_QUANTITIES) return () => 0;
    const column = all[slot];
    return marks[slot] & VARIED ? (row) => column[row] : () => column[0];
  };
  requireMonthsThatFit();
  for (let from = 0; from < count; from += CHUNK) {
    const rows = Math.min(CHUNK, count - from);
    fill(variedColumns, from, rows);
    for (const s of repeated) steps[s](rows);
    take(outputColumns, from, rows, readingOf);
  }

  /** Before anything is computed month by month: only the horizons of the rows, where they could be too many. */
  function requireMonthsThatFit(): void {
    const monthly = monthlyWork({ numbers, varied, outputs }, marks);
    const perMonth = totalOf(monthly);
    if (perMonth === 0 || count * (nanosecondsPerRow + MOST_MONTHS * perMonth) <= MOST_NANOSECONDS) return;
    const isVaried = repeated.includes(HORIZON);
    const monthsOf = readingOf("flow_months");
    let reckoned = 0;
    for (let from = 0; from < count; from += CHUNK) {
      const rows = Math.min(CHUNK, count - from);
      if (isVaried) {
        fill(variedColumns, from, rows);
        steps[HORIZON](rows);
      }
      for (let row = 0; row < rows; row++) reckoned += nanosecondsPerRow + monthsOf(row) * perMonth;
      if (reckoned > MOST_NANOSECONDS) {
        const names = monthly.map(({ name }) => name).join(" and ");
        const takes = monthly.length > 1 ? "take" : "takes";
        throw new DomainError(`${names} of ${count} rows or trials ${takes} too long for one call: the first ${from} fit`);
      }
    }
  }
}

type Question = Pick<Rows, "numbers" | "varied" | "outputs">;

const totalOf = (monthly: readonly Monthly[]): number => monthly.reduce((sum, { nanoseconds }) => sum + nanoseconds, 0);

/** What a question goes through in every month of a row. @param marks Those of the question. */
function monthlyWork({ numbers, varied, outputs }: Question, marks: Uint8Array): Monthly[] {
  const monthly: Monthly[] = MONTHLY_OUTPUTS.filter(({ name }) => outputs.includes(name));
  const isOfFleets = MADE_OF_FLEETS.some((name) => marks[slotOf(name)] & ASKED);
  return isOfFleets && isFleetResized({ numbers, varied }) ? [...monthly, MONTHLY_FLEET] : monthly;
}

/** How long the months of a row are reckoned to take (ns), where none has more of them than so many. */
export const nanosecondsOfMonths = (question: Question, months = MOST_MONTHS): number =>
  months * totalOf(monthlyWork(question, marksOf(question.outputs, question.varied)));

/** Whether each month has a fleet of its own: it follows a volume that grows. */
function isFleetResized({ numbers, varied }: Pick<Rows, "numbers" | "varied">): boolean {
  const canBe = (name: GivenName, isSo: (value: number) => boolean): boolean =>
    varied.includes(name) || isSo(numbers[slotOf(name)]);
  return canBe("tokens_per_second", (speed) => speed > 0) && canBe("volume_growth", (growth) => growth !== 0);
}

const columnsOf = (all: readonly Column[], slots: readonly number[]): Column[] => slots.map((slot) => all[slot]);
