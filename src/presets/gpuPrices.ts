import { DomainError, MissingPreset } from "../engine/errors";
import { nearestNames, normalizeName } from "../engine/names";
import { type CompactTable, readRows } from "./compactTable";
import type { Confidence, Fact, Provenance } from "./fact";
import table from "./gpuPrices.json";
import { findGpu, resolveGpu } from "./gpus";
import { findInstance, type Instance, instanceProvenance } from "./instances";
import { once } from "./once";
import { referencePrice, referenceProvenance } from "./reference";
import { ownEntry } from "../engine/ownEntry";

/** What a price buys: an hour on demand, an interruptible hour, or an hour within a commitment (`commit`: term not stated). */
export type OfferBasis = "on_demand" | "spot" | "reserved_1y" | "reserved_3y" | "commit";
/** The bases of FT.GPU_PRICE: `reference` is the price of the reference table. */
export type PriceBasis = Exclude<OfferBasis, "commit"> | "reference";

/** The rent of one GPU at one cloud. */
export interface GpuPrice extends Provenance {
  readonly gpu: string;
  readonly cloud: string;
  readonly basis: OfferBasis;
  /** $/GPU-hour. */
  readonly price: number;
  readonly machine: string;
  readonly region: string;
}

interface PriceRow {
  readonly gpu: string;
  readonly cloud: string;
  readonly basis: OfferBasis;
  readonly price: number;
  readonly machine: string;
  readonly region: string;
  readonly source: number;
  readonly as_of: string;
  readonly confidence: Confidence;
}

const toPrice = ({ gpu, cloud, basis, price, machine, region, source, as_of, confidence }: PriceRow): GpuPrice => ({
  gpu,
  cloud,
  basis,
  price,
  machine,
  region,
  source: `${table.sources[source]} (${machine}, ${region})`,
  asOf: as_of,
  confidence,
});

const prices = once<readonly GpuPrice[]>(() => readRows<PriceRow>(table as CompactTable).map(toPrice));
const history = once<readonly GpuPrice[]>(() =>
  readRows<PriceRow>({ columns: table.columns, rows: table.history } as CompactTable).map(toPrice),
);

const CLOUD_ALIASES: Readonly<Record<string, string>> = {
  amazon: "aws",
  amazonwebservices: "aws",
  google: "gcp",
  googlecloud: "gcp",
  microsoft: "azure",
  microsoftazure: "azure",
  lambdalabs: "lambda",
  vastai: "vast",
  togetherai: "together",
  ovh: "ovhcloud",
};

const cloudKeys = once<readonly string[]>(() => [...new Set([...prices(), ...history()].map(({ cloud }) => cloud))].sort());

/** Every current price, one per GPU, cloud and basis. */
export const gpuPrices = (): readonly GpuPrice[] => prices();

/** Prices that were once listed where no current one is known. */
export const formerGpuPrices = (): readonly GpuPrice[] => history();

/** The clouds with a price. */
export const clouds = (): readonly string[] => cloudKeys();

/**
 * The key of a cloud, by its name or a common alias.
 * @throws DomainError that names the nearest.
 */
export function resolveCloud(text: string, argument = "cloud"): string {
  const wanted = normalizeName(text);
  const known = ownEntry(CLOUD_ALIASES, wanted) ?? cloudKeys().find((cloud) => cloud === wanted);
  if (known !== undefined) return known;
  throw new DomainError(
    `${argument} must be a known cloud such as ${nearestNames(text, cloudKeys(), 5).join(", ")}, not "${text}"`,
  );
}

/** The middle one or two of a list of offers, by price. */
function middle(offers: readonly GpuPrice[]): readonly GpuPrice[] {
  const ordered = [...offers].sort((a, b) => a.price - b.price);
  const half = ordered.length / 2;
  return Number.isInteger(half) ? ordered.slice(half - 1, half + 1) : [ordered[Math.floor(half)]];
}

function missing(gpu: string, basis: string, cloud: string | undefined): MissingPreset {
  const label = basis.replace("_", " ");
  const listed = prices().filter((offer) => offer.gpu === gpu && offer.basis === basis);
  if (cloud === undefined) return new MissingPreset(`${gpu} has no price: no ${label} price is known for it`);
  const former = history().find((offer) => offer.gpu === gpu && offer.basis === basis && offer.cloud === cloud);
  const last = former === undefined ? "" : `; the last known is ${former.price} (${former.asOf})`;
  const others = listed.length === 0 ? "no cloud has one" : `it is listed at ${listed.map((offer) => offer.cloud).join(", ")}`;
  return new MissingPreset(`no current ${label} price is known for ${gpu} at ${cloud}${last}; ${others}`);
}

/** The rent of one GPU of a machine type. */
function instancePriceFact(instance: Instance, basis: OfferBasis, cloud: string | undefined): Fact {
  if (cloud !== undefined && cloud !== instance.cloud)
    throw new DomainError(`cloud must be ${instance.cloud} for ${instance.name}, or left out, not ${cloud}`);
  const value = basis === "commit" ? null : instance[basis];
  if (value === null) throw new MissingPreset(`no current ${basis.replace("_", " ")} price is known for ${instance.name}`);
  return { ...instanceProvenance(instance.name), key: `${instance.name}:${basis}`, value, unit: "$/GPU-hour" };
}

/**
 * The rent of a GPU with where it comes from: of a machine type, at one cloud, or the median of the clouds that list it.
 * @throws MissingPreset when the GPU is unknown (naming the nearest) or nobody lists it.
 */
export function gpuPriceFact(
  gpuText: string,
  basis: OfferBasis | "reference" = "on_demand",
  cloudText?: string,
  argument = "gpu",
): Fact {
  const gpu = resolveGpu(gpuText, argument);
  const unit = "$/GPU-hour";
  if (basis === "reference") {
    if (cloudText !== undefined)
      throw new DomainError("cloud must be left out for basis reference: the reference table has one price");
    const value = referencePrice(gpu);
    if (value === undefined) throw new MissingPreset(`the reference table has no price for ${gpu}: only for a100_80g and a10g`);
    return { ...referenceProvenance, key: `${gpu}:reference`, value, unit };
  }
  const cloud = cloudText === undefined ? undefined : resolveCloud(cloudText);
  const instance = findGpu(gpuText) === gpuText ? undefined : findInstance(gpuText);
  if (instance !== undefined) return instancePriceFact(instance, basis, cloud);
  const offers = prices().filter(
    (offer) => offer.gpu === gpu && offer.basis === basis && (cloud === undefined || offer.cloud === cloud),
  );
  if (offers.length === 0) throw missing(gpu, basis, cloud);
  const between = middle(offers);
  const key = cloud === undefined ? `${gpu}:${basis}` : `${gpu}:${basis}:${cloud}`;
  const value = between.length === 1 ? between[0].price : (between[0].price + between[1].price) / 2;
  if (cloud !== undefined)
    return { key, value, unit, source: offers[0].source, asOf: offers[0].asOf, confidence: offers[0].confidence };
  return {
    key,
    value,
    unit,
    source: `median of ${offers.length} ${offers.length === 1 ? "cloud" : "clouds"}: ${between.map((offer) => `${offer.cloud} ${offer.price}, ${offer.source}`).join("; ")}`,
    asOf: between.map(({ asOf }) => asOf).sort()[0],
    confidence:
      (["low", "medium", "high"] as const).find((level) => between.some(({ confidence }) => confidence === level)) ?? "low",
  };
}

/**
 * The rent of a GPU ($/GPU-hour): at one cloud, or the median of the clouds that list it.
 * @throws MissingPreset when the GPU is unknown (naming the nearest) or nobody lists it.
 */
export function gpuPrice(gpu: string, basis: PriceBasis = "on_demand", cloud?: string): number {
  return gpuPriceFact(gpu, basis, cloud).value as number;
}
