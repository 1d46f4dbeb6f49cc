import { requireInput, type NumberInputName } from "../engine/scenario/inputs";
import { INPUT_LABELS } from "./case/inputLabels";
import { CASE_DISTRIBUTION, DRAWN, RANGE_GUESSES } from "./case/typicalRanges";
import { confidenceFormula } from "./confidence";
import { formatOf, headings, input, label, note, result } from "./plannedCells";
import type { Address, PlannedCell } from "./sheetPlan";
import { SHARE_ABOVE_0 } from "./statisticRows";

/*
 * The ranges behind a verdict, to be seen and changed: for each uncertain input how far it may well lie from its value, and the
 * rows that FT.SIMULATE draws from, which follow the value. The same first guesses as the business case has.
 */

type Row = (PlannedCell | null)[];

/** What a block knows of its uncertain inputs. */
export interface RangesAsked {
  /** The row of the headings. */
  readonly row: number;
  readonly names: readonly NumberInputName[];
  /** The cell that holds an input's value. */
  readonly valueOf: (at: Address, name: NumberInputName) => string;
  /** When an input is not in use, as a condition; always in use where it says nothing. */
  readonly unusedWhen?: (at: Address, name: NumberInputName) => string | undefined;
}

export interface RangeRows {
  readonly rows: readonly Row[];
  /** The share of trials in which a scenario's net present value is above 0, as a formula. */
  readonly share: (at: Address, scenario: string) => string;
}

const LOW = 1;
const HIGH = 2;
/** Factors on the value, or yearly changes. */
const GUESS_FORMAT = "0%";
/** Name, kind, low, likely, high. */
const TABLE = 5;
const TABLE_COLUMNS = 5;
const HEADINGS = ["What is not certain", "Low", "High", "", "", "Drawn as", "Kind", "Low", "Likely", "High"];

/** How many trials are drawn, and by which seed: as in the business case. */
function drawnRow(name: keyof typeof DRAWN): Row {
  const { label: text, fallback } = DRAWN[name];
  return [label(text), input(fallback, { numberFormat: "#,##0" })];
}

export function rangeRows({ row, names, valueOf, unusedWhen }: RangesAsked): RangeRows {
  const first = row + 1;
  const guessed = RANGE_GUESSES.filter(([name]) => names.includes(name));
  const rows = guessed.map(([name, kind, low, high], i): Row => {
    const here = first + i;
    const isFactor = kind === "times";
    const numberFormat = formatOf(requireInput("name", name).unit);
    const end = (fold: "MIN" | "MAX", column: number) => (at: Address) => {
      const [value, guess] = [valueOf(at, name), at(here, column)];
      return `=${fold}(${value},${isFactor ? `${value}*${guess}` : guess})`;
    };
    // An input that is 0 or not in use has nothing to be drawn from, and a row without a name is not read.
    const nameFormula = (at: Address): string => {
      const unused = unusedWhen?.(at, name);
      const isRange = `${at(here, TABLE + 4)}>${at(here, TABLE + 2)}`;
      return `=IF(${unused === undefined ? isRange : `AND(NOT(${unused}),${isRange})`},"${name}","")`;
    };
    return [
      label(INPUT_LABELS[name]),
      input(low, { numberFormat: GUESS_FORMAT }),
      input(high, { numberFormat: GUESS_FORMAT }),
      note(isFactor ? "of its value" : "whatever its value"),
      null,
      result(nameFormula, { role: "label" }),
      label(CASE_DISTRIBUTION),
      result(end("MIN", LOW), { numberFormat }),
      result((at) => `=${valueOf(at, name)}`, { numberFormat }),
      result(end("MAX", HIGH), { numberFormat }),
    ];
  });
  const drawn = first + rows.length;
  return {
    rows: [headings(...HEADINGS), ...rows, drawnRow("trials"), drawnRow("seed")],
    share: (at, scenario) => {
      const distributions = `${at(first, TABLE, true)}:${at(drawn - 1, TABLE + TABLE_COLUMNS - 1, true)}`;
      const [trials, seed] = [drawn, drawn + 1].map((line) => at(line, LOW, true));
      return `=INDEX(FT.SIMULATE(${scenario},${distributions},"npv",${trials},${seed}),${SHARE_ABOVE_0 + 1},2)`;
    },
  };
}

/** How sure a verdict is, in words: a piece of a formula. @param share The cell of the share. @param place Where the ranges stand. */
export const sureFormula = (share: string, place: string): string =>
  `IFERROR("it "&${confidenceFormula(share)}&", over the ranges from row "&ROW(${place})&".","how sure that is cannot be said: look at the ranges from row "&ROW(${place})&".")`;
