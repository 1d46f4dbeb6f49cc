import { fillMonths } from "../../cashFlows";
import { annualRateOfReturn } from "../../internalRate";
import { hasValue } from "../../numbers";
import { monthsToCover } from "../../payback";
import { instancesForVolume } from "../../servingCapacity";
import { step, type Columns } from "./step";

/** Of several rates of return the one nearest to this one is given, as FT.IRR does without a guess. */
const GUESSED_RATE = 0.1;

/** What sizes the fleet of a month. */
type Sizing = "tokens_per_second" | "tokens_per_day" | "target_utilization" | "peak_factor" | "instances";

/** True where nothing is known to size the fleet by, so that it stays as it is. */
export const isUnsized = (tokensPerSecond: number): boolean => !(tokensPerSecond > 0);

/** Writes into `fleet` the instances that each month's volume asks for. */
export function resizeFleet(columns: Columns<Sizing | "volume_factor">, row: number, months: number, fleet: Float64Array): void {
  const { tokens_per_second, tokens_per_day, target_utilization, peak_factor, instances, volume_factor } = columns;
  let volume = tokens_per_day[row];
  for (let month = 0; month < months; month++) {
    fleet[month] = instancesForVolume(volume, tokens_per_second[row], target_utilization[row], peak_factor[row], instances[row]);
    volume *= volume_factor[row];
  }
}

/** What the monthly flows are made of. */
const FLOW_NEEDS = [
  "project_cost",
  "flow_months",
  "api_cost",
  "api_factor",
  "quality_delta",
  "volume_factor",
  "instance_cost",
  "gpu_factor",
  "steady_cost",
  "ramp_months",
  "running_instances",
  "tokens_per_second",
  "tokens_per_day",
  "target_utilization",
  "peak_factor",
  "instances",
] as const;

/** Calls `use` for every row that has flows with them, of which month 0 is the project's cost; they hold until the next row's. */
function forEachRow(
  count: number,
  needs: Columns<(typeof FLOW_NEEDS)[number]>,
  use: (row: number, flows: Float64Array, months: number) => void,
): void {
  let mostMonths = 0;
  for (let row = 0; row < count; row++) mostMonths = Math.max(mostMonths, needs.flow_months[row]);
  const fleet = new Float64Array(mostMonths);
  const apiCosts = new Float64Array(mostMonths);
  const ftCosts = new Float64Array(mostMonths);
  const flows = new Float64Array(mostMonths + 1);
  for (let row = 0; row < count; row++) {
    const months = needs.flow_months[row];
    if (!hasValue(needs.api_cost[row])) continue;
    if (needs.tokens_per_second[row] > 0) resizeFleet(needs, row, months, fleet);
    else fleet.fill(needs.running_instances[row], 0, months);
    fillMonths(
      {
        apiCostPerMonth: needs.api_cost[row],
        apiPriceFactor: needs.api_factor[row],
        qualityDeltaPerMonth: needs.quality_delta[row],
        volumeFactor: needs.volume_factor[row],
        changingCostPerUnit: needs.instance_cost[row],
        changingFactor: needs.gpu_factor[row],
        steadyCostPerMonth: needs.steady_cost[row],
        rampMonths: needs.ramp_months[row],
      },
      months,
      fleet,
      apiCosts,
      ftCosts,
    );
    flows[0] = -needs.project_cost[row];
    for (let i = 0; i < months; i++) flows[i + 1] = apiCosts[i] - ftCosts[i];
    use(row, flows, months);
  }
}

/** What needs each month of the flows by itself. */
export const MONTHLY_FLOW_STEPS = [
  step({
    gives: ["irr"],
    needs: FLOW_NEEDS,
    run(count, { irr }, needs) {
      irr.fill(NaN, 0, count);
      forEachRow(count, needs, (row, flows, months) => {
        irr[row] = annualRateOfReturn(flows, months + 1, GUESSED_RATE);
      });
    },
  }),
  step({
    gives: ["payback_dynamic_months"],
    needs: FLOW_NEEDS,
    run(count, { payback_dynamic_months }, needs) {
      payback_dynamic_months.fill(NaN, 0, count);
      forEachRow(count, needs, (row, flows, months) => {
        payback_dynamic_months[row] = monthsToCover(-flows[0], flows.subarray(1), months);
      });
    },
  }),
] as const;
