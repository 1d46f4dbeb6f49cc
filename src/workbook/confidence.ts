/*
 * How sure a verdict is, in words: the pane says it of a share of trials, a sheet's formula of the cell that holds one. Both
 * say the same of every share.
 */

const FEWER_THAN_1 = "fewer than 1";
const MORE_THAN_99 = "more than 99";

/** "pays in 80 of 100 trials"; only all are 100, only none are 0. */
export function confidence(shareAbove0: number): string {
  return `pays in ${trialsIn100(shareAbove0)} of 100 trials`;
}

function trialsIn100(share: number): string {
  const trials = Math.round(share * 100);
  // Nearly all or nearly none is not rounded to all or none.
  if (trials === 0 && share > 0) return FEWER_THAN_1;
  if (trials === 100 && share < 1) return MORE_THAN_99;
  return String(trials);
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

/** The confidence as a piece of a formula, which holds no numbers but 0 and 1. @param share The cell that holds the share of trials above 0. */
export function confidenceFormula(share: string): string {
  const percent = `TEXT(${share},"0%")`;
  const few = `AND(${share}>0,${percent}="0%")`;
  const many = `AND(${share}<1,${percent}="100%")`;
  return `"pays in "&IF(${few},"${FEWER_THAN_1}",IF(${many},"${MORE_THAN_99}",SUBSTITUTE(${percent},"%","")))&" of 100 trials"`;
}
