/*
 * Numbers inside sentences. English digits with commas, always: the engine knows no locale, and one workbook must
 * give one text on every machine.
 */

const FEWEST_DIGITS = 3;
/** As many as tell any two numbers apart. */
const MOST_DIGITS = 17;
const LARGEST_IN_FULL = 1e15;
const SMALLEST_IN_FULL = 1e-6;

interface Scale {
  readonly unit: number;
  readonly letter: string;
}
const PLAIN: Scale = { unit: 1, letter: "" };
const TOKEN_SCALES: readonly Scale[] = [
  { unit: 1e12, letter: "T" },
  { unit: 1e9, letter: "B" },
  { unit: 1e6, letter: "M" },
  { unit: 1e3, letter: "K" },
];

const tokenScale = (tokens: number): Scale => TOKEN_SCALES.find(({ unit }) => tokens >= unit) ?? PLAIN;

/**
 * The power of ten of a number's first digit, as the number is written: a logarithm of 1000 is 2.9999999999999996 on some
 * machines.
 */
export const decimalExponent = (size: number): number => Number(size.toExponential().split("e")[1]);

/** Rounded to so many digits, but never in the digits before the decimal point. */
function rounded(value: number, digits: number): string {
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (size >= LARGEST_IN_FULL || size < SMALLEST_IN_FULL) return value.toExponential(digits - 1);
  const wholeDigits = decimalExponent(size) + 1;
  const fixed = value.toFixed(Math.max(0, Math.min(20, digits - wholeDigits)));
  return fixed.includes(".") ? fixed.replace(/\.?0+$/, "") : fixed;
}

function withCommas(number: string): string {
  const [whole, fraction] = number.split(".");
  if (whole.includes("e") || fraction?.includes("e")) return number;
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

function pair(value: number, threshold: number, scaleOf: (value: number) => Scale): [string, string] {
  const numbers = [value, threshold].map((number) => ({ number, scale: scaleOf(Math.abs(number)) }));
  for (let digits = FEWEST_DIGITS; ; digits++) {
    const texts = numbers.map(({ number, scale }) => rounded(number / scale.unit, digits));
    const [shownValue, shownThreshold] = texts.map((text, i) => Number(text) * numbers[i].scale.unit);
    if (digits === MOST_DIGITS || Math.sign(shownValue - shownThreshold) === Math.sign(value - threshold)) {
      const [valueText, thresholdText] = texts.map((text, i) => withCommas(text) + numbers[i].scale.letter);
      return [valueText, thresholdText];
    }
  }
}

/** A number as a sentence shows it: in full from 100 up, three digits below. */
export const figure = (value: number): string => withCommas(rounded(value, FEWEST_DIGITS));

/** A volume of tokens as people say it: 24.7M, 432M, 1.2B. */
export function tokenFigure(tokens: number): string {
  const { unit, letter } = tokenScale(tokens);
  return withCommas(rounded(tokens / unit, FEWEST_DIGITS)) + letter;
}

/** Two numbers that a sentence compares, with the digits it takes to tell them apart: never "5,000 is above 5,000". */
export const comparedFigures = (value: number, threshold: number): [string, string] => pair(value, threshold, () => PLAIN);

/** Two volumes of tokens that a sentence compares, told apart in the same way. */
export const comparedTokenFigures = (value: number, threshold: number): [string, string] => pair(value, threshold, tokenScale);
