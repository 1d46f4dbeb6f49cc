import { valueOfInformation } from "../engine/scenario/valueOfInformation";
import { spill } from "./support/cell";
import { output as outputOf } from "./support/scenario";
import { drawnScenario } from "./support/uncertainty";

/**
 * What it is worth to know the uncertain inputs before deciding to go (output above 0) or to stay (0): what to measure first.
 * @customfunction VOI
 * @category What-if
 * @param scenario Two columns, input name and value; a value may be a range such as "20 to 40" (P5 to P95), "30 ± 20 %", "20 | 30 | 60" or "uniform 20 to 40". Inputs of distributions may be left out.
 * @param [distributions] Rows of input name, kind and numbers as in FT.SIMULATE, which go before ranges in cells.
 * @param [output] What is decided by; npv when omitted.
 * @param [trials] Trials (whole, 2 to 1,000,000); 100,000 when omitted.
 * @param [seed] Seed of the draws (whole, from 1); 1 when omitted.
 * @param [correlations] Rows of two uncertain inputs and their rank correlation (-1 to 1); independent when omitted.
 * @options output decidingOutputs
 * @returns Rows of input, worth (in the output's unit) and share of the first row, under a header: "all inputs" is what it is worth to know everything, then each input alone, worth most first. 0 where no knowledge changes the decision.
 * @throws #VALUE! when nothing is uncertain, the output is another one, an input or kind is unknown, a drawn value is outside the input's domain, or correlations contradict each other.
 * @example VOI({"requests_per_day",1000;"tokens_in",1000;"tokens_out",0;"price_in_per_1m","10 to 20";"price_out_per_1m",0;"price_per_instance_hour",0.1}, , "saving") => {"input","worth","share";"all inputs",0,0;"price_in_per_1m",0,0}
 * @example VOI({"requests_per_day",1000;"tokens_in",1000;"tokens_out",0;"price_in_per_1m",10;"price_out_per_1m",0;"price_per_instance_hour",0.1}) => #VALUE!
 * @see FT.SIMULATE for the distribution of the output
 */
export function voi(
  scenario: any[][],
  distributions?: any[][],
  output?: string,
  trials?: number,
  seed?: number,
  correlations?: any[][],
): any[][] {
  return spill(() => {
    const drawn = drawnScenario(
      { scenario, distributions, trials, seed, correlations },
      { trialsWhenOmitted: 100_000, sampling: "sobol" },
    );
    const worths = valueOfInformation(drawn.scenario, outputOf(output, "npv"), drawn.experiment);
    return [["input", "worth", "share"], ...worths.map(({ name, worth, share }) => [name, worth, share])];
  });
}
