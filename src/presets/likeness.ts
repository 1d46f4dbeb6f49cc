import { editDistance, normalizeName } from "../engine/names";

/** Finds the known spellings that a misspelt name is like. */
export interface LikeNames {
  /** The nearest, at most `count`, nearest first; none where nothing is alike. */
  like(text: string, count: number): readonly string[];
}

/** Characters that are looked at, and how many of them without signs are compared. */
const MOST_READ = 256;
const MOST_COMPARED = 64;
/** Of so many that share most pairs of letters the distance is measured. */
const MEASURED = 12;
/** One letter in so many may be wrong. */
const LETTERS_PER_ERROR = 4;
/** A shorter piece of a name is no likeness: nearly every name contains it. */
const SHORTEST_PIECE = 3;

const pairsOf = (name: string): string[] => Array.from({ length: Math.max(0, name.length - 1) }, (_, i) => name.slice(i, i + 2));

/** Names by the pairs of letters in them, so that a miss among many hundred names costs microseconds. */
export function likeNames(spellings: readonly string[]): LikeNames {
  const names = spellings.map(normalizeName);
  const holders = new Map<string, number[]>();
  names.forEach((name, i) => {
    for (const pair of new Set(pairsOf(name))) {
      const list = holders.get(pair);
      if (list === undefined) holders.set(pair, [i]);
      else list.push(i);
    }
  });
  const shared = new Uint8Array(names.length);
  const scores = new Float64Array(names.length);

  function mostAlike(wanted: string): number[] {
    const pairs = new Set(pairsOf(wanted));
    const touched: number[] = [];
    for (const pair of pairs)
      for (const i of holders.get(pair) ?? []) {
        if (shared[i] === 0) touched.push(i);
        shared[i]++;
      }
    const best: number[] = [];
    for (const i of touched) {
      scores[i] = shared[i] / (pairs.size + names[i].length);
      shared[i] = 0;
      if (best.length === MEASURED && scores[i] <= scores[best[MEASURED - 1]]) continue;
      if (best.length === MEASURED) best.pop();
      let place = best.length;
      while (place > 0 && scores[best[place - 1]] < scores[i]) place--;
      best.splice(place, 0, i);
    }
    return best;
  }

  return {
    like(text, count) {
      const wanted = normalizeName(text.slice(0, MOST_READ)).slice(0, MOST_COMPARED);
      const most = Math.max(1, Math.floor(wanted.length / LETTERS_PER_ERROR));
      return mostAlike(wanted)
        .map((i) => {
          const name = names[i];
          const contained =
            (wanted.length >= SHORTEST_PIECE && name.includes(wanted)) || (name.length > SHORTEST_PIECE && wanted.includes(name));
          return {
            i,
            distance: contained ? Math.abs(name.length - wanted.length) / MOST_COMPARED : editDistance(wanted, name, most + 1),
          };
        })
        .filter(({ distance }) => distance <= most)
        .sort((a, b) => a.distance - b.distance)
        .slice(0, count)
        .map(({ i }) => spellings[i]);
    },
  };
}
