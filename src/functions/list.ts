import { type ListKind, listKinds } from "./options/list";
import { option } from "./support/arguments";
import { spill } from "./support/cell";

const KINDS = Object.keys(listKinds) as (keyof typeof listKinds)[];

/**
 * The keys of one kind of preset, one per row: the source of a drop-down list.
 * @customfunction LIST
 * @category Presets
 * @param kind gpus, models, methods, api_models, benchmarks, cases, inputs, outputs, phases, managed, instances, usage_kinds, training_options or serving_options.
 * @options kind listKinds
 * @returns A column of keys, without a header; options have their values, default, meaning and what they rest on beside them.
 * @throws #VALUE! when the kind is unknown, with the nearest kinds.
 * @example LIST("gpus") => {"t4";"v100";"a10g"} ...
 * @example LIST("phases") => {"data_collection";"formatting";"experiment_setup";"hyperparameter_search";"evaluation_framework";"evaluation";"deployment";"monitoring"}
 * @example LIST("usage_kinds") => {"input";"input_uncached";"cached_input"} ...
 * @example LIST("clouds") => #VALUE!
 * @see FT.SOURCE for where the preset behind a key comes from
 */
export function list(kind: string): any[][] {
  return spill(() => {
    const listed: ListKind = listKinds[option("kind", kind, KINDS)];
    const beside = listed.beside?.();
    return listed.keys().map((key, i) => [key, ...(beside?.[i] ?? [])]);
  });
}
