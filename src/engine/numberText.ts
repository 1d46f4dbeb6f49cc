import { DomainError } from "./errors";
import { isFiniteNumber } from "./numbers";
import { shownText } from "./shownText";

/** 1.000 and 1,000 are one thousand in half of the world and one in the other half; 0.125 is the same in both. */
const READ_IN_TWO_WAYS = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/;

/**
 * Text as a number, as Excel reads it, percent sign included.
 * @throws DomainError for what is no number, may mean two, or is too small to be calculated with.
 */
export function numberInText(name: string, text: string): number {
  const digits = text.replace(/%\s*$/, "").trim();
  if (READ_IN_TWO_WAYS.test(digits)) {
    const [whole, thousandth] = digits.split(/[.,]/);
    const readings = `${Number(`${whole}.${thousandth}`)} or ${whole}${thousandth}`;
    throw new DomainError(
      `${name} must be a number, not the text "${shownText(text)}", which may mean ${readings}: type a number`,
    );
  }
  const number = Number(digits) / (digits === text.trim() ? 1 : 100);
  // Number() also reads 0x10, Infinity and blank text, which Excel does not.
  if (!isFiniteNumber(number) || !/^[\d.eE+-]*\d[\d.eE+-]*$/.test(digits)) {
    throw new DomainError(`${name} must be a number, not "${shownText(text)}"`);
  }
  if (number === 0 && /[1-9]/.test(digits.split(/e/i)[0])) {
    throw new DomainError(`${name} is too small to be calculated with: "${shownText(text)}"`);
  }
  return number;
}
