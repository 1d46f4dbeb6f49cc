/*
 * Two questions about a number that the arithmetic asks a million times, spelt as the comparisons every engine compiles to
 * one instruction and inlines: simulations and tables of scenarios take the same time with and without the names.
 */

/** False for NaN and both infinities, none of which a cell can hold. */
export const isFiniteNumber = (x: number): boolean => x - x === 0;

/** False for NaN, by which columns and results say "left out" or "there is none". */
// eslint-disable-next-line no-self-compare -- only NaN differs from itself
export const hasValue = (x: number): boolean => x === x;
