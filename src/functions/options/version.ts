import type { Outputs } from "../support/outputs";

interface Version {
  readonly version: string;
  /** As Excel numbers days. */
  readonly dataDay: number;
}

export const versionOutputs = {
  version: { tooltip: "Version of the add-in", unit: "", of: ({ version }) => version },
  data: { tooltip: "Date of its newest prices", unit: "date", of: ({ dataDay }) => dataDay },
  all: { tooltip: "Both as rows of name, value, unit" },
} as const satisfies Outputs<Version>;
