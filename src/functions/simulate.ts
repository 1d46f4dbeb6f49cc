import { SAMPLINGS } from "../engine/scenario/draws";
import { DomainError } from "../engine/errors";
import { histogramOfTrials, simulate as simulateScenario } from "../engine/scenario/simulation";
import { option, optionalNonZero } from "./support/arguments";
import { spill } from "./support/cell";
import { output as outputOf } from "./support/scenario";
import { drawnScenario } from "./support/uncertainty";

const FEWEST_BINS = 2;
/** More bars than a chart shows apart. */
const MOST_BINS = 100;

/**
 * Distribution of an output when inputs are uncertain: a Monte Carlo simulation that repeats with its seed.
 * @customfunction SIMULATE
 * @category What-if
 * @param scenario Two columns, input name and value; a value may be a range such as "20 to 40" (P5 to P95), "30 ± 20 %", "20 | 30 | 60" or "uniform 20 to 40". Inputs of distributions may be left out.
 * @param [distributions] Rows of input name, kind and numbers, which go before ranges in cells: uniform low high; triangular or pert low mode high; normal mean sd; lognormal median sigma (sd of the logarithm); discrete value probability value probability ….
 * @param [output] The output to simulate (FT.LIST("outputs")); npv when omitted.
 * @param [trials] Trials (whole, 2 to 1,000,000); 10,000 when omitted.
 * @param [seed] Seed of the draws (whole, from 1); 1 when omitted.
 * @param [correlations] Rows of two uncertain inputs and their rank correlation (-1 to 1); independent when omitted.
 * @param [sampling] How trials are drawn; sobol when omitted.
 * @param [bins] Bars of a histogram to give in place of the statistics (whole, 2 to 100), of one round width with an edge at 0; the statistics when omitted.
 * @options output scenarioOutputs
 * @options sampling samplings
 * @returns Rows of name and value: mean, sd, percentiles P5 to P95, probability above 0, expected loss (mean of max(0, -x)), share without a value, trials, seed. With bins: a row for each bar, under a header: above, up to, share of the trials; the first and the last also hold what lies beyond.
 * @throws #VALUE! when nothing is uncertain, an input or kind is unknown, numbers are the wrong way round, a drawn value is outside the input's domain, or correlations contradict each other.
 * @throws #N/A in the cell of a percentile that falls among trials which never pay back, and of the mean and sd when there are such trials.
 * @example SIMULATE({"requests_per_day",50000;"tokens_in",800;"tokens_out",200;"price_in_per_1m",5;"price_out_per_1m",5;"price_per_instance_hour",1.25}, {"tier_multiplier","discrete",1,1}, "api_cost", 100) => {"mean",7500;"sd",0;"P5",7500;"P10",7500;"P25",7500;"P50",7500;"P75",7500;"P90",7500;"P95",7500;"probability above 0",1;"expected loss",0;"share without a value",0;"trials",100;"seed",1}
 * @example SIMULATE({"requests_per_day",50000;"tokens_in",800;"tokens_out",200;"price_in_per_1m",5;"price_out_per_1m",5;"price_per_instance_hour",1.25}, {"tier_multiplier","uniform",2,1}) => #VALUE!
 * @example SIMULATE({"requests_per_day",50000;"tokens_in",800;"tokens_out",200;"price_in_per_1m",5;"price_out_per_1m",5;"price_per_instance_hour",1.25}, {"tier_multiplier","discrete",0.5,0.25,1,0.75}, "api_cost", 4096,,,, 5) => {"above","up to","share";3000,4000,0.25;4000,5000,0;5000,6000,0;6000,7000,0;7000,8000,0.75}
 * @see FT.VOI for what it is worth to know an input, FT.TORNADO for the spread each one causes
 */
export function simulate(
  scenario: any[][],
  distributions?: any[][],
  output?: string,
  trials?: number,
  seed?: number,
  correlations?: any[][],
  sampling?: string,
  bins?: number,
): any[][] {
  return spill(() => {
    const asked = outputOf(output, "npv");
    const drawn = drawnScenario(
      { scenario, distributions, trials, seed, correlations },
      { trialsWhenOmitted: 10_000, sampling: option("sampling", sampling, SAMPLINGS, { fallback: "sobol" }) },
    );
    const bars = optionalNonZero("bins", bins, 0);
    if (bars === 0) return simulateScenario(drawn.scenario, asked, drawn.experiment).map(({ name, value }) => [name, value]);
    if (!(Number.isInteger(bars) && bars >= FEWEST_BINS && bars <= MOST_BINS)) {
      throw new DomainError(`bins must be a whole number from ${FEWEST_BINS} to ${MOST_BINS}, not ${bars}`);
    }
    return [
      ["above", "up to", "share"],
      ...histogramOfTrials(drawn.scenario, asked, drawn.experiment, bars).map(({ from, to, share }) => [from, to, share]),
    ];
  });
}
