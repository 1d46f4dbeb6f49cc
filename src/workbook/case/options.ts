/* The five options that are compared, and what each of them uses: the one place that says so. */

export const OPTIONS = [
  { key: "api", name: "API as is" },
  { key: "cheaper", name: "Cheaper API" },
  { key: "managed", name: "Managed fine-tuning" },
  { key: "self", name: "Self-hosted" },
  { key: "levers", name: "Self-hosted with levers" },
] as const;
type OptionKey = (typeof OPTIONS)[number]["key"];

/** What an option may use, by the name its row of ones and noughts has in formulas. */
export const OPTION_PARTS: Readonly<Record<string, { readonly label: string; readonly uses: readonly OptionKey[] }>> = {
  uses_api: { label: "Pays today's API prices", uses: ["api"] },
  uses_cheaper: { label: "Pays the cheaper API's prices", uses: ["cheaper"] },
  uses_managed: { label: "Pays the managed offer's prices", uses: ["managed"] },
  uses_instances: { label: "Runs instances of its own", uses: ["self", "levers"] },
  uses_levers: { label: "Uses the levers", uses: ["levers"] },
};
