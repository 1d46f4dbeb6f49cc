import file from "./cases.json";
import type { Confidence, Provenance } from "./fact";
import { indexByKey } from "./keyIndex";
import { once } from "./once";

/** A worked case: the complete inputs of a scenario, what they come to, and the working as a person writes it. */
export interface WorkedCase extends Provenance {
  readonly key: string;
  readonly title: string;
  /** Scenario inputs by name; those left out have their default. */
  readonly inputs: Readonly<Record<string, number | string>>;
  /** Scenario outputs by name, worked out by hand. */
  readonly comesTo: Readonly<Record<string, number | boolean>>;
  readonly working: readonly string[];
  readonly verdict: string;
  /** The arguments of FT.COST_BENEFIT by name, for the case that is told in that framework. */
  readonly costBenefit: Readonly<Record<string, number>> | null;
}

/** An entry of cases.json. */
interface CaseEntry {
  readonly key: string;
  readonly title: string;
  readonly inputs: Readonly<Record<string, number | string>>;
  readonly cost_benefit?: Readonly<Record<string, number>>;
  readonly comes_to: Readonly<Record<string, number | boolean>>;
  readonly working: readonly string[];
  readonly verdict: string;
}

const cases = once<readonly WorkedCase[]>(() =>
  (file.cases as unknown as readonly CaseEntry[]).map((entry) => ({
    key: entry.key,
    title: entry.title,
    inputs: entry.inputs,
    comesTo: entry.comes_to,
    working: entry.working,
    verdict: entry.verdict,
    costBenefit: entry.cost_benefit ?? null,
    source: file.source,
    asOf: file.as_of,
    confidence: file.confidence as Confidence,
  })),
);

const index = once(() =>
  indexByKey<WorkedCase>({ what: "a worked case", items: cases(), keyOf: ({ key }) => key, aliasesOf: () => [] }),
);

/** The six worked cases in their order; the fourth has a low and a high variant. */
export function workedCases(): readonly WorkedCase[] {
  return cases();
}

/** A worked case by key; undefined when it is none. */
export function findCase(text: string): WorkedCase | undefined {
  return index().find(text);
}
