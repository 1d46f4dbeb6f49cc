import { addUsage, emptyUsage, type Usage } from "../../engine/apiBill";
import { DomainError } from "../../engine/errors";
import { isBlank, number, type RawCell, rows, text } from "./arguments";

/** A first row that only names the columns. */
const isHeader = (kind: RawCell): boolean => typeof kind === "string" && kind.trim().toLowerCase() === "kind";

/** A table of kind and amount per request, in any order; further columns are for people, blank rows are skipped. */
export function usageTable(name: string, raw: RawCell): Usage {
  const table = rows(raw);
  const usage = emptyUsage();
  for (let r = 0; r < table.length; r++) {
    const [kind, amount] = table[r];
    if (typeof kind === "string" && kind !== "" && typeof amount === "number") {
      addUsage(usage, kind, amount);
      continue;
    }
    if (table[r].length < 2) throw new DomainError(`${name} must have two columns: kind and amount per request`);
    if (r === 0 && isHeader(kind)) continue;
    const noKind = isBlank(kind) || kind === 0;
    const noAmount = isBlank(amount);
    if (noKind && (noAmount || amount === 0)) continue;
    if (noKind) throw new DomainError(`${name} has an amount without a kind in row ${r + 1}`);
    const kindText = text(`kind in ${name} (row ${r + 1})`, kind);
    addUsage(usage, kindText, noAmount ? 0 : number(`${kindText} in ${name}`, amount));
  }
  return usage;
}
