import { multiLoraCostPerAdapter } from "../engine/servingCost";
import { number, optionalNonZero, optional } from "./support/arguments";
import { cell } from "./support/cell";

/**
 * Monthly cost of one of many LoRA adapters that share a base model.
 * @customfunction MULTI_LORA_COST
 * @category Serving
 * @param fleet_cost_per_month Serving bill of one deployment of the base model ($/month).
 * @param adapters Adapters served, a whole number (adapters).
 * @param [throughput_loss] Throughput lost to swapping adapters (fraction below 1, 0.1 is 10 %); 0.1 when omitted.
 * @param [adapters_per_deployment] Most adapters that one deployment holds, a whole number (adapters); 100 when omitted or 0.
 * @returns Cost per adapter ($/month per adapter).
 * @throws #DIV/0! when adapters is 0.
 * @throws #VALUE! when adapters is not a whole number, throughput_loss is not below 1, or another argument is negative.
 * @example MULTI_LORA_COST(900, 50) => 20
 * @example MULTI_LORA_COST(900, 150, 0.2) => 15
 * @example MULTI_LORA_COST(900, 0) => #DIV/0!
 * @example MULTI_LORA_COST(900, 50, 10) => #VALUE!
 * @requiresParameterAddresses
 */
export function multiLoraCost(
  fleet_cost_per_month: number,
  adapters: number,
  throughput_loss?: number,
  adapters_per_deployment?: number,
  call?: CustomFunctions.Invocation,
): number {
  return cell(
    () =>
      multiLoraCostPerAdapter({
        fleetCostPerMonth: number("fleet_cost_per_month", fleet_cost_per_month, call),
        adapters: number("adapters", adapters, call),
        throughputLoss: optional("throughput_loss", throughput_loss, 0.1, call),
        adaptersPerDeployment: optionalNonZero("adapters_per_deployment", adapters_per_deployment, 100),
      }).costPerAdapter,
  );
}
