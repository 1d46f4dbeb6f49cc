import { INPUT_DESCRIPTIONS } from "../../engine/scenario/inputDescriptions";
import { type InputName, requireInput } from "../../engine/scenario/inputs";
import { findCase } from "../../presets/cases";
import { headings, input, label, note, unitBeside } from "../plannedCells";
import type { Address } from "../sheetPlan";
import type { Place } from "./placedRows";

/*
 * The worked case that the what-if sheets start from, as a block of name, value and unit: its own inputs, and those that
 * the sheet varies or looks at beside them.
 */

const CASE_KEY = "support";
/** Long enough for what changes from year to year to show. */
export const HORIZON_MONTHS = 36;

type Inputs = Readonly<Partial<Record<InputName, number | string>>>;

function supportCase(): Inputs {
  const entry = findCase(CASE_KEY);
  if (!entry) throw new Error(`no worked case has the key ${CASE_KEY}`);
  return entry.inputs;
}

/** The number the worked case has for an input. */
export function supportFigure(name: InputName): number {
  const value = supportCase()[name];
  if (typeof value !== "number") throw new Error(`the worked case ${CASE_KEY} has no number for ${name}`);
  return value;
}

/** How a figure of the input is shown; undefined as it was typed. */
export function inputFormat(name: InputName): string | undefined {
  const { kind, unit } = requireInput("name", name);
  if (kind === "text") return undefined;
  if (unit === "$") return "$#,##0";
  if (unit.startsWith("$/")) return "$#,##0.00";
  if (unit.startsWith("fraction") || unit === "effective annual") return "0.00%";
  return /^(tokens|requests)/.test(unit) ? "#,##0" : undefined;
}

/** The block under its headings, and the range of names and values as functions take it. */
export function baseScenario(origin: { readonly row: number; readonly column: number }, more: Inputs) {
  const entries = Object.entries({ ...supportCase(), horizon_months: HORIZON_MONTHS, ...more }) as [InputName, number | string][];
  const first = origin.row + 1;
  const last = origin.row + entries.length;
  return {
    /** The row below the block. */
    end: last + 1,
    range: (at: Address): string => `${at(first, origin.column, true)}:${at(last, origin.column + 1, true)}`,
    place(place: Place): void {
      place(origin.row, origin.column, ...headings("Base scenario", "Value", "Unit"));
      entries.forEach(([name, value], i) => {
        const { unit } = requireInput("name", name);
        place(
          first + i,
          origin.column,
          label(name, { note: INPUT_DESCRIPTIONS[name].doc }),
          input(value, { numberFormat: inputFormat(name) }),
          note(unitBeside(unit)),
        );
      });
    },
  };
}
