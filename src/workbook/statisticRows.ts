/** The rows of FT.SIMULATE, in its order, and how each is shown: as an amount of the output, or as what the row says. */
export const STATISTICS: readonly ("amount" | "share" | "count")[] = [
  ...Array.from({ length: 9 }, () => "amount" as const),
  "share",
  "amount",
  "share",
  "count",
  "count",
];

/** The rows of P5 to P95 among them. */
export const PERCENTILES = { first: 2, count: 7 } as const;

/** The row of the share of trials above 0. */
export const SHARE_ABOVE_0 = 9;
