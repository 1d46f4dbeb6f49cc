import { DomainError } from "./errors";
import { isFiniteNumber } from "./numbers";

/*
 * Every check names the argument as the user sees it (snake_case, as in Excel) and states the requirement.
 * Each returns the value it checked, so that a check reads as part of the formula that relies on it.
 */

function shown(value: unknown): string {
  return typeof value === "string" ? `"${value}"` : String(value);
}

function fail(name: string, requirement: string, value: unknown): never {
  throw new DomainError(`${name} must be ${requirement}, not ${shown(value)}`);
}

/** A finite number of either sign. */
export function requireFinite(name: string, value: number): number {
  if (typeof value === "number" && isFiniteNumber(value)) return value;
  return fail(name, "a finite number", value);
}

/** A finite number of 0 or more. */
export function requireNonNegative(name: string, value: number): number {
  if (typeof value === "number" && value >= 0 && value < Infinity) return value;
  return fail(name, "0 or more", value);
}

/** A finite number above 0. */
export function requirePositive(name: string, value: number): number {
  if (typeof value === "number" && value > 0 && value < Infinity) return value;
  return fail(name, "greater than 0", value);
}

/** Below it a number has fewer digits, and none in the end. */
const SMALLEST_NORMAL = 2.2250738585072014e-308;

/**
 * A product to divide by. Where it overflowed, the division would make a false 0 of it, and where it became 0 although no
 * factor is, a false "there is none".
 */
export function requireDivisor(product: number, ...factors: readonly number[]): number {
  if (product < Infinity && (product >= SMALLEST_NORMAL || factors.includes(0))) return product;
  throw new DomainError("the result cannot be computed: the arguments together are too large or too small");
}

/** A share or rate from 0 to 1; a value such as 5 is answered as the percent it most likely is. */
export function requireFraction(name: string, value: number): number {
  if (typeof value === "number" && value >= 0 && value <= 1) return value;
  return failFraction(name, "between 0 and 1", value);
}

/** A share or rate above 0 and up to 1. */
export function requirePositiveFraction(name: string, value: number): number {
  if (typeof value === "number" && value > 0 && value <= 1) return value;
  return failFraction(name, "greater than 0 and at most 1", value);
}

/** A share of which something must remain: from 0 up to, not including, 1. */
export function requireFractionBelowOne(name: string, value: number): number {
  if (typeof value === "number" && value >= 0 && value < 1) return value;
  return failFraction(name, "0 or more and below 1", value);
}

/** A share strictly between none and all, such as a confidence. */
export function requireProperFraction(name: string, value: number): number {
  if (typeof value === "number" && value > 0 && value < 1) return value;
  return failFraction(name, "greater than 0 and below 1", value);
}

function failFraction(name: string, requirement: string, value: number): never {
  if (typeof value === "number" && value > 1 && value <= 100) {
    throw new DomainError(`${name} must be ${requirement}: write ${value} % as ${value / 100}, not ${value}`);
  }
  return fail(name, requirement, value);
}

/** A yearly change or discount rate: a loss of everything (-1) is its lower bound, never reached. */
export function requireGrowthRate(name: string, value: number): number {
  if (typeof value === "number" && value > -1 && value < Infinity) return value;
  return fail(name, "greater than -1 (a fraction: -0.5 for a fall of 50 %)", value);
}

/** The most a yearly change may be: elevenfold a year, so that 20 meant as 20 % is told from a fraction. */
const FASTEST_GROWTH = 10;

/** A yearly change of a price or of traffic. */
export function requireYearlyChange(name: string, value: number): number {
  if (typeof value === "number" && value > -1 && value <= FASTEST_GROWTH) return value;
  if (value > FASTEST_GROWTH) return failFraction(name, `at most ${FASTEST_GROWTH}`, value);
  return requireGrowthRate(name, value);
}

/** A whole number of `least` or more. */
export function requireWhole(name: string, value: number, least: number): number {
  if (typeof value === "number" && value >= least && Number.isInteger(value)) return value;
  return fail(name, `a whole number of ${least} or more`, value);
}

/** A finite number of `least` or more. */
export function requireAtLeast(name: string, value: number, least: number): number {
  if (typeof value === "number" && value >= least && value < Infinity) return value;
  return fail(name, `${least} or more`, value);
}

/** A finite number from `least` to `most`, both allowed. */
export function requireBetween(name: string, value: number, least: number, most: number): number {
  if (typeof value === "number" && value >= least && value <= most) return value;
  return fail(name, `between ${least} and ${most}`, value);
}
