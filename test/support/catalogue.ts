/** The signatures of all functions by id: argument names in order, those that may be left out in brackets. */
export type Catalogue = Readonly<Record<string, string>>;

interface CatalogueChange {
  /** What would break a workbook already saved. */
  readonly refused: readonly string[];
  /** The functions that are new, have new arguments at their end that may be left out, or no longer require one. */
  readonly appended: Catalogue;
}

/** What a build changes of the catalogue that saved workbooks rely on. */
export function catalogueChange(saved: Catalogue, built: Catalogue): CatalogueChange {
  const refused: string[] = [];
  const appended: Record<string, string> = {};
  for (const [id, before] of Object.entries(saved)) {
    const now = built[id];
    if (now === undefined) refused.push(`${id} is gone`);
    else if (now !== before) {
      const [then, since] = [before.split(" "), now.split(" ")];
      const stays = then.every((argument, i) => since[i] === argument || since[i] === `[${argument}]`);
      if (stays && since.slice(then.length).every((argument) => argument.startsWith("["))) appended[id] = now;
      else refused.push(`${id} was (${before}) and is (${now}): only arguments that may be left out can be added, at the end`);
    }
  }
  for (const [id, now] of Object.entries(built)) if (saved[id] === undefined) appended[id] = now;
  return { refused, appended };
}
