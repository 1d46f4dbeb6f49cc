import type { FunctionEntry } from "./reference";

/*
 * Finds a function by what a person would call it: words however they are hyphenated or bent, without those that say
 * nothing, and by their synonyms; a word in the name weighs more than one in the description, and that more than one in
 * the arguments.
 */

const STOP_WORDS = new Set(
  (
    "a an and are as at be by can do does for from ft get give has have how i if in into is it its many me much my need of on " +
    "or our per should show so that the their there this to us want we what when where which will with would you your"
  ).split(" "),
);

/** Words that people use for one another here. */
const SYNONYMS: readonly (readonly string[])[] = [
  ["cost", "bill", "spend", "expense", "fee", "price", "charge"],
  ["memory", "vram", "ram"],
  ["throughput", "speed", "fast", "performance"],
  ["saving", "benefit", "gain"],
  ["irr", "internal"],
  ["sensitivity", "whatif"],
  ["simulate", "risk", "uncertain", "montecarlo", "probability"],
  ["gpu", "accelerator", "card", "hardware"],
  ["instance", "server", "machine", "replica"],
  ["train", "finetune", "finetuning", "tune", "tuning"],
  ["input", "prompt"],
  ["hours", "duration", "time", "long"],
  ["team", "engineer", "people", "staff", "labour"],
  ["carbon", "co2", "emission", "footprint"],
  ["energy", "power", "electricity", "kwh"],
  ["conversation", "chat", "agent"],
  ["quality", "accuracy"],
  ["volume", "traffic", "requests"],
  ["amortized", "amortised", "depreciation"],
  ["retrain", "refresh"],
  ["cascade", "router", "routing"],
  ["decision", "decide", "verdict", "recommendation"],
  ["list", "presets", "keys"],
];
/** Terms of several words, joined, with the word that the functions use. */
const TERMS: readonly (readonly [RegExp, string])[] = [
  [/\breturn on investment\b/g, "roi"],
  [/\b(net )?present value\b/g, "npv"],
  [/\binternal rate( of return)?\b/g, "irr"],
  [/\bpay(s|ing)? (it |itself )?(back|off)\b/g, "payback"],
  [/\bbreak(s|ing)? even\b/g, "breakeven"],
  [/\bfine tun(e|ed|ing)\b/g, "train"],
  [/\bmonte carlo\b/g, "simulate"],
  [/\bwhat if\b/g, "sensitivity"],
  [/\bgoal seek\b/g, "goalseek"],
];

const spaced = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[’']s\b/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
const compact = (text: string): string => text.replaceAll(" ", "");
const singular = (word: string): string =>
  word.length > 3 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;

/** What is looked for: each word with the words that would do as well. */
function wordsOf(query: string): readonly { readonly word: string; readonly synonyms: readonly string[] }[] {
  const named = TERMS.reduce((text, [term, word]) => text.replace(term, word), spaced(query));
  const words = named.split(" ").filter((word) => word !== "");
  const telling = words.filter((word) => !STOP_WORDS.has(word));
  // A query of nothing but such words is taken as it is.
  return (telling.length > 0 ? telling : words.filter((word) => word !== "ft")).map((each) => {
    const word = singular(each);
    const group = SYNONYMS.find((words) => words.some((other) => singular(other) === word)) ?? [];
    return { word, synonyms: group.map(singular).filter((other) => other !== word) };
  });
}

interface Field {
  readonly words: readonly string[];
  readonly joined: string;
  readonly weight: number;
}

function fieldsOf(entry: FunctionEntry): readonly Field[] {
  const field = (text: string, weight: number): Field => {
    const words = spaced(text);
    return { words: words.split(" "), joined: compact(words), weight };
  };
  const rest = [entry.category, ...entry.parameters.map(({ name, description }) => `${name} ${description}`)].join(" ");
  return [field(entry.id, 100), field(entry.description, 10), field(rest, 1)];
}

/** A word is found at the start of another, inside it from four letters on, and across hyphens from five on. */
const holds = ({ words, joined }: Field, word: string): boolean =>
  words.some((other) => other.startsWith(word) || (word.length >= 4 && other.includes(word))) ||
  (word.length >= 5 && joined.includes(word));

/** How well a word is met, the better the more telling the place; a synonym counts for half. */
function scoreOf(fields: readonly Field[], { word, synonyms }: { word: string; synonyms: readonly string[] }): number {
  const weight = (one: string): number => fields.find((field) => holds(field, one))?.weight ?? 0;
  return Math.max(weight(word), ...synonyms.map((other) => weight(other) / 2));
}

const EXACT = 1000;

/**
 * The functions that a query means, the likeliest first: those that hold every word, or, where none does, more than half
 * of them. All in their own order where nothing is asked.
 */
export function searchFunctions(entries: readonly FunctionEntry[], query: string): FunctionEntry[] {
  const words = wordsOf(query);
  if (words.length === 0) return [...entries];
  const exact = compact(spaced(query)).replace(/^ft/, "");
  const scored = entries.map((entry, place) => {
    const fields = fieldsOf(entry);
    const scores = words.map((word) => scoreOf(fields, word));
    const met = scores.filter((score) => score > 0).length;
    const isNamed = compact(spaced(entry.id)) === exact;
    return { entry, place, met, score: scores.reduce((sum, score) => sum + score, isNamed ? EXACT : 0) };
  });
  const most = Math.max(...scored.map(({ met }) => met));
  if (most * 2 <= words.length) return [];
  return scored
    .filter(({ met }) => met === most)
    .sort((a, b) => b.score - a.score || a.place - b.place)
    .map(({ entry }) => entry);
}
