import { readRows } from "./compactTable";
import type { Confidence, Provenance } from "./fact";
import { indexByKey } from "./keyIndex";
import table from "./managed.json";
import { once } from "./once";

interface ManagedRow {
  readonly key: string;
  readonly name: string;
  readonly method: string;
  readonly training_low: number | null;
  readonly training_high: number | null;
  readonly input: number | null;
  readonly cached_input: number | null;
  readonly output: number | null;
  readonly hosting: string;
  readonly source: number;
  readonly as_of: string;
  readonly available_until: string | null;
  readonly trust: string;
  readonly confidence: Confidence;
  readonly training_confidence: Confidence;
}

/** A managed fine-tuning offer: prices in $ per 1M tokens, null where the source gives none. */
export interface ManagedOffer extends Provenance {
  readonly key: string;
  readonly name: string;
  readonly method: string;
  /** The same where the source gives one price; otherwise the ends of its range. */
  readonly trainingLow: number | null;
  readonly trainingHigh: number | null;
  readonly input: number | null;
  readonly cachedInput: number | null;
  readonly output: number | null;
  readonly hosting: string;
  /** How far the training price can be relied on; it is often second-hand where the token prices are not. */
  readonly trainingConfidence: Confidence;
  /** The words of the collection on how far the row is to be trusted. */
  readonly trust: string;
}

const offers = once<readonly ManagedOffer[]>(() =>
  readRows<ManagedRow>(table).map((row) => ({
    key: row.key,
    name: row.name,
    method: row.method,
    trainingLow: row.training_low,
    trainingHigh: row.training_high,
    input: row.input,
    cachedInput: row.cached_input,
    output: row.output,
    hosting: row.hosting,
    source: table.sources[row.source],
    asOf: row.as_of,
    ...(row.available_until === null ? {} : { availableUntil: row.available_until }),
    trust: row.trust,
    confidence: row.confidence,
    trainingConfidence: row.training_confidence,
  })),
);

const index = once(() =>
  indexByKey<ManagedOffer>({
    what: "a managed fine-tuning offer",
    items: offers(),
    keyOf: ({ key }) => key,
    aliasesOf: () => [],
  }),
);

/** Every managed fine-tuning offer. */
export const managedOffers = (): readonly ManagedOffer[] => offers();

/** A managed fine-tuning offer by key; undefined when it is none. */
export const findManagedOffer = (text: string): ManagedOffer | undefined => index().find(text);
