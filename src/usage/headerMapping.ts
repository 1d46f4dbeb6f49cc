import { columnName } from "./usageRow";
import type { RowFormat } from "./rowFormats";

/*
 * Any other CSV: what each column most likely holds, by its header. The reading is shown to the user, who can change it.
 */

export const MAPPED_FIELDS = [
  "start",
  "model",
  "requests",
  "input",
  "cachedInput",
  "cacheWrite",
  "output",
  "cost",
  "currency",
  "id",
] as const;
export type MappedField = (typeof MAPPED_FIELDS)[number];

/** Which column of the file stands for which field, by its header. */
export type HeaderMapping = Partial<Record<MappedField, string>>;

/** Headers by field, most telling first; matched on the words of a header. */
const HEADERS: Readonly<Record<MappedField, readonly RegExp[]>> = {
  start: [
    /^(start|created|request|event)?_?(time|timestamp|date|datetime|day|at)(_utc)?$/,
    /^(created|started|requested|logged)_(at|on|time|date)$/,
    /^(start|begin|usage|request|event|log)_?(time|date|timestamp|day)/,
    /^(bucket|period)(_start)?$/,
    /^(zeit|datum|zeitpunkt|tag|fecha|heure|jour|data)$/,
  ],
  model: [
    /^model$/,
    /^model_?(name|id|version|slug)$/,
    /^(request|response)_model$/,
    /^(deployment|engine|modell|modele|modelo)$/,
  ],
  requests: [
    /^(num_)?(model_)?requests$/,
    /^(request|call|message)_?count$/,
    /^(number_of|n|num|total)_(requests|calls)$/,
    /^(calls|anfragen)$/,
  ],
  input: [
    /^(input|prompt|context)_tokens$/,
    /^tokens_(in|input|prompt)$/,
    /^(total_)?(input|prompt)(_token)?s?(_count)?$/,
    /^(n_|num_|total_)(input|prompt|context)_tokens$/,
    /^(input|prompt)_?tokens?(_count|_total)?$/,
    /^eingabe_?tokens?$/,
  ],
  cachedInput: [
    /^(input_)?cached?_(read_)?(input_)?tokens$/,
    /^cached_(input|prompt)?_?tokens$/,
    /cache_?read/,
    /^(prompt|input)_(tokens_)?cached/,
  ],
  cacheWrite: [/cache_?(write|creation)/, /^tokens_cache_write$/],
  output: [
    /^(output|completion|generated)_tokens$/,
    /^tokens_(out|output|completion)$/,
    /^(total_)?(output|completion)(_token)?s?(_count)?$/,
    /^(n_|num_|total_)(output|completion|generated)_tokens$/,
    /^(output|completion)_?tokens?(_count|_total)?$/,
    /^ausgabe_?tokens?$/,
  ],
  cost: [/^(total_)?(cost|spend|price|amount|charge)(_total)?(_usd|_eur|_in_usd)?$/, /^(cost|spend)/, /^kosten/],
  currency: [/^(billing_)?currency(_code)?$/, /^waehrung$/],
  id: [/^(request|generation|call|trace|completion|response)_?id$/, /^id$/],
};

const wordsOf = (header: string): string =>
  header
    .trim()
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replace(/[^a-z0-9äöüß]+/g, "_")
    .replace(/^_+|_+$/g, "");

/** The likely place of each field among the headers; a header is used once. */
export function guessMapping(headers: readonly string[]): HeaderMapping {
  const mapping: HeaderMapping = {};
  const used = new Set<string>();
  // Cached and written tokens first: their headers also look like those of plain input.
  const order: MappedField[] = ["cachedInput", "cacheWrite", ...MAPPED_FIELDS.filter((f) => !f.startsWith("cache"))];
  for (const field of order) {
    for (const pattern of HEADERS[field]) {
      const found = headers.find((header) => !used.has(header) && pattern.test(wordsOf(header)));
      if (found === undefined) continue;
      mapping[field] = found;
      used.add(found);
      break;
    }
  }
  return mapping;
}

/** What a mapping lacks to be read, in words; undefined where it is enough. */
export function missingFromMapping(mapping: HeaderMapping): string | undefined {
  if (mapping.start === undefined) return "no column looks like a date or time";
  if (mapping.input === undefined && mapping.output === undefined && mapping.cost === undefined)
    return "no column looks like input tokens, output tokens or cost";
  return undefined;
}

/** The format that a mapping describes. */
export function mappedFormat(mapping: HeaderMapping): RowFormat {
  const column = (field: MappedField): string[] => {
    const header = mapping[field];
    return header === undefined ? [] : [columnName(header), header];
  };
  return {
    key: "mapped",
    title: "CSV read by its headers",
    needs: [],
    model: column("model"),
    start: column("start"),
    covers: mapping.requests === undefined ? "request" : "day",
    input: [column("input")],
    inputHoldsCached: "usually",
    cachedInput: [column("cachedInput")],
    cacheWrite: [column("cacheWrite")],
    output: [column("output")],
    requests: mapping.requests === undefined ? "one" : column("requests"),
    cost: column("cost"),
    currency: column("currency"),
    ...(mapping.id === undefined ? {} : { id: column("id") }),
  };
}
