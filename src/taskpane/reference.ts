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
    /** True for one that takes a range of cells. */
    readonly range?: boolean;
    readonly options?: readonly { readonly value: string; readonly tooltip: string }[];
  }[];
  readonly returns: string;
  readonly throws: readonly string[];
  readonly examples: readonly { readonly formula: string; readonly result: string }[];
  readonly see: readonly string[];
  readonly helpUrl?: string;
}

/** The reference, fetched from beside the pane when it is first looked at. */
export async function loadReference(): Promise<readonly FunctionEntry[]> {
  const response = await fetch("reference.json");
  if (!response.ok) throw new Error(`reference.json: ${response.status}`);
  return (await response.json()) as FunctionEntry[];
}
