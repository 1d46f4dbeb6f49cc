import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";

/*
 * No group's error may worsen by more than 5 % unless a decision record says why: a change that helps one publisher and
 * hurts another must not pass unseen. A record says so by a line "worse on purpose: estimator, grouping, group"; the new
 * table then takes the place of the accepted one.
 */

const ROOT = path.join(__dirname, "../..");
const WORST = 1.05;

interface Row {
  estimator: string;
  grouping: string;
  group: string;
  runs: string;
  held_out_median: string;
}
const read = (file: string) => parse(readFileSync(path.join(ROOT, file), "utf8"), { columns: true }) as Row[];
const name = ({ estimator, grouping, group }: Row) => `${estimator}, ${grouping}, ${group}`;
const records = readdirSync(path.join(ROOT, "docs/decisions"))
  .map((file) => readFileSync(path.join(ROOT, "docs/decisions", file), "utf8"))
  .join("\n");

const now = new Map(read("data/calibration/group_errors.csv").map((row) => [name(row), Number(row.held_out_median)]));
const accepted = read("test/vectors/accepted_errors.csv");

const worsened = (current: ReadonlyMap<string, number>, before: readonly Row[]) =>
  before
    .filter((row) => !(Number(current.get(name(row))) <= WORST * Number(row.held_out_median)))
    .map(name)
    .filter((group) => !records.includes(`worse on purpose: ${group}`));

test("no group of runs is estimated worse than was accepted, by more than 5 %", () => {
  expect(accepted.length).toBeGreaterThan(15);
  expect(worsened(now, accepted)).toEqual([]);
});

test("a group that worsens, or is no longer judged, is found", () => {
  const [first, second] = accepted;
  const worse = new Map(now);
  worse.set(name(first), 1.06 * Number(first.held_out_median));
  worse.delete(name(second));
  expect(worsened(worse, accepted)).toEqual([name(first), name(second)]);
});
