import { MissingPreset } from "../engine/errors";
import { normalizeName } from "../engine/names";
import { likeNames } from "./likeness";
import { once } from "./once";
import { shownText } from "../engine/shownText";

/** Presets of one kind, found by key or by any spelling that means exactly one of them. */
export interface KeyIndex<Item> {
  readonly keys: readonly string[];
  find(text: string): Item | undefined;
  /** The item, or `#N/A` that names the nearest keys; `argument` is the argument as the user sees it. */
  require(argument: string, text: string): Item;
}

interface Indexed<Item> {
  /** What the items are, for the message: "a known GPU". */
  readonly what: string;
  /** What to say where nothing resembles the text: "is not a GPU of the list". */
  readonly otherwise?: string;
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  readonly aliasesOf: (item: Item) => readonly string[];
  /** Further forms of a spelling that mean the same, tried in this order after the text itself. */
  readonly formsOf?: (text: string) => readonly string[];
}

/** A longer text names nothing. */
const MOST_READ = 256;
/** Misspelt names that are remembered per kind. */
const MOST_MISSES = 200;

export function indexByKey<Item>({ what, otherwise, items, keyOf, aliasesOf, formsOf }: Indexed<Item>): KeyIndex<Item> {
  const keys = items.map(keyOf);
  const byName = new Map<string, Item>();
  // A key always means its own item, whatever aliases others have.
  for (const item of items) for (const alias of aliasesOf(item)) byName.set(normalizeName(alias), item);
  for (const item of items) byName.set(normalizeName(keyOf(item)), item);
  // opt-1.3b and opt-13b differ in a dot only: a spelling with all its signs goes before one without.
  const byLetter = new Map<string, Item>();
  for (const item of items) for (const alias of aliasesOf(item)) byLetter.set(alias.toLowerCase(), item);
  for (const item of items) byLetter.set(keyOf(item).toLowerCase(), item);
  const named = (text: string): Item | undefined => byLetter.get(text.toLowerCase()) ?? byName.get(normalizeName(text));
  const keyOfSpelling = (spelling: string): string => keyOf(named(spelling) as Item);
  /** Nearest by any spelling, but named by key: H1000 is one letter from the alias H100 of h100_sxm. */
  const spellings = once(() => likeNames([...keys, ...items.flatMap(aliasesOf)]));
  const nearestKeys = (text: string): string[] => [...new Set(spellings().like(text, 16).map(keyOfSpelling))].slice(0, 5);
  // A misspelt name dragged down a column is looked up once, not ten thousand times.
  const misses = new Map<string, string>();
  const nearestTo = (text: string): string => {
    let nearest = misses.get(text);
    if (nearest === undefined) {
      nearest = nearestKeys(text).join(", ");
      if (misses.size < MOST_MISSES) misses.set(text, nearest);
    }
    return nearest;
  };
  const find = (text: string): Item | undefined => {
    if (text.length > MOST_READ) return undefined;
    const exact = named(text);
    if (exact !== undefined || formsOf === undefined) return exact;
    for (const form of formsOf(text)) {
      const item = named(form);
      if (item !== undefined) return item;
    }
    return undefined;
  };
  return {
    keys,
    find,
    require(argument, text) {
      const item = find(text);
      if (item !== undefined) return item;
      const given = `${argument} "${shownText(text)}"`;
      throw new MissingPreset(`${given} is not ${what}`, () => {
        const nearest = nearestTo(text.slice(0, MOST_READ));
        return nearest === "" ? `${given} ${otherwise ?? `is not ${what}`}` : `${given} is not ${what}; nearest: ${nearest}`;
      });
    },
  };
}

/** The aliases of a row, kept as one text in the JSON. */
export function splitAliases(text: string): string[] {
  return text === "" ? [] : text.split("|");
}
