import type { OutputName } from "../../engine/scenario/outputs";
import { AMOUNT, COUNT, DECIMAL, MONTHS, PRICE } from "./formats";

/** What a line is: its formula of names, and the output of FT.MODEL that must come to the same. */
export interface ModelLine {
  readonly name: string;
  readonly label: string;
  readonly formula: string;
  readonly unit: string;
  readonly format: string;
  readonly output?: OutputName;
  readonly isTotal?: true;
}

const TINY = "$0.000000";

/** Requests in a month times the cost of one kind of token in a request. */
const billed = (perRequest: string): string => `[requests_per_month]*[${perRequest}]`;

/** The lines of a month, section by section, each computed from those above it and the assumptions. */
export const MODEL_SECTIONS: readonly (readonly [string, readonly ModelLine[]])[] = [
  [
    "Prices in force",
    [
      {
        name: "price_cached",
        label: "Price of cached input",
        formula: "IF([price_cached_per_1m]=0,[price_in_per_1m],[price_cached_per_1m])",
        unit: "$/1M tokens",
        format: PRICE,
      },
      {
        name: "price_cache_write",
        label: "Price of input written to the cache",
        formula: "IF([price_cache_write_per_1m]=0,[price_in_per_1m],[price_cache_write_per_1m])",
        unit: "$/1M tokens",
        format: PRICE,
      },
    ],
  ],
  [
    "One request on the API",
    [
      {
        name: "request_input",
        label: "Input tokens, at the full price",
        formula: "[tokens_in]*MAX(0,1-[cached_share]-[cache_write_share])*[price_in_per_1m]*[tier_multiplier]/[tokens_per_price]",
        unit: "$/request",
        format: TINY,
      },
      {
        name: "request_cached",
        label: "Input tokens read from the cache",
        formula: "[tokens_in]*[cached_share]*[price_cached]*[tier_multiplier]/[tokens_per_price]",
        unit: "$/request",
        format: TINY,
      },
      {
        name: "request_cache_write",
        label: "Input tokens written to the cache",
        formula: "[tokens_in]*[cache_write_share]*[price_cache_write]*[tier_multiplier]/[tokens_per_price]",
        unit: "$/request",
        format: TINY,
      },
      {
        name: "request_output",
        label: "Output tokens",
        formula: "[tokens_out]*[price_out_per_1m]*[tier_multiplier]/[tokens_per_price]",
        unit: "$/request",
        format: TINY,
      },
      {
        name: "request_reasoning",
        label: "Reasoning tokens",
        formula: "[reasoning_tokens]*[price_out_per_1m]*[tier_multiplier]/[tokens_per_price]",
        unit: "$/request",
        format: TINY,
      },
      {
        name: "request_cost",
        label: "One request",
        formula: "SUM([request_input]:[request_reasoning])",
        unit: "$/request",
        format: TINY,
        isTotal: true,
      },
    ],
  ],
  [
    "Traffic",
    [
      {
        name: "daily_requests",
        label: "Requests a day",
        formula: "IF([requests_per_day]=0,[api_bill_per_month]/([request_cost]*[days_per_month]),[requests_per_day])",
        unit: "requests/day",
        format: COUNT,
      },
      {
        name: "requests_per_month",
        label: "Requests a month",
        formula: "[daily_requests]*[days_per_month]",
        unit: "requests/month",
        format: COUNT,
      },
      {
        name: "tokens_per_request",
        label: "Tokens of a request",
        formula: "[tokens_in]+[tokens_out]+[reasoning_tokens]",
        unit: "tokens/request",
        format: COUNT,
      },
      {
        name: "tokens_per_day",
        label: "Tokens a day",
        formula: "[daily_requests]*[tokens_per_request]",
        unit: "tokens/day",
        format: COUNT,
        output: "tokens_per_day",
      },
    ],
  ],
  [
    "API bill of a month",
    [
      { name: "bill_input", label: "Input tokens", formula: billed("request_input"), unit: "$/month", format: AMOUNT },
      { name: "bill_cached", label: "Cached input", formula: billed("request_cached"), unit: "$/month", format: AMOUNT },
      {
        name: "bill_cache_write",
        label: "Input written to the cache",
        formula: billed("request_cache_write"),
        unit: "$/month",
        format: AMOUNT,
      },
      { name: "bill_output", label: "Output tokens", formula: billed("request_output"), unit: "$/month", format: AMOUNT },
      {
        name: "bill_reasoning",
        label: "Reasoning tokens",
        formula: billed("request_reasoning"),
        unit: "$/month",
        format: AMOUNT,
      },
      {
        name: "api_cost",
        label: "API bill",
        formula: "SUM([bill_input]:[bill_reasoning])",
        unit: "$/month",
        format: AMOUNT,
        output: "api_cost",
        isTotal: true,
      },
    ],
  ],
  [
    "The model of one's own, a month",
    [
      {
        name: "running_instances",
        label: "Instances that run",
        formula:
          "IF([tokens_per_second]>0,MAX([instances],ROUNDUP([tokens_per_day]/[seconds_per_day]*[peak_factor]/[target_utilization]/[tokens_per_second]*(1-[whole_tolerance]),0)),[instances])",
        unit: "instances",
        format: DECIMAL,
      },
      {
        name: "instance_cost",
        label: "One instance",
        formula: "[price_per_instance_hour]*[hours_per_day]*[days_per_month]*(1-[commit_discount])",
        unit: "$/month",
        format: AMOUNT,
      },
      {
        name: "instances_cost",
        label: "Instances",
        formula: "[running_instances]*[instance_cost]",
        unit: "$/month",
        format: AMOUNT,
      },
      {
        name: "overhead_cost",
        label: "Monitoring, network and on-call",
        formula: "[overhead_per_month]",
        unit: "$/month",
        format: AMOUNT,
      },
      {
        name: "serving_cost",
        label: "Serving",
        formula: "[instances_cost]+[overhead_cost]",
        unit: "$/month",
        format: AMOUNT,
        output: "serving_cost",
        isTotal: true,
      },
      {
        name: "stored_gb",
        label: "Stored",
        formula: "IF([storage_gb]=0,[model_b]*[bytes_per_param],[storage_gb])",
        unit: "GB",
        format: DECIMAL,
      },
      {
        name: "storage_cost",
        label: "Storage",
        formula: "[stored_gb]*[storage_price_per_gb_month]",
        unit: "$/month",
        format: AMOUNT,
        output: "storage_cost",
      },
      {
        name: "retrain_cost_per_month",
        label: "Retraining",
        formula: "IF([retrain_months]>0,[retrain_cost]/[retrain_months],0)",
        unit: "$/month",
        format: AMOUNT,
        output: "retrain_cost_per_month",
      },
      {
        name: "review_delta",
        label: "Reviews, more than on the API",
        formula: "[requests_per_month]*([review_rate_ft]-[review_rate_api])*[cost_per_review]",
        unit: "$/month",
        format: AMOUNT,
      },
      {
        name: "failure_delta",
        label: "Failures, more than on the API",
        formula: "[requests_per_month]*([failure_rate_ft]-[failure_rate_api])*[cost_per_failure]",
        unit: "$/month",
        format: AMOUNT,
      },
      {
        name: "quality_delta",
        label: "Quality, against the API",
        formula: "[review_delta]+[failure_delta]",
        unit: "$/month",
        format: AMOUNT,
        output: "quality_delta",
        isTotal: true,
      },
      {
        name: "cash_cost",
        label: "Own model, in cash",
        formula: "[serving_cost]+[storage_cost]+[retrain_cost_per_month]+[quality_delta]",
        unit: "$/month",
        format: AMOUNT,
        isTotal: true,
      },
    ],
  ],
  [
    "The project, once",
    [
      {
        name: "compute_cost",
        label: "Training runs",
        formula: "[training_runs]*[cost_per_run]",
        unit: "$",
        format: AMOUNT,
        output: "compute_cost",
      },
      {
        name: "engineering_cost",
        label: "Engineering",
        formula: "([hours_data]+[hours_experiments]+[hours_evaluation]+[hours_deployment])*[hourly_rate]",
        unit: "$",
        format: AMOUNT,
        output: "engineering_cost",
      },
      { name: "other_project_cost", label: "Other", formula: "[other_cost]", unit: "$", format: AMOUNT },
      {
        name: "contingency_cost",
        label: "Contingency",
        formula: "([compute_cost]+[engineering_cost]+[other_project_cost])*[contingency]",
        unit: "$",
        format: AMOUNT,
      },
      {
        name: "project_cost",
        label: "Project",
        formula: "SUM([compute_cost]:[contingency_cost])",
        unit: "$",
        format: AMOUNT,
        output: "project_cost",
        isTotal: true,
      },
      {
        name: "amortized_cost",
        label: "Project, spread over its life",
        formula: "[project_cost]/[life_months]",
        unit: "$/month",
        format: AMOUNT,
        output: "amortized_cost",
      },
    ],
  ],
  [
    "What it comes to",
    [
      {
        name: "cash_saving",
        label: "Saving in cash: API bill less own model in cash",
        formula: "[api_cost]-[cash_cost]",
        unit: "$/month",
        format: AMOUNT,
        output: "cash_saving",
        isTotal: true,
      },
      {
        name: "ft_cost",
        label: "Own model, after the project",
        formula: "[cash_cost]+[amortized_cost]",
        unit: "$/month",
        format: AMOUNT,
        output: "ft_cost",
      },
      {
        name: "saving",
        label: "Saving after the project",
        formula: "[api_cost]-[ft_cost]",
        unit: "$/month",
        format: AMOUNT,
        output: "saving",
        isTotal: true,
      },
      {
        name: "payback_months",
        label: "Payback on the saving in cash",
        formula: 'IF([cash_saving]>0,[project_cost]/[cash_saving],"never")',
        unit: "months",
        format: MONTHS,
        output: "payback_months",
      },
      {
        name: "blended_price_per_1m",
        label: "API price of 1M tokens, all kinds",
        formula: "[request_cost]/[tokens_per_request]*[tokens_per_price]",
        unit: "$/1M tokens",
        format: PRICE,
        output: "blended_price_per_1m",
      },
      {
        name: "breakeven_tokens_per_day",
        label: "Break-even of the two bills",
        formula:
          'IF([blended_price_per_1m]>0,([serving_cost]+[storage_cost])/[blended_price_per_1m]*[tokens_per_price]/[days_per_month],"never")',
        unit: "tokens/day",
        format: COUNT,
        output: "breakeven_tokens_per_day",
      },
      {
        name: "net_present_value",
        label: "Net present value over the horizon",
        formula: "SUM([present_column])",
        unit: "$",
        format: AMOUNT,
        output: "npv",
        isTotal: true,
      },
      {
        name: "payback_by_flows",
        label: "Payback by the monthly flows",
        formula: 'IF(COUNT([paid_back_column])>0,MIN([paid_back_column]),"never")',
        unit: "months",
        format: MONTHS,
        output: "payback_dynamic_months",
      },
    ],
  ],
];
