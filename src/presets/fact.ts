/** How far a figure can be relied on: read at its origin, read second-hand, or not verified. */
export type Confidence = "high" | "medium" | "low";

/** Where a figure comes from; every preset carries it. */
export interface Provenance {
  readonly source: string;
  /** The day the figure held, as ISO text. */
  readonly asOf: string;
  readonly confidence: Confidence;
  /** The last day on which the offer can be had, as ISO text; absent where no end is announced. */
  readonly availableUntil?: string;
}

/** One figure with its unit and where it comes from. */
export interface Fact extends Provenance {
  readonly key: string;
  readonly value: number | string;
  readonly unit: string;
}
