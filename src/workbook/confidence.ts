/*
 * How sure a verdict is, in words: the pane says it of a share of trials, a sheet's formula of the cell that holds one. Both
 * say the same of every share.
 */

/** Nearer than this to all or to none, a share is not rounded to all or none. */
const HALF_A_TRIAL = 0.005;

const FEWER_THAN_1 = "fewer than 1";
const MORE_THAN_99 = "more than 99";

/** "pays in 80 of 100 trials"; only all are 100, only none are 0. */
export function confidence(shareAbove0: number): string {
  return `pays in ${trialsIn100(shareAbove0)} of 100 trials`;
}

function trialsIn100(share: number): string {
  if (share > 0 && share < HALF_A_TRIAL) return FEWER_THAN_1;
  if (share < 1 && share > 1 - HALF_A_TRIAL) return MORE_THAN_99;
  return String(Math.round(share * 100));
}

/** What a scenario comes to at its centres and, where it has ranges, how sure that is. */
export function verdict(amount: number, shareAbove0?: number): string {
  const atCentres = amount > 0 ? "It pays" : "It does not pay";
  return shareAbove0 === undefined
    ? `${atCentres}, if every figure is right.`
    : `${atCentres} at the centres; it ${confidence(shareAbove0)}.`;
}

/**
 * The verdict as a formula.
 * @param amount What gives the amount at the centres: a cell or a call.
 * @param shareAbove0 The cell that holds the share of trials above 0.
 */
export function verdictFormula(amount: string, shareAbove0: string): string {
  return `=IF(${amount}>0,"It pays","It does not pay")&" at the centres; it "&${confidenceFormula(shareAbove0)}&"."`;
}

/** The confidence as a piece of a formula. @param share The cell that holds the share of trials above 0. */
export function confidenceFormula(share: string): string {
  const few = `AND(${share}>0,${share}<${HALF_A_TRIAL})`;
  const many = `AND(${share}<1,${share}>${1 - HALF_A_TRIAL})`;
  return `"pays in "&IF(${few},"${FEWER_THAN_1}",IF(${many},"${MORE_THAN_99}",ROUND(100*${share},0)))&" of 100 trials"`;
}
