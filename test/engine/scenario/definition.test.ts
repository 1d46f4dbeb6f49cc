import { INPUT_DESCRIPTIONS } from "../../../src/engine/scenario/inputDescriptions";
import {
  closedBounds,
  domainText,
  inDomain,
  NUMBER_INPUTS,
  requireInput,
  requireNumberInput,
  SCENARIO_INPUTS,
} from "../../../src/engine/scenario/inputs";
import { OUTPUT_DESCRIPTIONS } from "../../../src/engine/scenario/outputDescriptions";
import { OUTPUT_NAMES, requireOutput } from "../../../src/engine/scenario/outputs";
import { STEPS } from "../../../src/engine/scenario/steps";
import { SUPPLIED_QUANTITIES } from "../../../src/engine/scenario/supplied";

describe("the inputs", () => {
  test("are those of the specification", () => {
    // The names of the catalogue's scenario, in its words and order of groups; a new input is added here on purpose.
    const specified = `requests_per_day api_bill_per_month tokens_in tokens_out price_in_per_1m price_out_per_1m
      cached_share price_cached_per_1m cache_write_share price_cache_write_per_1m reasoning_tokens tier_multiplier price_per_instance_hour instances tokens_per_second target_utilization peak_factor
      commit_discount overhead_per_month model_b bytes_per_param storage_price_per_gb_month storage_gb gpu gpus_per_instance
      weight_bits api_model as_of review_rate_api review_rate_ft cost_per_review failure_rate_api failure_rate_ft
      cost_per_failure training_runs cost_per_run hours_data hours_experiments hours_evaluation hours_deployment hourly_rate
      other_cost contingency retrain_cost retrain_months life_months horizon_months api_price_change gpu_price_change
      volume_growth ramp_months discount_rate days_per_month`.split(/\s+/);
    expect(SCENARIO_INPUTS.map(({ name }) => name).sort()).toEqual(specified.sort());
  });

  test("have defaults inside their domains, a unit and one sentence each", () => {
    for (const input of SCENARIO_INPUTS) {
      expect(INPUT_DESCRIPTIONS[input.name].doc).toMatch(/^[A-Z].*\.$/);
      expect(input.unit.length).toBeGreaterThan(0);
      if (input.kind === "number" && typeof input.fallback === "number") {
        expect([input.name, inDomain(input.domain, input.fallback)]).toEqual([input.name, true]);
      }
    }
  });

  test("all take 1, which stands for values that cannot be used", () => {
    for (const input of NUMBER_INPUTS) expect([input.name, inDomain(input.domain, 1)]).toEqual([input.name, true]);
  });

  test("end where their domains do", () => {
    for (const { domain } of NUMBER_INPUTS) {
      const [lowest, highest] = closedBounds(domain);
      expect(inDomain(domain, highest)).toBe(true);
      expect(inDomain(domain, highest + Math.max(1, Math.abs(highest)))).toBe(false);
      expect(inDomain(domain, domain.least)).toBe(domain.aboveLeast !== true);
      if (domain.whole !== true) expect(inDomain(domain, lowest)).toBe(true);
      expect(inDomain(domain, domain.least - 1)).toBe(false);
      expect(inDomain(domain, NaN)).toBe(false);
      expect(domainText(domain)).toMatch(/between|greater|or more/);
    }
  });

  test("are found without case, spaces, hyphens and underscores", () => {
    expect(requireInput("scenario", "Requests per day").name).toBe("requests_per_day");
    expect(requireInput("scenario", "REVIEW-RATE-FT").name).toBe("review_rate_ft");
    expect(() => requireInput("scenario", "constructor")).toThrow('scenario: there is no input "constructor"');
    expect(() => requireNumberInput("input", "gpu")).toThrow("input: gpu is a preset key, not a number that can be varied");
  });
});

describe("the outputs", () => {
  test("are those of the specification, in its order", () => {
    const specified =
      `tokens_per_day api_cost serving_cost storage_cost amortized_cost quality_delta retrain_cost_per_month ft_cost
      saving cash_saving compute_cost engineering_cost project_cost payback_months blended_price_per_1m
      breakeven_tokens_per_day full_breakeven_tokens_per_day above_breakeven above_full_breakeven cost_per_1m_api
      cost_per_1m_ft quality_breakeven_rate npv irr payback_dynamic_months`.split(/\s+/);
    expect(OUTPUT_NAMES).toEqual(specified);
  });

  test("are each computed by one step, and every step finds what it needs", () => {
    const known = new Set<string>([...NUMBER_INPUTS.map(({ name }) => name), ...SUPPLIED_QUANTITIES]);
    for (const { needs, gives } of STEPS) {
      for (const name of needs) expect([gives, name, known.has(name)]).toEqual([gives, name, true]);
      for (const name of gives) {
        expect([name, known.has(name)]).toEqual([name, false]);
        known.add(name);
      }
    }
    for (const name of OUTPUT_NAMES) expect(known.has(name)).toBe(true);
  });

  test("have one sentence each", () => {
    for (const doc of Object.values(OUTPUT_DESCRIPTIONS)) expect(doc).toMatch(/^[A-Z].*\.$/);
  });

  test("an unknown one names the nearest", () => {
    expect(requireOutput("output", "Payback months").name).toBe("payback_months");
    expect(() => requireOutput("output", "paybak_months")).toThrow(/payback_months/);
  });
});
