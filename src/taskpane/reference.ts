/** A function as reference.json describes it; the build derives that file from the functions' comments. */
export interface FunctionEntry {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly description: string;
  readonly signature: string;
  readonly spills: boolean;
  readonly parameters: readonly {
    readonly name: string;
    readonly description: string;
    readonly optional: boolean;
    readonly options?: readonly { readonly value: string; readonly tooltip: string }[];
  }[];
  readonly returns: string;
  readonly throws: readonly string[];
  readonly examples: readonly { readonly formula: string; readonly result: string }[];
  readonly see: readonly string[];
}

/** The reference, fetched from beside the pane when it is first looked at. */
export async function loadReference(): Promise<readonly FunctionEntry[]> {
  const response = await fetch("reference.json");
  if (!response.ok) throw new Error(`reference.json: ${response.status}`);
  return (await response.json()) as FunctionEntry[];
}

/** Functions whose name, category, description or arguments hold every word; a match in the name comes first. */
export function searchFunctions(entries: readonly FunctionEntry[], query: string): FunctionEntry[] {
  const words = query
    .toLowerCase()
    .split(/[\s_.]+/)
    .filter((word) => word !== "" && word !== "ft");
  const textOf = (entry: FunctionEntry) =>
    [entry.id, entry.category, entry.description, ...entry.parameters.map(({ name, description }) => `${name} ${description}`)]
      .join(" ")
      .toLowerCase();
  const inName = (entry: FunctionEntry) => words.every((word) => entry.id.toLowerCase().includes(word));
  const found = entries.filter((entry) => words.every((word) => textOf(entry).includes(word)));
  return [...found.filter(inName), ...found.filter((entry) => !inName(entry))];
}
