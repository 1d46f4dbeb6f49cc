import { builtFunctions } from "../support/builtFunctions";

/*
 * What FT.CHECKS says of a model must be what FT.SERVING_MEMORY says of it: the scenario keeps the name it was given.
 */
const functions = builtFunctions();
const column = (kind: string): string[] => (functions.call("LIST", kind) as string[][]).map(([key]) => key);

function checks(inputs: Readonly<Record<string, number | string>>): Map<string, readonly [unknown, string]> {
  const block = {
    requests_per_day: 1000,
    tokens_in: 900,
    tokens_out: 100,
    price_in_per_1m: 5,
    price_out_per_1m: 15,
    price_per_instance_hour: 3,
    gpu: "h100_sxm",
    ...inputs,
  };
  const rows = functions.call("CHECKS", Object.entries(block)) as [string, unknown, string][];
  return new Map(rows.map(([check, pass, message]) => [check, [pass, message]]));
}

test("every model needs in FT.CHECKS what it needs in FT.SERVING_MEMORY", () => {
  const models = column("models");
  expect(models.length).toBeGreaterThan(50);
  for (const model of models) {
    const needed = functions.call("SERVING_MEMORY", model, 8, 1000);
    const total = Number(Array.isArray(needed) ? needed[0][0] : NaN);
    const [, message] = checks({ model_b: model, weight_bits: 8 }).get("model_fits_gpu") ?? [undefined, ""];
    const said = /needs ([\d,.]+) GB/.exec(message)?.[1] ?? "";
    // Figures are said with at least three digits.
    expect([model, Math.abs(Number(said.replace(/,/g, "")) - total) <= 0.005 * total]).toEqual([model, true]);
    expect(message).toContain(model);
  }
});

test("a prompt longer than the model takes fails, and is not cut to fit", () => {
  const [pass, message] = checks({ model_b: "llama-3.1-8b", tokens_in: 140_000 }).get("context_fits_model") ?? [];
  expect(pass).toBe(false);
  expect(message).toContain("has 140,100 tokens, but llama-3.1-8b takes at most 131,072");
  const [fits] = checks({ model_b: "llama-3.1-8b", tokens_in: 120_000 }).get("model_fits_gpu") ?? [];
  expect(fits).toBe(true);
});

test("the price of a long prompt is the one the API model asks for it", () => {
  // Anthropic's list of 2025-09-29: $3 and $15 up to 200,000 prompt tokens, $6 and $22.50 above.
  const long = { api_model: "claude-sonnet-4-5", as_of: "2026-09-23", tokens_in: 250_000 };
  const [pass] = checks({ ...long, price_in_per_1m: 6, price_out_per_1m: 22.5 }).get("api_price_matches") ?? [];
  expect(pass).toBe(true);
  const [short] = checks({ ...long, price_in_per_1m: 3, price_out_per_1m: 15 }).get("api_price_matches") ?? [];
  expect(short).toBe(false);
});

test("a price that is left to the API model is the API model's", () => {
  const found = checks({ api_model: "gpt-4o", as_of: "2026-09-23", price_in_per_1m: 0, price_out_per_1m: 0 });
  expect(found.get("api_price_matches")?.[0]).toBe(true);
  expect(found.get("prices_and_traffic_given")?.[0]).toBe(true);
  // OpenAI's list: gpt-4o at $2.50 and $10.
  expect(found.get("zeros_and_empty_cells")).toEqual([
    true,
    "0 or empty and taken at the default: price_in_per_1m 2.5, price_out_per_1m 10; write none for a true 0",
  ]);
});
