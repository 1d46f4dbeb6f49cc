import { PRICE_KINDS, type PriceKind } from "../engine/apiBill";
import { MissingPreset } from "../engine/errors";
import { apiModelKeys, apiPriceOn, findApiModel } from "./apiPrices";
import type { Fact, Provenance } from "./fact";
import { gpuPriceFact, type OfferBasis } from "./gpuPrices";
import { findGpu, GPU_FIELDS, type GpuField, gpuFigure, gpuKeys, gpuProvenance } from "./gpus";
import { findInstance, instanceKeys, instanceProvenance } from "./instances";
import { indexByKey, type KeyIndex } from "./keyIndex";
import { findManagedOffer, managedOffers } from "./managed";
import { findModel, MODEL_FIELDS, type ModelField, modelFigure, modelKeys, modelProvenance } from "./models";
import { once } from "./once";
import {
  caseTitles,
  projectPhases,
  referenceProvenance,
  servingLevers,
  servingReferenceKey,
  servingReferences,
  trainingReferenceKey,
  trainingReferences,
} from "./reference";
import { ownEntry } from "../engine/ownEntry";

/*
 * Every preset as one fact: value, unit, source. A key names a whole preset, of which one figure stands for it;
 * "key:field" names another of its figures ("h100_sxm:memory_gb", "gpt-4o:output", "h100_sxm:spot:aws").
 */

interface FactKind {
  readonly keys: () => readonly string[];
  readonly find: (text: string) => string | undefined;
  /** The fields, the one that stands for the whole preset first. */
  readonly fieldsOf: (key: string) => readonly string[];
  readonly fact: (key: string, field: string, part: string | undefined) => Fact;
}

const OFFERS = ["on_demand", "spot", "reserved_1y", "reserved_3y", "commit"] as const satisfies readonly OfferBasis[];
const PRICE_FIELDS: readonly string[] = [...OFFERS, "reference"];

function known(
  key: string,
  field: string,
  value: number | string | null | undefined,
  unit: string,
  provenance: Provenance,
): Fact {
  if (value === null || value === undefined) throw new MissingPreset(`${key} has no ${field}`);
  const { source, asOf, confidence, availableUntil } = provenance;
  return {
    key: `${key}:${field}`,
    value,
    unit,
    source,
    asOf,
    confidence,
    ...(availableUntil === undefined ? {} : { availableUntil }),
  };
}

/** A range as text, or the number where both ends are the same. */
const range = (low: number, high: number): number | string => (low === high ? low : `${low}-${high}`);

const gpus: FactKind = {
  keys: gpuKeys,
  find: findGpu,
  fieldsOf: () => [...Object.keys(GPU_FIELDS), ...PRICE_FIELDS],
  fact: (key, field, part) =>
    Object.hasOwn(GPU_FIELDS, field)
      ? known(key, field, gpuFigure(key, field as GpuField), GPU_FIELDS[field as GpuField], gpuProvenance(key))
      : gpuPriceFact(key, field as OfferBasis | "reference", part),
};

const INSTANCE_FIELDS = ["gpus", "gpu", "cloud"] as const;

const instances: FactKind = {
  keys: instanceKeys,
  find: (text) => findInstance(text)?.name,
  fieldsOf: () => [...INSTANCE_FIELDS, ...OFFERS.slice(0, -1)],
  fact(key, field) {
    const own = INSTANCE_FIELDS.find((name) => name === field);
    if (own === undefined) return gpuPriceFact(key, field as OfferBasis);
    return known(key, field, findInstance(key)?.[own], own === "gpus" ? "GPUs" : "text", instanceProvenance(key));
  },
};

const models: FactKind = {
  keys: modelKeys,
  find: findModel,
  fieldsOf: () => Object.keys(MODEL_FIELDS),
  fact: (key, field) =>
    known(key, field, modelFigure(key, field as ModelField), MODEL_FIELDS[field as ModelField], modelProvenance(key)),
};

const PER_MILLION = "$/1M tokens";

const PER_THOUSAND: Partial<Record<PriceKind, string>> = { request: "$/1,000 requests", web_search: "$/1,000 searches" };

const apiModels: FactKind = {
  keys: apiModelKeys,
  find: findApiModel,
  // The three that every list of prices has, then what this model has besides.
  fieldsOf: (key) => [
    "input",
    "cached_input",
    "output",
    ...PRICE_KINDS.filter((kind) => !BASIC.has(kind) && kind in apiPriceOn(key).prices),
  ],
  fact(key, field) {
    const price = apiPriceOn(key);
    const kind = field as PriceKind;
    return known(key, field, price.prices[kind], PER_THOUSAND[kind] ?? PER_MILLION, price);
  },
};

const BASIC: ReadonlySet<PriceKind> = new Set<PriceKind>(["input", "cached_input", "output"]);

const managed: FactKind = {
  keys: () => managedOffers().map(({ key }) => key),
  find: (text) => findManagedOffer(text)?.key,
  fieldsOf: (key) => {
    const offer = managedOffers().find((candidate) => candidate.key === key);
    return offer?.trainingLow === null ? ["input", "cached_input", "output"] : ["training", "input", "cached_input", "output"];
  },
  fact(key, field) {
    const offer = managedOffers().find((candidate) => candidate.key === key);
    if (offer === undefined) throw new MissingPreset(`${key} is not a managed fine-tuning offer`);
    if (field === "input") return known(key, field, offer.input, PER_MILLION, offer);
    if (field === "cached_input") return known(key, field, offer.cachedInput, PER_MILLION, offer);
    if (field === "output") return known(key, field, offer.output, PER_MILLION, offer);
    const training =
      offer.trainingLow === null || offer.trainingHigh === null ? null : range(offer.trainingLow, offer.trainingHigh);
    return known(key, field, training, PER_MILLION, { ...offer, confidence: offer.trainingConfidence });
  },
};

/** Small tables of records, whose keys need no aliases. */
function recordKind<Item>(
  items: () => readonly Item[],
  keyOf: (item: Item) => string,
  fields: Readonly<Record<string, (item: Item) => [number | string, string]>>,
  provenanceOf: (item: Item) => Provenance = () => referenceProvenance,
): FactKind {
  const index = once<KeyIndex<Item>>(() =>
    indexByKey<Item>({ what: "a known preset", items: items(), keyOf, aliasesOf: () => [] }),
  );
  return {
    keys: () => index().keys,
    find(text) {
      const item = index().find(text);
      return item === undefined ? undefined : keyOf(item);
    },
    fieldsOf: () => Object.keys(fields),
    fact(key, field) {
      const item = index().require("key", key);
      const [value, unit] = (ownEntry(fields, field) as (typeof fields)[string])(item);
      return known(key, field, value, unit, provenanceOf(item));
    },
  };
}

const trainingTable = recordKind(trainingReferences, trainingReferenceKey, {
  tokens_per_second: (row) => [row.tokens_per_second, "tokens/s"],
  gpus: (row) => [row.gpus, "GPUs"],
  price_per_hour: (row) => [row.price_per_hour, "$/h"],
});

const servingTable = recordKind(servingReferences, servingReferenceKey, {
  tokens_per_second: (row) => [row.tokens_per_second, "tokens/s"],
  gpus: (row) => [row.gpus, "GPUs"],
  cost_per_month: (row) => [row.cost_per_month, "$/month"],
});

const phases = recordKind(projectPhases, ({ key }) => key, {
  hours: (phase) => [range(phase.low_hours, phase.high_hours), "h"],
  low_hours: (phase) => [phase.low_hours, "h"],
  high_hours: (phase) => [phase.high_hours, "h"],
});

const levers = recordKind(servingLevers, ({ key }) => key, {
  range: (lever) => [range(lever.low, lever.high), lever.unit],
  low: (lever) => [lever.low, lever.unit],
  high: (lever) => [lever.high, lever.unit],
});

const cases = recordKind(caseTitles, ({ key }) => key, { title: (entry) => [entry.title, "text"] });

const KINDS: readonly FactKind[] = [
  gpus,
  instances,
  models,
  apiModels,
  managed,
  trainingTable,
  servingTable,
  phases,
  levers,
  cases,
];

/** Every key there is, kind by kind. */
export const presetKeys = (): readonly string[] => KINDS.flatMap((kind) => kind.keys());

/** The figures of a preset, by their "key:field" names; those that a preset lacks are left out. */
export function factsOf(key: string): Fact[] {
  const kind = KINDS.find((candidate) => candidate.keys().includes(key));
  if (kind === undefined) return [];
  return kind.fieldsOf(key).flatMap((field) => {
    try {
      return [kind.fact(key, field, undefined)];
    } catch (error) {
      if (error instanceof MissingPreset) return [];
      throw error;
    }
  });
}

interface Preset {
  readonly kind: FactKind;
  readonly key: string;
}

/** A key names its own preset, whatever another kind would read into it: "groq/qwen3-32b" is a price, not a shape. */
const byKey = once(() =>
  indexByKey<Preset>({
    what: "a known preset",
    items: KINDS.flatMap((kind) => kind.keys().map((key) => ({ kind, key }))),
    keyOf: ({ key }) => key,
    aliasesOf: () => [],
  }),
);

function findPreset(text: string): Preset | undefined {
  const named = byKey().find(text);
  if (named !== undefined) return named;
  for (const kind of KINDS) {
    const key = kind.find(text);
    if (key !== undefined) return { kind, key };
  }
  return undefined;
}

/** Names of fields as earlier releases had them. */
const FORMER_NAMES: ReadonlyMap<string, string> = new Map([
  ["commit_1yr", "reserved_1y"],
  ["commit_3yr", "reserved_3y"],
]);
const currentName = (field: string): string => FORMER_NAMES.get(field) ?? field;

function lookUp(text: string, field: string | undefined, part: string | undefined): Fact | undefined {
  const preset = findPreset(text);
  if (preset !== undefined) {
    const { kind, key } = preset;
    const fields = kind.fieldsOf(key);
    const wanted =
      field === undefined ? fields[0] : fields.find((candidate) => candidate === currentName(field.trim().toLowerCase()));
    if (wanted === undefined || (part !== undefined && !(OFFERS as readonly string[]).includes(wanted))) {
      throw new MissingPreset(
        `${key} has no "${[field, part].filter(Boolean).join(":")}": write ${key}: and one of ${fields.join(", ")}`,
      );
    }
    return kind.fact(key, wanted, part?.trim());
  }
  return undefined;
}

/**
 * The fact behind a key: "h100_sxm", "gpt-4o:output", "h100_sxm:spot:aws".
 * @throws MissingPreset that names the nearest keys, or the fields the preset has.
 */
export function requireFact(text: string, argument = "key"): Fact {
  const parts = text.split(":");
  // The longest key first: some keys hold a colon of their own.
  for (let length = parts.length; length > 0 && length >= parts.length - 2; length--) {
    const fact = lookUp(parts.slice(0, length).join(":"), parts[length], parts[length + 1]);
    if (fact !== undefined) return fact;
  }
  if (findPreset(parts[0]) === undefined) byKey().require(argument, parts[0]);
  throw new MissingPreset(`${argument} "${text}" has more parts than key:field:cloud`);
}
