import type { UsageRow } from "./usageRecord";

/*
 * One row of a file under the names that formats ask for: the columns of a CSV, or the keys of a JSON object. A name with
 * points is a path: into nested objects, or into the JSON text that some exports keep in a cell.
 */

export interface NamedRow extends UsageRow {
  /** Everything in the row but the named columns, as one text. */
  readonly identityWithout: (names: ReadonlySet<string>) => string;
}

/** The name of a column as formats spell it: without case, with one blank for each gap. */
export function columnName(header: unknown): string {
  return String(header ?? "")
    .replace(/^\ufeff/, "")
    .trim()
    .toLowerCase()
    .replace(/\s+/g, " ");
}

/** The value at a path of own properties, from the key at place `from` on. */
function atPath(value: unknown, path: readonly string[], from: number): unknown {
  let found = value;
  for (let i = from; i < path.length; i++) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, path[i])) return undefined;
    found = (found as Record<string, unknown>)[path[i]];
  }
  return found;
}

const paths = new Map<string, readonly string[]>();

/** The keys of a name with points; formats ask for the same few names in every row. */
function pathOf(name: string): readonly string[] {
  let path = paths.get(name);
  if (path === undefined) paths.set(name, (path = name.split(".")));
  return path;
}

function parsed(text: unknown): unknown {
  if (typeof text !== "string") return text;
  // Database dumps write a missing object as a word; only a brace can begin one.
  if (text.trimStart()[0] !== "{") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A row of a CSV; `columns` gives the place of each column name. */
export function csvRow(columns: ReadonlyMap<string, number>, cells: readonly string[], number: number): NamedRow {
  const objects = new Map<number, unknown>();
  return {
    number,
    get(name) {
      const at = columns.get(name);
      if (at !== undefined) return cells[at];
      const path = pathOf(name);
      const holder = path.length > 1 ? columns.get(path[0]) : undefined;
      if (holder === undefined) return undefined;
      if (!objects.has(holder)) objects.set(holder, parsed(cells[holder]));
      return atPath(objects.get(holder), path, 1);
    },
    identityWithout(names) {
      let text = "";
      for (const [name, at] of columns) if (!names.has(name)) text += `${cells[at] ?? ""}\u0000`;
      return text;
    },
  };
}

/** An object of a JSON file, with what it inherits from the bucket that holds it. */
export function jsonRow(object: Readonly<Record<string, unknown>>, number: number): NamedRow {
  const objects = new Map<string, unknown>();
  return {
    number,
    get(name) {
      if (Object.hasOwn(object, name)) return object[name];
      const path = pathOf(name);
      const [head] = path;
      if (path.length === 1 || !Object.hasOwn(object, head)) return undefined;
      if (!objects.has(head)) objects.set(head, parsed(object[head]));
      return atPath(objects.get(head), path, 1);
    },
    identityWithout(names) {
      return JSON.stringify(Object.entries(object).filter(([name]) => !names.has(name)));
    },
  };
}
