import { cashFlows } from "../../engine/cashFlows";
import { CalculationError } from "../../engine/errors";
import type { InputName } from "../../engine/scenario/inputs";
import { type OutputName, requireOutput } from "../../engine/scenario/outputs";
import { scenarioOutputs } from "../../engine/scenario/scenario";
import type { CaseInputs } from "./caseInputs";
import { chanceOf, chanceSentence, scenarioOfCase } from "./chance";

/* What the summary of a case will say, from the engine and before anything is written. */

const OUTPUTS = [
  "api_cost",
  "serving_cost",
  "storage_cost",
  "retrain_cost_per_month",
  "quality_delta",
  "cash_saving",
  "project_cost",
  "npv",
  "payback_dynamic_months",
  "breakeven_tokens_per_day",
  "tokens_per_day",
] as const satisfies readonly OutputName[];

export type CaseFigures = Readonly<Record<(typeof OUTPUTS)[number], number | undefined>>;

export interface CaseAnswer {
  readonly figures: CaseFigures;
  /** The verdict and how sure it is, as the summary has it. */
  readonly sentence: string;
  /** The money put in and got back by the end of each month, from month 0 on. */
  readonly cumulative: readonly number[];
}

/**
 * The answer of a case.
 * @throws DomainError for an input outside its domain.
 */
export function caseAnswer(inputs: CaseInputs): CaseAnswer {
  const { scenario } = inputs;
  const values = scenarioOutputs(
    scenarioOfCase(inputs),
    OUTPUTS.map((name) => requireOutput("output", name)),
  );
  const figures = Object.fromEntries(
    OUTPUTS.map((name, i) => [name, values[i] instanceof CalculationError ? undefined : Number(values[i])]),
  ) as CaseFigures;
  const number = (name: InputName): number => Number(scenario[name]);
  const known = (name: keyof CaseFigures): number => figures[name] ?? 0;
  const flows = cashFlows({
    projectCost: known("project_cost"),
    apiCostPerMonth: known("api_cost"),
    ftCostPerMonth: known("serving_cost") + known("storage_cost") + known("retrain_cost_per_month"),
    months: number("horizon_months"),
    apiPriceChange: number("api_price_change"),
    ftPriceChange: number("gpu_price_change"),
    volumeGrowth: number("volume_growth"),
    rampMonths: number("ramp_months"),
    qualityDeltaPerMonth: known("quality_delta"),
  });
  return {
    figures,
    sentence: `${verdict(figures, number("horizon_months"), number("discount_rate"))} ${chanceSentence(chanceOf(inputs))}`,
    cumulative: flows.map(({ cumulative }) => cumulative),
  };
}

const money = (amount: number | undefined): string => {
  const text = Math.abs(Math.round(amount ?? 0)).toLocaleString("en-US");
  return `${(amount ?? 0) <= -0.5 ? "-" : ""}$${text}`;
};

function verdict(figures: CaseFigures, months: number, rate: number): string {
  const { npv = 0, cash_saving = 0, payback_dynamic_months: payback } = figures;
  const horizon = `over ${months} months at ${(rate * 100).toFixed(1)}% a year`;
  if (npv > 0) {
    const when = payback === undefined ? "more than the horizon of" : payback.toFixed(1);
    return `Self-hosting a fine-tuned model pays: it saves ${money(cash_saving)} a month in cash, pays back ${money(figures.project_cost)} in ${when} months and is worth ${money(npv)} ${horizon}.`;
  }
  if (cash_saving > 0)
    return `It does not pay on these figures: self-hosting saves ${money(cash_saving)} a month today, yet ${horizon} it loses ${money(-npv)}.`;
  return `Stay on the API: self-hosting would cost ${money(-cash_saving)} a month more than the API bill of ${money(figures.api_cost)}.`;
}
