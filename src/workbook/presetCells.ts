import { apiModelKeys } from "../presets/apiPrices";
import type { Fact } from "../presets/fact";
import { factsOf } from "../presets/facts";
import { GPU_FIELDS, gpuKeys } from "../presets/gpus";
import { managedOffers } from "../presets/managed";
import { modelKeys } from "../presets/models";
import { servingReferenceKey, servingReferences, trainingReferenceKey, trainingReferences } from "../presets/reference";
import { formatOfNumber, heading, input, label, quoted, result, unitBeside } from "./plannedCells";
import type { BlockPlan } from "./sheetPlan";

/** The kinds of presets the pane offers; each knows which figure stands for a preset and how a formula asks for one. */
export interface PresetKind {
  readonly title: string;
  readonly keys: () => readonly string[];
  /** Fields in the order of their weight; the first a preset has stands for it. */
  readonly leading: readonly string[];
  /** The formula of a figure; `key` is a quoted key or a cell that holds one. */
  readonly formula: (key: string, field: string) => string;
}

/** Asks for one property of a figure; `key` is a quoted key or a cell that holds one. */
function sourceOf(key: string, field: string, property: string): string {
  return `FT.SOURCE(${key.startsWith('"') ? `${key.slice(0, -1)}:${field}"` : `${key}&":${field}"`},"${property}")`;
}

const bySource = (key: string, field: string): string => sourceOf(key, field, "value");

export const PRESET_KINDS = {
  gpus: {
    title: "GPUs",
    keys: gpuKeys,
    leading: ["on_demand", "spot", "memory_gb", "bf16_tflops", "bandwidth_gb_per_s"],
    formula: (key, field) => {
      if (field in GPU_FIELDS) return `FT.GPU_SPEC(${key},"${field}")`;
      if (field === "on_demand") return `FT.GPU_PRICE(${key})`;
      return field.startsWith("commit") ? bySource(key, field) : `FT.GPU_PRICE(${key},"${field}")`;
    },
  },
  models: {
    title: "Models",
    keys: modelKeys,
    leading: ["params_b", "active_params_b", "layers", "hidden_size", "max_context"],
    formula: (key, field) => `FT.MODEL_SPEC(${key},"${field}")`,
  },
  apiModels: {
    title: "API prices",
    keys: apiModelKeys,
    leading: ["input", "cached_input", "output"],
    // Reasoning at a price of its own is a fact of the sheet, and no field of the function.
    formula: (key, field) => (field === "reasoning" ? bySource(key, field) : `FT.API_PRICE(${key},"${field}")`),
  },
  benchmarks: {
    title: "Benchmarks",
    keys: () => [...trainingReferences().map(trainingReferenceKey), ...servingReferences().map(servingReferenceKey)],
    leading: ["tokens_per_second", "gpus", "price_per_hour", "cost_per_month"],
    formula: (key, field) => benchmarkFormula(key, field) ?? bySource(key, field),
  },
  managed: {
    title: "Managed services",
    keys: () => managedOffers().map(({ key }) => key),
    leading: ["input", "output", "training"],
    formula: bySource,
  },
} as const satisfies Record<string, PresetKind>;

export type PresetKindKey = keyof typeof PRESET_KINDS;

function benchmarkFormula(key: string, field: string): string | undefined {
  const name = key.slice(1, -1);
  const training = trainingReferences().find((row) => trainingReferenceKey(row) === name);
  if (training) return `FT.BENCHMARK("training",${training.model_b},"${training.gpu}","${training.method}","${field}")`;
  const serving = servingReferences().find((row) => servingReferenceKey(row) === name);
  return serving && `FT.BENCHMARK("serving",${serving.model_b},"${serving.gpu}",,"${field}")`;
}

/** The field of a fact, whose key is "preset:field". */
export function fieldOf(fact: Fact): string {
  return fact.key.slice(fact.key.lastIndexOf(":") + 1);
}

/** The figures of a preset, the one that stands for it first. */
export function figuresOf(kind: PresetKindKey, key: string): Fact[] {
  const leading: readonly string[] = PRESET_KINDS[kind].leading;
  const rank = (fact: Fact) => (leading.indexOf(fieldOf(fact)) + leading.length + 1) % (leading.length + 1);
  return factsOf(key)
    .map((fact, i) => ({ fact, i }))
    .sort((a, b) => rank(a.fact) - rank(b.fact) || a.i - b.i)
    .map(({ fact }) => fact);
}

/** Where a figure comes from, as the note on its cell says it. */
function sourceNote(fact: Fact): string {
  const until = fact.availableUntil ? ` Available until ${fact.availableUntil}.` : "";
  return `${fact.key}, ${fact.unit}. As of ${fact.asOf}, confidence ${fact.confidence}.${until} Source: ${fact.source}`;
}

/** Prices keep their decimals also where today's has none. */
function formatOfFact({ value, unit }: Fact): string | undefined {
  if (typeof value !== "number") return undefined;
  return unit.startsWith("$") ? "$#,##0.00####" : formatOfNumber(value);
}

function presetFormula(kind: PresetKindKey, key: string, fact: Fact): string {
  return `=${PRESET_KINDS[kind].formula(quoted(key), fieldOf(fact))}`;
}

/** One figure as a live formula. */
export function presetFormulaCell(kind: PresetKindKey, key: string, fact: Fact): BlockPlan {
  return {
    title: fact.key,
    rows: [[result(() => presetFormula(kind, key, fact), { numberFormat: formatOfFact(fact), note: sourceNote(fact) })]],
  };
}

/** One figure as a value that stays, with its source as a note. */
export function presetValueCell(fact: Fact): BlockPlan {
  return { title: fact.key, rows: [[input(fact.value, { numberFormat: formatOfFact(fact), note: sourceNote(fact) })]] };
}

/** Of a bold heading, on average. */
const PIXELS_PER_LETTER = 7.5;

/** A row per preset, all live by the key in its first cell, with the date and source of the figure that stands for it. */
export function presetTable(kind: PresetKindKey, keys: readonly string[]): BlockPlan {
  const presets = keys.map((key) => ({ key, facts: new Map(figuresOf(kind, key).map((fact) => [fieldOf(fact), fact])) }));
  const { title, leading, formula } = PRESET_KINDS[kind];
  const units = new Map(
    presets.flatMap(({ facts }) => [...facts.values()].map((fact): [string, string] => [fieldOf(fact), fact.unit])),
  );
  const fields = leading.filter((field) => units.has(field));
  const headingOf = (field: string) => `${field} (${unitBeside(units.get(field) ?? "")})`;
  return {
    title: `${title}, compared`,
    rows: [
      [heading("Key"), ...fields.map((field) => heading(headingOf(field))), heading("As of"), heading("Source")],
      ...presets.map(({ key, facts }, i) => {
        const main = [...facts.values()][0];
        return [
          input(key),
          ...fields.map((field) => {
            const fact = facts.get(field);
            if (!fact) return label("none");
            return result((at) => `=${formula(at(i + 1, 0, "column"), field)}`, { numberFormat: formatOfFact(fact) });
          }),
          result((at) => `=${sourceOf(at(i + 1, 0, "column"), fieldOf(main), "as_of")}`),
          result((at) => `=${sourceOf(at(i + 1, 0, "column"), fieldOf(main), "source")}`, { role: "note" }),
        ];
      }),
    ],
    columnWidths: [220, ...fields.map((field) => Math.max(90, PIXELS_PER_LETTER * headingOf(field).length)), 90, 420],
  };
}
