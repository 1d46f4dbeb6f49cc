import { requireFraction, requireNonNegative } from "./requirements";
import { requestsPerMonth, type Traffic } from "./traffic";

/** A small model that answers first and hands a share of the requests on to a large one. */
export interface Cascade extends Traffic {
  smallCostPerRequest: number;
  largeCostPerRequest: number;
  escalationRate: number;
  routerCostPerRequest: number;
}

/** The bill of a cascade ($/month). The small model and the router are paid for every request, also for one handed on. */
export function cascadeCostPerMonth(cascade: Cascade): {
  routerCost: number;
  smallCost: number;
  largeCost: number;
  totalCost: number;
} {
  const requests = requestsPerMonth(cascade);
  const escalated = requests * requireFraction("escalation_rate", cascade.escalationRate);
  const routerCost = requests * requireNonNegative("router_cost_per_request", cascade.routerCostPerRequest);
  const smallCost = requests * requireNonNegative("small_cost_per_request", cascade.smallCostPerRequest);
  const largeCost = escalated * requireNonNegative("large_cost_per_request", cascade.largeCostPerRequest);
  return { routerCost, smallCost, largeCost, totalCost: routerCost + smallCost + largeCost };
}
