import { readFileSync } from "node:fs";
import path from "node:path";

/** A bill that someone published, with the usage and the prices of its day; test/vectors/bills.json says where. */
export interface PublishedBill {
  readonly id: string;
  readonly source: string;
  readonly model: string;
  readonly as_of: string;
  readonly when_utc: string | null;
  readonly tier: string;
  readonly token_multipliers: readonly { factor: number }[];
  readonly usage: Readonly<Record<string, number>>;
  readonly reasoning_in_output: boolean;
  readonly prices_per_1m: Readonly<Record<string, number>>;
  readonly over_threshold: boolean;
  readonly long_context: { readonly prices_per_1m_above: Readonly<Record<string, number>> } | null;
  readonly bill_usd_exact: string;
}

export const publishedBills = (
  JSON.parse(readFileSync(path.join(__dirname, "../vectors/bills.json"), "utf8")) as { bills: PublishedBill[] }
).bills;

/** Bills that the price sheet has no price for, and what it says instead. */
export const REFUSED_BILLS: Readonly<Record<string, RegExp>> = {
  // A tuned model of one cloud: the sheet has no price of it, and the base model's is not it.
  "s13-azure-tuned-o4mini": /tuned model without a price of its own/,
};

/** The usage as FT.API_BILL takes it: reasoning that the provider reports beside the output has a name of its own. */
export const usageRows = ({ usage, reasoning_in_output }: PublishedBill): [kind: string, amount: number][] =>
  Object.entries(usage).map(([kind, amount]) => [
    kind === "reasoning" && !reasoning_in_output ? "reasoning_apart" : kind,
    amount,
  ]);

/** The day of a bill, with its time where the price depends on it. */
export const momentOf = ({ as_of, when_utc }: PublishedBill): string => when_utc?.replace("T", " ").replace("Z", "") ?? as_of;

/** Hours with prices of their own are no tier: the time says them. */
export const tierOf = ({ tier }: PublishedBill): string => (tier === "off-peak" ? "standard" : tier);
