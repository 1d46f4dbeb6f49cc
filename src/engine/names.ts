import { DomainError } from "./errors";
import { shownText } from "./shownText";

/** Text reduced to what distinguishes one key from another: case, spaces, hyphens, dots and underscores do not. */
export function normalizeName(text: string): string {
  return text.toLowerCase().replace(/[\s_.\-/]+/g, "");
}

/** Three rows of distances, made once: a look-up that misses measures a dozen names. */
let rowsOfDistances = [new Uint16Array(128), new Uint16Array(128), new Uint16Array(128)];

/**
 * Damerau-Levenshtein distance (optimal string alignment): insert, delete, replace, or swap two neighbours.
 * Given up as soon as it cannot be below `limit`, which is then returned.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  if (rowsOfDistances[0].length <= b.length) rowsOfDistances = rowsOfDistances.map(() => new Uint16Array(2 * b.length));
  let [twoBack, previous, current] = rowsOfDistances;
  for (let j = 0; j <= b.length; j++) previous[j] = j;
  let previousLeast = 0;
  for (let i = 1; i <= a.length; i++) {
    current[0] = i;
    let currentLeast = i;
    for (let j = 1; j <= b.length; j++) {
      const replace = previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(replace, previous[j] + 1, current[j - 1] + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, twoBack[j - 2] + 1);
      current[j] = least;
      if (least < currentLeast) currentLeast = least;
    }
    // A swap reaches back two rows and costs one; nothing else gets below the least of this row.
    if (Math.min(currentLeast, previousLeast + 1) >= limit) return limit;
    [twoBack, previous, current] = [previous, current, twoBack];
    previousLeast = currentLeast;
  }
  return previous[b.length];
}

interface Near {
  readonly candidate: string;
  readonly distance: number;
}

/** Names are compared to this length. */
const MOST_COMPARED = 64;

function nearest(text: string, candidates: readonly string[], count: number): Near[] {
  const wanted = normalizeName(text.slice(0, 4 * MOST_COMPARED)).slice(0, MOST_COMPARED);
  const found: Near[] = [];
  let limit = Infinity;
  for (const candidate of candidates) {
    const known = normalizeName(candidate);
    const contained = wanted.length >= 2 && (known.includes(wanted) || (known.length >= 2 && wanted.includes(known)));
    const distance = contained ? Math.abs(known.length - wanted.length) / MOST_COMPARED : editDistance(wanted, known, limit);
    if (distance >= limit) continue;
    const place = found.findIndex((other) => other.distance > distance);
    found.splice(place === -1 ? found.length : place, 0, { candidate, distance });
    if (found.length > count) found.pop();
    if (found.length === count) limit = found[count - 1].distance;
  }
  return found;
}

/** The candidates most like `text`, nearest first; one that contains the text, or is contained in it, counts as near. */
export const nearestNames = (text: string, candidates: readonly string[], count = 3): string[] =>
  nearest(text, candidates, count).map(({ candidate }) => candidate);

/**
 * The option meant by `text`, matched without case, spaces, hyphens, dots and underscores, and by alias.
 * @throws DomainError that lists the nearest options; it never falls back to one.
 */
export function requireOption<Option extends string>(
  name: string,
  text: string,
  options: readonly Option[],
  aliases: Readonly<Record<string, Option>> = {},
): Option {
  const wanted = normalizeName(text);
  for (const option of options) if (normalizeName(option) === wanted) return option;
  for (const [alias, option] of Object.entries(aliases)) if (normalizeName(alias) === wanted) return option;
  const listed = options.length <= 8 ? options : nearestNames(text, options, 5);
  throw new DomainError(
    `${name} must be ${options.length <= 8 ? "one of" : "a known name such as"} ${listed.join(", ")}, not "${shownText(text)}"`,
  );
}
