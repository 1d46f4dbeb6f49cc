import { readRangeText } from "../../engine/rangeText";
import type { TypedRange } from "../../engine/scenario/typedRange";

/* A range as a cell holds it: text of the catalogue's forms that means the same in every country. */

export type RangeForm = "interval" | "likely" | "around" | "uniform";

/** What is asked for each form, in the order of its text. */
export const RANGE_FORMS_ASKED: Readonly<Record<RangeForm, { readonly title: string; readonly numbers: readonly string[] }>> = {
  interval: { title: "P5 and P95: nine times of ten between", numbers: ["P5", "P95"] },
  likely: { title: "low, likely, high", numbers: ["Low", "Likely", "High"] },
  around: { title: "a centre, and how far P5 and P95 are", numbers: ["Centre", "±"] },
  uniform: { title: "the limits, nothing else known", numbers: ["Least", "Most"] },
};

/** Three decimals behind few digits are thousands in half of the world; a fourth says that they are not. */
const READ_IN_TWO_WAYS = /^-?[1-9]\d{0,2}\.\d{3}$/;

const numeral = (value: number): string => (READ_IN_TWO_WAYS.test(String(value)) ? `${value}0` : String(value));

/** The text of a range, which `typedRange` reads as these numbers. */
export function rangeText(form: RangeForm, numbers: readonly number[]): string {
  const written = numbers.map(numeral);
  switch (form) {
    case "interval":
      return written.join(" to ");
    case "likely":
      return written.join(" | ");
    case "around":
      return written.join(" ± ");
    case "uniform":
      return `uniform ${written.join(" to ")}`;
  }
}

/**
 * A range moved so that its centre is so many times as far from 0, in its own form.
 * @param unit What its numbers are counted in, as `readRangeText` takes it.
 * @param rounded Rounds each number, told the exact one.
 */
export function scaledRangeText(
  text: string,
  { factor, unit, rounded }: { factor: number; unit: number; rounded: (value: number) => number },
): string | undefined {
  const read = readRangeText(text, unit);
  const scaled = (value: number): number => rounded(value * factor);
  switch (read?.form) {
    case "interval":
    case "uniform":
      return rangeText(read.form, [scaled(read.low), scaled(read.high)]);
    case "likely":
      return rangeText(read.form, [scaled(read.low), scaled(read.likely), scaled(read.high)]);
    case "around":
      return read.isRelative
        ? `${rangeText("around", [scaled(read.centre), Number((read.by * 100).toPrecision(12))])} %`
        : rangeText("around", [scaled(read.centre), scaled(read.by)]);
    default:
      return undefined;
  }
}

/** What was understood of a range: "P5 20, median 28, P95 40". */
export function understood(range: TypedRange, shown: (value: number) => string): string {
  const [p5, median, p95] = [0.05, 0.5, 0.95].map((share) => shown(range.quantile(share)));
  return `P5 ${p5}, median ${median}, P95 ${p95}`;
}
