import { samplerOf } from "../../../src/engine/distributions";
import { DomainError } from "../../../src/engine/errors";
import type { Experiment, UncertainInput } from "../../../src/engine/scenario/draws";
import { NUMBER_INPUTS, requireNumberInput, type NumberInputName } from "../../../src/engine/scenario/inputs";
import { simulate, statisticsOf, trialsInSlices, trialsOf } from "../../../src/engine/scenario/simulation";
import { requireRowsInOneCall, SLICE } from "../../../src/engine/scenario/oneCall";
import { valueOfInformation, worthInSlices } from "../../../src/engine/scenario/valueOfInformation";
import { output, scenario, SUPPORT } from "./scenarioSupport";

const uncertain = (name: NumberInputName, low: number, high: number): UncertainInput => ({
  input: requireNumberInput("distributions", name),
  sampler: samplerOf(name, "uniform", [low, high]),
});
const EXPERIMENT: Experiment = {
  uncertain: [
    uncertain("requests_per_day", 20_000, 80_000),
    uncertain("tokens_in", 600, 1000),
    uncertain("api_price_change", -0.5, 0),
  ],
  trials: 2 * SLICE + 700,
  seed: 3,
  sampling: "sobol",
  correlations: [],
};

/** The answer of all parts, with the page doing something else in between. */
function inParts<Answer>(parts: Generator<number, Answer, undefined>, between: () => void): { done: number[]; answer: Answer } {
  const done: number[] = [];
  for (;;) {
    const part = parts.next();
    if (part.done === true) return { done, answer: part.value };
    done.push(part.value);
    between();
  }
}

/** Another question, which uses the working memory that a part has left. */
const somethingElse = (): void =>
  void simulate(scenario({ ...SUPPORT, tokens_out: 50 }), output("irr"), { ...EXPERIMENT, trials: 600 });

describe("in slices", () => {
  test.each<[string, Partial<Experiment>]>([
    ["Sobol's sequence", {}],
    ["random draws", { sampling: "random" }],
    ["correlated draws", { correlations: [{ one: "requests_per_day", other: "tokens_in", rank: 0.6 }] }],
  ])("every trial of %s is that of the whole", (_, changed) => {
    const experiment = { ...EXPERIMENT, ...changed };
    const { done, answer } = inParts(trialsInSlices(scenario(SUPPORT), output("npv"), experiment), somethingElse);
    expect(done).toEqual([SLICE, 2 * SLICE, 2 * SLICE + 700]);
    expect(answer).toEqual(trialsOf(scenario(SUPPORT), output("npv"), experiment));
    expect(statisticsOf(output("npv"), answer, experiment)).toEqual(simulate(scenario(SUPPORT), output("npv"), experiment));
  });

  test("knowing an input is worth what it is in the whole", () => {
    const { answer } = inParts(worthInSlices(scenario(SUPPORT), output("npv"), EXPERIMENT), somethingElse);
    expect(answer).toEqual(valueOfInformation(scenario(SUPPORT), output("npv"), EXPERIMENT));
    expect(answer[0].worth).toBeGreaterThan(0);
  });
});

describe("one call", () => {
  const many = NUMBER_INPUTS.filter(({ domain }) => domain.fraction === true)
    .slice(0, 10)
    .map(({ name }) => uncertain(name, 0.1, 0.2));

  test("takes a million trials of nine inputs, as the catalogue promises, and says how many of more inputs fit", () => {
    const ask = (count: number, trials: number) => (): unknown =>
      trialsOf(scenario(SUPPORT), output("api_cost"), { ...EXPERIMENT, uncertain: many.slice(0, count), trials });
    // 500 ms at 60 ns for a trial and 45 ns for each of its inputs: 1,075,268 trials of nine, 980,392 of ten.
    const refusal = (most: string, inputs: number, asked: string): DomainError =>
      new DomainError(
        `trials must be at most ${most} in one call where ${inputs} inputs are uncertain, not ${asked}: ask for ${most}, or let the FT pane draw 1,000,000 in parts, under Risk`,
      );
    expect(ask(10, 1_000_000)).toThrow(refusal("980,392", 10, "1,000,000"));
    expect(ask(10, 980_393)).toThrow(refusal("980,392", 10, "980,393"));
    expect(ask(9, 1_000_001)).toThrow(new DomainError("trials must be at most 1000000, not 1000001"));
    const worth = (): unknown =>
      valueOfInformation(scenario(SUPPORT), output("npv"), { ...EXPERIMENT, uncertain: many, trials: 1_000_000 });
    expect(worth).toThrow(refusal("980,392", 10, "1,000,000"));
  });

  // 500 ms at 195 ns a trial of three inputs and, for each of 60 months, 10 ns for the fleet, 12 for the dynamic payback, 40 for
  // irr: 628,930, 546,448 (without a fleet) and 156,494 (with one); the last part of 512 that begins before them is named.
  test.each([
    [
      "npv",
      { tokens_per_second: 900, volume_growth: 0.2 },
      "a fleet sized anew in every month of 1000000 rows or trials takes",
      628_736,
    ],
    ["payback_dynamic_months", {}, "payback_dynamic_months of 1000000 rows or trials takes", 546_304],
    [
      "irr",
      { tokens_per_second: 900, volume_growth: 0.2 },
      "irr and a fleet sized anew in every month of 1000000 rows or trials take",
      156_160,
    ],
  ] as const)("counts what goes through the months of %s with %o", (name, given, what, fit) => {
    const ask = (trials: number): unknown =>
      trialsOf(scenario({ ...SUPPORT, ...given, horizon_months: 60 }), output(name), { ...EXPERIMENT, trials });
    expect(() => ask(1_000_000)).toThrow(`${what} too long for one call: the first ${fit} fit`);
    expect(() => ask(fit + 512)).toThrow(`the first ${fit} fit`);
  });

  test("takes as many rows as there is time for", () => {
    // 500 ms at 20 ns for each of 13 columns and 80 ns for each of 5 outputs: 757,575 rows.
    const ask = (rows: number) => (): unknown => requireRowsInOneCall({ rows, columns: 13, outputs: 5 });
    expect(ask(757_575)).not.toThrow();
    expect(ask(757_576)).toThrow(
      new DomainError(
        "rows must be at most 757,575 in one call where they have 13 columns and 5 outputs are asked, not 757,576: ask for fewer outputs, or for the rest in a second formula",
      ),
    );
  });

  test("of more trials begins in slices at once", () => {
    const parts = trialsInSlices(scenario(SUPPORT), output("npv"), { ...EXPERIMENT, trials: 1_000_000 });
    expect(parts.next()).toEqual({ done: false, value: SLICE });
  });
});
