import { DISTRIBUTION_KINDS, DISTRIBUTION_PARAMETERS, samplerOf } from "../engine/distributions";
import { DomainError } from "../engine/errors";
import { requireNumberInput } from "../engine/scenario/inputs";
import { scenarioOf } from "../engine/scenario/scenario";
import { simulate as simulateScenario, type UncertainInput } from "../engine/scenario/simulation";
import { filledLength, isBlank, number, option, optionalNonZero, type RawCell, text } from "./support/arguments";
import { spill } from "./support/cell";
import { contentOf } from "./support/cellContent";
import { namedRows, output as outputOf, scenarioEntries } from "./support/scenario";

const ALIASES = { gaussian: "normal", triangle: "triangular", betapert: "pert" } as const;

function isNote(cell: RawCell): boolean {
  const content = contentOf(cell);
  return content.kind === "flag" || (content.kind === "text" && !/^[\s\d.,eE+%-]+$/.test(content.value));
}

/** How many cells hold the numbers of a distribution: up to the last that is neither 0 nor empty, nor a note. */
function numbersFilled(cells: RawCell[]): number {
  return filledLength(cells.map((cell) => (isNote(cell) ? "" : cell)));
}

function uncertainInput(row: RawCell[]): UncertainInput {
  const input = requireNumberInput("distributions", text("distributions (a name)", row[0]));
  const kind = option(`${input.name}: kind`, row[1], DISTRIBUTION_KINDS, { aliases: ALIASES });
  // Zeros and empty cells to the right of the numbers are blanks, text there is a note; any other number is one too many.
  const cells = row.slice(2);
  const used = numbersFilled(cells);
  const names =
    kind === "discrete" ? cells.map((_, i) => (i % 2 === 0 ? "value" : "probability")) : DISTRIBUTION_PARAMETERS[kind];
  const count = kind === "discrete" ? used + (used % 2) : names.length;
  if (used > count) throw new DomainError(`${input.name}: ${kind} takes ${names.join(", ")} and no further number`);
  const numbers = Array.from({ length: count }, (_, i) => {
    const name = `${input.name} (${names[i] ?? "probability"})`;
    if (i >= cells.length) throw new DomainError(`${name} is required: enter a number`);
    return number(name, isBlank(cells[i]) ? 0 : cells[i]);
  });
  return { input, sampler: samplerOf(input.name, kind, numbers) };
}

/**
 * Distribution of an output when inputs are uncertain: a Monte Carlo simulation that repeats with its seed.
 * @customfunction SIMULATE
 * @category What-if
 * @param scenario Two columns, input name and value; the uncertain inputs may be left out.
 * @param distributions Rows of input name, kind and numbers: uniform low high; triangular or pert low mode high; normal mean sd; lognormal median sigma (sd of the logarithm); discrete value probability value probability ….
 * @param [output] The output to simulate (FT.LIST("outputs")); npv when omitted.
 * @param [trials] Trials (whole, 2 to 1,000,000); 10,000 when omitted.
 * @param [seed] Seed of the random numbers (whole, from 1); 1 when omitted.
 * @options output scenarioOutputs
 * @returns Rows of name and value: mean, sd, percentiles P5 to P95, probability above 0, expected loss (mean of max(0, -x)), share without a value, trials, seed.
 * @throws #VALUE! when an input or kind is unknown, numbers are the wrong way round, or a drawn value is outside the input's domain.
 * @throws #N/A in the cell of a percentile that falls among trials which never pay back, and of the mean and sd when there are such trials.
 * @example SIMULATE({"requests_per_day",50000;"tokens_in",800;"tokens_out",200;"price_in_per_1m",5;"price_out_per_1m",5;"price_per_instance_hour",1.25}, {"tier_multiplier","discrete",1,1}, "api_cost", 100) => {"mean",7500;"sd",0;"P5",7500;"P10",7500;"P25",7500;"P50",7500;"P75",7500;"P90",7500;"P95",7500;"probability above 0",1;"expected loss",0;"share without a value",0;"trials",100;"seed",1}
 * @example SIMULATE({"requests_per_day",50000;"tokens_in",800;"tokens_out",200;"price_in_per_1m",5;"price_out_per_1m",5;"price_per_instance_hour",1.25}, {"tier_multiplier","uniform",2,1}) => #VALUE!
 */
export function simulate(scenario: any[][], distributions: any[][], output?: string, trials?: number, seed?: number): any[][] {
  return spill(() => {
    const entries = scenarioEntries(scenario);
    const uncertain = namedRows(distributions).map(uncertainInput);
    if (uncertain.length === 0) throw new DomainError("distributions is required: rows of an input's name, kind and numbers");
    const given = scenarioOf(
      entries,
      uncertain.map(({ input }) => input.name),
    );
    return simulateScenario(given, outputOf(output, "npv"), uncertain, {
      trials: optionalNonZero("trials", trials, 10_000),
      seed: optionalNonZero("seed", seed, 1),
    }).map(({ name, value }) => [name, value]);
  });
}
