import { readRows } from "./compactTable";
import type { Confidence, Provenance } from "./fact";
import table from "./instances.json";
import { indexByKey } from "./keyIndex";
import { once } from "./once";

/** A machine type of a cloud: the GPUs it holds, and the rent of one of them ($/GPU-hour); null where none is listed. */
export interface Instance {
  readonly name: string;
  readonly cloud: string;
  readonly gpu: string;
  readonly gpus: number;
  readonly on_demand: number | null;
  readonly spot: number | null;
  readonly reserved_1y: number | null;
  readonly reserved_3y: number | null;
}

interface InstanceRow extends Instance {
  readonly source: number;
  readonly as_of: string;
  readonly confidence: Confidence;
}

/** Azure's tools put a word in front of every size. */
const withoutStandard = (text: string): string[] => [text.replace(/^standard[-_ ]/i, "")];

const index = once(() =>
  indexByKey<InstanceRow>({
    what: "a machine type of the list",
    items: readRows<InstanceRow>(table),
    keyOf: ({ name }) => name,
    aliasesOf: () => [],
    formsOf: withoutStandard,
  }),
);

/** The names of the machine types, in the order of the list. */
export const instanceKeys = (): readonly string[] => index().keys;

/** The machine type of that name, with or without Azure's "Standard_" in front; undefined when it is none. */
export const findInstance = (text: string): Instance | undefined => index().find(text);

/** Where the figures of a machine type come from. */
export function instanceProvenance(name: string): Provenance {
  const row = index().require("key", name);
  return { source: table.sources[row.source], asOf: row.as_of, confidence: row.confidence };
}
