import { isFiniteNumber } from "./numbers";

/*
 * A range of values as people type it into a cell: "20 to 40", "30 ± 5", "30 ± 20 %", "20 | 30 | 60", "uniform 20 to 40". The
 * same reading in every language of Excel, so that only numbers are taken that mean one thing everywhere.
 */

/** What a text says: the form and its numbers, or what is wrong with it; undefined where it is no range at all. */
export type RangeText =
  | { readonly form: "interval" | "uniform"; readonly low: number; readonly high: number; readonly isPercent: boolean }
  /** Around a centre, by an amount of the same unit or, where `isRelative`, by a share of the centre. */
  | {
      readonly form: "around";
      readonly centre: number;
      readonly by: number;
      readonly isRelative: boolean;
      readonly isPercent: boolean;
    }
  | { readonly form: "likely"; readonly low: number; readonly likely: number; readonly high: number; readonly isPercent: boolean }
  | { readonly form: "wrong"; readonly problem: string };

/** The forms that are read, for messages and tooltips. */
export const RANGE_FORMS = '"20 to 40", "30 ± 5", "30 ± 20 %", "20 | 30 | 60" or "uniform 20 to 40"';

/** A longer text is no range. */
const MOST_READ = 256;

/** How many a letter behind a number stands for. */
const LETTERS = new Map([
  ["k", 1e3],
  ["m", 1e6],
  ["b", 1e9],
]);

interface Amount {
  readonly digits: number;
  readonly suffix: string;
}

/** What an amount comes to, with its own suffix or another one's. */
type Value = (amount: Amount, suffix?: string) => number;

/** @param unit What the input is counted in: of billions, "7B" is 7. */
const valueIn =
  (unit: number): Value =>
  ({ digits, suffix: own }, suffix = own) => {
    if (suffix === "%") return digits / 100;
    const letter = LETTERS.get(suffix);
    return letter === undefined ? digits : (digits * letter) / unit;
  };

const wrong = (problem: string): RangeText => ({ form: "wrong", problem });

/** 1.000 and 1,000 are one thousand in half of the world and one in the other half; 0.125 is the same in both. */
const READ_IN_TWO_WAYS = /^[1-9]\d{0,2}[.,]\d{3}$/;
const PLAIN = /^(?:\d+[.,]?\d*|[.,]\d+)(?:e[+-]?\d{1,3})?$/i;
const GROUPS_OF_THREE = /^[1-9]\d{0,2}(?:(?:,\d{3})+(?:\.\d+)?|(?:\.\d{3})+(?:,\d+)?)$/;

/** The digits of a number that means one thing everywhere; a text says what is wrong with others. */
function readDigits(text: string): number | string {
  if (READ_IN_TWO_WAYS.test(text)) {
    const [whole, thousandths] = text.split(/[.,]/);
    return `"${text}" may mean ${Number(`${whole}.${thousandths}`)} or ${whole}${thousandths}`;
  }
  if (PLAIN.test(text)) return Number(text.replace(",", "."));
  if (!GROUPS_OF_THREE.test(text)) return `"${text}" is not a number`;
  // Where both signs occur the last one is the decimal one; else all of them part thousands.
  const isDecimal = text.includes(".") && text.includes(",");
  const point = isDecimal ? Math.max(text.lastIndexOf("."), text.lastIndexOf(",")) : text.length;
  return Number(`${text.slice(0, point).replace(/[.,]/g, "")}.${text.slice(point + 1)}`);
}

/** "$1.5k", "-20 %", "3e6": a sign, a number, what multiplies it. */
const AMOUNT = /^([+-])?\s*\$?\s*([+-])?\s*([\d.,]+(?:e[+-]?\d+)?)\s*(%|[kmb])?$/i;

function readAmount(text: string): Amount | string {
  const match = AMOUNT.exec(text.trim());
  if (match === null || (match[1] !== undefined && match[2] !== undefined)) return `"${text.trim()}" is not a number`;
  const digits = readDigits(match[3]);
  if (typeof digits === "string") return digits;
  if (!isFiniteNumber(digits)) return `"${text.trim()}" is too large`;
  const isNegative = match[1] === "-" || match[2] === "-";
  return { digits: isNegative ? -digits : digits, suffix: (match[4] ?? "").toLowerCase() };
}

/**
 * The values of amounts that rise. A suffix on the last one alone holds for all before it, unless that runs backwards:
 * "5 to 10k" is 5,000 to 10,000, "900 to 1k" is 900 to 1,000.
 */
function risingValues(amounts: readonly Amount[], valueOf: Value): number[] | string {
  const last = amounts[amounts.length - 1];
  const isAlone = last.suffix !== "" && amounts.slice(0, -1).every(({ suffix }) => suffix === "");
  const rises = (values: readonly number[]): boolean => values.every((value, i) => i === 0 || values[i - 1] <= value);
  const each = amounts.map((amount) => valueOf(amount));
  const shared = isAlone ? amounts.map((amount) => valueOf(amount, last.suffix)) : each;
  const values = rises(shared) ? shared : each;
  if (!rises(values)) return "its numbers are the wrong way round";
  if (values[0] === values[values.length - 1]) return "its numbers are equal: type a fixed value as a number";
  return values;
}

function readAround(centreText: string, byText: string, valueOf: Value): RangeText {
  const centre = readAmount(centreText);
  const by = readAmount(byText);
  if (typeof centre === "string") return wrong(centre);
  if (typeof by === "string") return wrong(by);
  if (by.digits < 0) return wrong("what follows ± must not be negative");
  if (by.digits === 0) return wrong("± 0 is no range: type a fixed value as a number");
  const isPercent = centre.suffix === "%";
  if (by.suffix === "%" && !isPercent) {
    const value = valueOf(centre);
    if (value === 0) return wrong("a share of 0 is no range");
    return { form: "around", centre: value, by: by.digits / 100, isRelative: true, isPercent };
  }
  if (isPercent && by.suffix !== "%")
    return wrong(`"${byText.trim()}" is no percentage: write ${centreText.trim()} ± ${by.digits} %`);
  // "30 ± 5k" is 30,000 ± 5,000, as in "20 to 40k"; "30k ± 5" is 30,000 ± 5.
  const suffix = centre.suffix === "" ? by.suffix : centre.suffix;
  return { form: "around", centre: valueOf(centre, suffix), by: valueOf(by), isRelative: false, isPercent };
}

/**
 * Reads a text that may say a range; undefined for one that does not try to.
 * @param unit What its numbers are counted in: a size in billions takes "7B" as 7.
 */
export function readRangeText(raw: string, unit = 1): RangeText | undefined {
  if (raw.length > MOST_READ) return undefined;
  const valueOf = valueIn(unit);
  const text = raw.replace(/\s+/g, " ").trim();
  const around = text.split(/±|\+\/-|\+-/);
  if (around.length === 2) return readAround(around[0], around[1], valueOf);
  if (around.length > 2) return wrong("± stands in it more than once");
  if (text.includes("|")) {
    const amounts = text.split("|").map(readAmount);
    const problem = amounts.find((amount) => typeof amount === "string");
    if (problem !== undefined) return wrong(problem);
    if (amounts.length !== 3) return wrong("low | likely | high takes three numbers");
    const values = risingValues(amounts as Amount[], valueOf);
    if (typeof values === "string") return wrong(values);
    const [low, likely, high] = values;
    return { form: "likely", low, likely, high, isPercent: hasPercent(amounts as Amount[]) };
  }
  const interval = /^(uniform )?(.*\d.*?) to (.*\d.*)$/i.exec(text);
  if (interval === null) return undefined;
  const amounts = [interval[2], interval[3]].map(readAmount);
  const problem = amounts.find((amount) => typeof amount === "string");
  if (problem !== undefined) return wrong(problem);
  const values = risingValues(amounts as Amount[], valueOf);
  if (typeof values === "string") return wrong(values);
  const form = interval[1] === undefined ? "interval" : "uniform";
  return { form, low: values[0], high: values[1], isPercent: hasPercent(amounts as Amount[]) };
}

const hasPercent = (amounts: readonly Amount[]): boolean => amounts.some(({ suffix }) => suffix === "%");
