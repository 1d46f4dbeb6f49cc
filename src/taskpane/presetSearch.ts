import type { Confidence } from "../presets/fact";
import { findApiModel } from "../presets/apiPrices";
import { findGpu } from "../presets/gpus";
import { findModel } from "../presets/models";
import { normalizeName } from "../engine/names";
import { figuresOf, PRESET_KINDS, type PresetKindKey } from "../workbook/presetCells";

export type ConfidenceFilter = "any" | "medium" | "high";

const MEETS: Record<ConfidenceFilter, readonly Confidence[]> = {
  any: ["high", "medium", "low"],
  medium: ["high", "medium"],
  high: ["high"],
};

/** Other spellings of one preset ("A100-80GB", "meta-llama/Llama-3.1-8B-Instruct") lead to its key. */
const BY_ALIAS: Partial<Record<PresetKindKey, (text: string) => string | undefined>> = {
  gpus: findGpu,
  models: findModel,
  apiModels: findApiModel,
};

/** The keys that hold every word of the query, in their order; a preset known by just this name comes first. */
export function searchPresets(kind: PresetKindKey, query: string, confidence: ConfidenceFilter): string[] {
  const words = query
    .split(/\s+/)
    .map(normalizeName)
    .filter((word) => word !== "");
  const meets = (key: string) =>
    confidence === "any" || figuresOf(kind, key).some((fact) => MEETS[confidence].includes(fact.confidence));
  const matches = PRESET_KINDS[kind].keys().filter((key) => {
    const name = normalizeName(key);
    return words.every((word) => name.includes(word));
  });
  const named = words.length > 0 ? BY_ALIAS[kind]?.(query.trim()) : undefined;
  const found = named === undefined ? matches : [named, ...matches.filter((key) => key !== named)];
  return found.filter(meets);
}

export interface PresetGroup {
  readonly kind: PresetKindKey;
  readonly keys: readonly string[];
}

/** What a query finds in every kind, the chosen kind first; without a query, the chosen kind as it is. */
export function searchAllPresets(chosen: PresetKindKey, query: string, confidence: ConfidenceFilter): PresetGroup[] {
  const others = (Object.keys(PRESET_KINDS) as PresetKindKey[]).filter((kind) => kind !== chosen);
  const kinds = query.trim() === "" ? [chosen] : [chosen, ...others];
  return kinds.map((kind) => ({ kind, keys: searchPresets(kind, query, confidence) })).filter(({ keys }) => keys.length > 0);
}
