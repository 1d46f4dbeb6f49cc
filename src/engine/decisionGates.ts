import { comparedDollars, comparedFigures } from "./figures";
import { requireNonNegative, requirePositive } from "./requirements";

/** A consideration that decides by itself, whatever the score. */
export interface DecisionGate {
  readonly gate: "privacy" | "latency" | "volume";
  /** What it decides for; null where it leaves the choice open. */
  readonly decides: "self-hosted" | "API" | null;
  readonly message: string;
}

/** Below it a shared API has no time left: the way over the internet and the queue take about as long by themselves. */
const GATE_LATENCY_MS = 100;

/**
 * What privacy, latency and volume say by themselves. `instanceCostPerMonth` is the price of the smallest instance
 * that could serve a model: a bill below it cannot be beaten by hosting one.
 */
export function decisionGates(given: {
  apiCostPerMonth: number;
  latencyMs: number;
  privacyRequired: boolean;
  instanceCostPerMonth: number;
}): DecisionGate[] {
  const apiCost = requireNonNegative("api_cost_per_month", given.apiCostPerMonth);
  const instanceCost = requirePositive("cost_per_month", given.instanceCostPerMonth);
  const latencyMs = requirePositive("latency_ms", given.latencyMs);
  const [shownLatency, shownGate] = comparedFigures(latencyMs, GATE_LATENCY_MS);
  const [shownBill, shownInstance] = comparedDollars(apiCost, instanceCost);
  return [
    given.privacyRequired
      ? {
          gate: "privacy",
          decides: "self-hosted",
          message: "Data may not leave your own machines, so no API can be used and privacy decides alone.",
        }
      : { gate: "privacy", decides: null, message: "Data may be sent to an API, so privacy leaves the choice open." },
    latencyMs < GATE_LATENCY_MS
      ? {
          gate: "latency",
          decides: "self-hosted",
          message: `The latency limit of ${shownLatency} ms is below ${shownGate} ms, which no shared API over the internet meets reliably, so latency decides alone.`,
        }
      : {
          gate: "latency",
          decides: null,
          message: `The latency limit of ${shownLatency} ms is not below ${shownGate} ms: an API can meet it, so latency counts by its points only.`,
        },
    apiCost < instanceCost
      ? {
          gate: "volume",
          decides: "API",
          message: `The API bill of ${shownBill} a month is below the ${shownInstance} of the smallest reference instance, so hosting a model cannot save money and volume decides alone.`,
        }
      : {
          gate: "volume",
          decides: null,
          message: `The API bill of ${shownBill} a month is not below the ${shownInstance} of the smallest reference instance, so volume leaves the choice open.`,
        },
  ];
}
