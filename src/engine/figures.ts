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

const MONEY_SCALES = TOKEN_SCALES.filter(({ unit }) => unit >= 1e6);

/**
 * An amount of money, wherever a person reads one: $0.14, $3.92, $7,500, $1.2M. Cents below $100, whole dollars above, more
 * decimals only where a price is a fraction of a cent.
 */
export function dollars(amount: number): string {
  const size = Math.abs(amount);
  const sign = amount < 0 && size !== 0 ? "-" : "";
  return `${sign}$${amountText(size)}`;
}

function amountText(size: number): string {
  // What rounds up to the next order is written as that one.
  if (size < 0.995) {
    const text = rounded(size, FEWEST_DIGITS);
    return /^0\.\d$/.test(text) ? `${text}0` : text;
  }
  if (size < 99.995) return size.toFixed(2).replace(/\.00$/, "");
  if (size < 999_999.5) return withCommas(size.toFixed(0));
  const scale = MONEY_SCALES.find(({ unit }) => size >= unit * 0.9995) ?? MONEY_SCALES[MONEY_SCALES.length - 1];
  return withCommas(rounded(size / scale.unit, FEWEST_DIGITS)) + scale.letter;
}

/** Two amounts that a sentence compares, with the digits it takes to tell them apart. */
export function comparedDollars(value: number, threshold: number): [string, string] {
  const texts: [string, string] = [dollars(value), dollars(threshold)];
  if (texts[0] !== texts[1] || value === threshold) return texts;
  const [shown, shownThreshold] = comparedFigures(value, threshold).map((text) =>
    text.startsWith("-") ? `-$${text.slice(1)}` : `$${text}`,
  );
  return [shown, shownThreshold];
}

/** Two numbers that a sentence compares, with the digits it takes to tell them apart: never "5,000 is above 5,000". */
export const comparedFigures = (value: number, threshold: number): [string, string] => pair(value, threshold, () => PLAIN);

/** Two volumes of tokens that a sentence compares, told apart in the same way. */
export const comparedTokenFigures = (value: number, threshold: number): [string, string] => pair(value, threshold, tokenScale);
