import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { addUsage, billOfUsage, emptyUsage } from "../../src/engine/apiBill";
import { CalculationError } from "../../src/engine/errors";
import { optionalMoment } from "../../src/functions/support/dates";
import { priceList, type PriceTier } from "../../src/presets/apiPrices";
import { momentOf, type PublishedBill, publishedBills, tierOf, usageRows } from "../support/publishedBills";

/* The table of bills in docs/sources.md, made from the bills and the price sheet: UPDATE=1 writes it anew. */

const FILE = path.join(__dirname, "../../docs/sources.md");

/** The bill from the sheet against the published one. */
function outcome(bill: PublishedBill): string {
  try {
    const usage = emptyUsage();
    for (const [kind, amount] of usageRows(bill)) addUsage(usage, kind, amount);
    const list = priceList(bill.model, { ...optionalMoment("as_of", momentOf(bill)), tier: tierOf(bill) as PriceTier });
    const cost = billOfUsage({ usage, requests: 1, list });
    const exact = Number(bill.bill_usd_exact);
    return Math.abs(cost - exact) <= 1e-9 * exact ? "exact" : `${cost} instead`;
  } catch (error) {
    if (error instanceof CalculationError) return `refused: ${error.message}`;
    throw error;
  }
}

function table(): string {
  const rows = publishedBills.map((bill) => [
    bill.source.replace(/ \(.*\)$/, ""),
    `${bill.model}${tierOf(bill) === "standard" ? "" : `, ${tierOf(bill)}`}`,
    momentOf(bill),
    `$${bill.bill_usd_exact}`,
    outcome(bill),
  ]);
  const all = [["published in", "model", "prices of", "bill", "FT.API_BILL"], ...rows];
  const widths = all[0].map((_, c) => Math.max(...all.map((row) => row[c].length)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, c) => cell.padEnd(widths[c])).join(" | ")} |`;
  const exact = rows.filter((row) => row[4] === "exact").length;
  const refused = rows.filter((row) => row[4].startsWith("refused")).length;
  return [
    `${rows.length} bills: ${exact} exact, ${refused} refused by name, ${rows.length - exact - refused} wrong.`,
    "",
    line(all[0]),
    line(widths.map((width) => "-".repeat(width))),
    ...rows.map(line),
  ].join("\n");
}

test("docs/sources.md says what becomes of each published bill", () => {
  const text = readFileSync(FILE, "utf8");
  const [before, written] = text.split("<!-- bills -->\n");
  const at = written.indexOf("\n## ");
  const made = `\n${table()}\n`;
  if (process.env.UPDATE === "1") writeFileSync(FILE, `${before}<!-- bills -->\n${made}${written.slice(at)}`);
  else expect(written.slice(0, at)).toBe(made);
});
