/*
 * Exports whose rows hold the tokens of a request or of a bucket of time, each as a table of the names its columns bear.
 * Which of them were held against real files, and where the names were read, is in docs/usage-exports.md.
 */

/** Names under which a value may stand; the first that is there counts. */
export type Column = readonly string[];

export interface RowFormat {
  readonly key: string;
  readonly title: string;
  /** A file is of this format when it has a column of each of these. */
  readonly needs: readonly Column[];
  readonly model: Column;
  /** What stands behind a model's name in its column. */
  readonly modelEndsAt?: string;
  readonly start: Column;
  readonly end?: Column;
  /** What a row covers where no end is given: one request at that time, or everything of that minute, hour or day. */
  readonly covers: "request" | "minute" | "hour" | "day";
  /** Summed. */
  readonly input: readonly Column[];
  /** Whether `input` holds the cached and written tokens; "usually" where older rows of the same export leave them out. */
  readonly inputHoldsCached: "always" | "never" | "usually";
  readonly cachedInput: readonly Column[];
  readonly cacheWrite: readonly Column[];
  readonly output: readonly Column[];
  /** The column that counts requests; "one" where each row is a request; "none" where the export does not count them. */
  readonly requests: Column | "one" | "none";
  readonly cost: Column;
  /** What `cost` is multiplied by to come to a whole unit of the currency. */
  readonly costUnit?: number;
  readonly currency?: Column;
  /** The currency where no column names it. */
  readonly defaultCurrency?: string;
  /** The identity of a request, where the export gives one. */
  readonly id?: Column;
  /** Rows left out: a column, the values that leave a row out, and why. */
  readonly without?: readonly { readonly column: string; readonly values: readonly string[]; readonly why: string }[];
  /** Rows kept, where a column says what kind a row is. */
  readonly only?: { readonly column: string; readonly values: readonly string[]; readonly why: string };
}

const LITELLM_USAGE = ["metadata.additional_usage_values", "metadata.usage_object"];
const under = (parents: readonly string[], names: readonly string[]): string[] =>
  parents.flatMap((parent) => names.map((name) => `${parent}.${name}`));

export const ROW_FORMATS: readonly RowFormat[] = [
  {
    key: "openai-usage",
    title: "OpenAI usage",
    needs: [["start_time"], ["input_tokens"], ["num_model_requests"]],
    model: ["model"],
    start: ["start_time", "start_time_iso"],
    end: ["end_time", "end_time_iso"],
    covers: "day",
    input: [["input_tokens"]],
    inputHoldsCached: "always",
    cachedInput: [["input_cached_tokens"]],
    cacheWrite: [["input_cache_write_tokens"], ["input_cache_write_12h_tokens"]],
    output: [["output_tokens"]],
    requests: ["num_model_requests"],
    cost: [],
  },
  {
    key: "openai-costs",
    title: "OpenAI costs",
    needs: [["start_time"], ["amount.value", "amount_value"]],
    model: ["line_item"],
    modelEndsAt: ",",
    start: ["start_time", "start_time_iso"],
    end: ["end_time", "end_time_iso"],
    covers: "day",
    input: [],
    inputHoldsCached: "always",
    cachedInput: [],
    cacheWrite: [],
    output: [],
    requests: "none",
    cost: ["amount.value", "amount_value"],
    currency: ["amount.currency", "amount_currency"],
    defaultCurrency: "USD",
  },
  {
    key: "anthropic-usage-report",
    title: "Anthropic usage report",
    needs: [["starting_at"], ["uncached_input_tokens"]],
    model: ["model"],
    start: ["starting_at"],
    end: ["ending_at"],
    covers: "day",
    input: [["uncached_input_tokens"]],
    inputHoldsCached: "never",
    cachedInput: [["cache_read_input_tokens"]],
    cacheWrite: [
      ["cache_creation.ephemeral_5m_input_tokens", "cache_creation_5m_input_tokens"],
      ["cache_creation.ephemeral_1h_input_tokens", "cache_creation_1h_input_tokens"],
    ],
    output: [["output_tokens"]],
    requests: "none",
    cost: [],
  },
  {
    key: "anthropic-cost-report",
    title: "Anthropic cost report",
    needs: [["starting_at"], ["amount"], ["cost_type", "description"]],
    model: ["model", "description"],
    start: ["starting_at"],
    end: ["ending_at"],
    covers: "day",
    input: [],
    inputHoldsCached: "always",
    cachedInput: [],
    cacheWrite: [],
    output: [],
    requests: "none",
    // The report gives cents.
    cost: ["amount"],
    costUnit: 0.01,
    currency: ["currency"],
    defaultCurrency: "USD",
  },
  {
    key: "anthropic-console",
    title: "Anthropic console",
    needs: [["usage_date_utc"], ["usage_input_tokens_no_cache"], ["usage_output_tokens"]],
    model: ["model_version", "model"],
    start: ["usage_date_utc"],
    covers: "minute",
    input: [["usage_input_tokens_no_cache"]],
    inputHoldsCached: "never",
    cachedInput: [["usage_input_tokens_cache_read"]],
    cacheWrite: [["usage_input_tokens_cache_write_5m", "usage_input_tokens_cache_write"], ["usage_input_tokens_cache_write_1h"]],
    output: [["usage_output_tokens"]],
    requests: "none",
    cost: [],
  },
  {
    key: "openrouter-generations",
    title: "OpenRouter activity, request by request",
    needs: [
      ["generation_id", "created_at"],
      ["tokens_prompt", "native_tokens_prompt"],
      ["model_permaslug", "model"],
    ],
    model: ["model_permaslug", "model"],
    start: ["created_at"],
    covers: "request",
    input: [["native_tokens_prompt", "tokens_prompt"]],
    inputHoldsCached: "usually",
    cachedInput: [["native_tokens_cached", "tokens_cached"]],
    cacheWrite: [["native_tokens_cache_write", "tokens_cache_write"]],
    output: [["native_tokens_completion", "tokens_completion"]],
    requests: "one",
    cost: ["cost_total", "total_cost"],
    defaultCurrency: "USD",
    id: ["generation_id", "id"],
  },
  {
    key: "openrouter-activity",
    title: "OpenRouter activity, day by day",
    needs: [["date"], ["model_permaslug"], ["prompt_tokens"], ["requests"]],
    model: ["model_permaslug", "model"],
    start: ["date"],
    covers: "day",
    input: [["prompt_tokens"]],
    inputHoldsCached: "usually",
    cachedInput: [["cached_tokens"]],
    cacheWrite: [],
    output: [["completion_tokens"]],
    requests: ["requests"],
    cost: ["usage"],
    defaultCurrency: "USD",
  },
  {
    key: "litellm",
    title: "LiteLLM spend logs",
    needs: [["request_id"], ["starttime", "startTime"], ["spend"], ["prompt_tokens"]],
    model: ["model"],
    start: ["starttime", "startTime"],
    covers: "request",
    input: [["prompt_tokens"]],
    inputHoldsCached: "usually",
    cachedInput: [under(LITELLM_USAGE, ["cache_read_input_tokens", "prompt_tokens_details.cached_tokens"])],
    cacheWrite: [under(LITELLM_USAGE, ["cache_creation_input_tokens", "prompt_tokens_details.cache_creation_tokens"])],
    output: [["completion_tokens"]],
    requests: "one",
    cost: ["spend"],
    defaultCurrency: "USD",
    id: ["request_id"],
    without: [{ column: "cache_hit", values: ["true"], why: "answered from LiteLLM's own cache, so no model was called" }],
  },
  {
    key: "helicone",
    title: "Helicone requests",
    needs: [["request_created_at"], ["prompt_tokens"], ["completion_tokens"]],
    model: ["response_model", "model", "request_model"],
    start: ["request_created_at"],
    covers: "request",
    input: [["prompt_tokens"]],
    inputHoldsCached: "usually",
    cachedInput: [["prompt_cache_read_tokens"]],
    cacheWrite: [["prompt_cache_write_tokens"]],
    output: [["completion_tokens"]],
    requests: "one",
    cost: ["cost_usd", "cost", "costusd"],
    defaultCurrency: "USD",
    id: ["helicone-id", "request_id", "id"],
  },
  {
    key: "langfuse",
    title: "Langfuse observations",
    needs: [
      ["id"],
      ["type"],
      ["starttime", "startTime", "start_time"],
      ["usagedetails", "usageDetails", "usage_details", "usage", "inputusage", "prompttokens", "promptTokens"],
    ],
    model: ["model", "providedmodelname", "providedModelName", "provided_model_name"],
    start: ["starttime", "startTime", "start_time"],
    covers: "request",
    // Langfuse prices each key by itself: the plain input leaves out what was cached.
    input: [
      [
        "usagedetails.input",
        "usageDetails.input",
        "usage_details.input",
        "usage.input",
        "inputusage",
        "inputUsage",
        "prompttokens",
        "promptTokens",
      ],
    ],
    inputHoldsCached: "never",
    cachedInput: [
      under(
        ["usagedetails", "usageDetails", "usage_details", "usage"],
        ["cache_read_input_tokens", "input_cached_tokens", "input_cache_read"],
      ),
    ],
    cacheWrite: [
      under(["usagedetails", "usageDetails", "usage_details", "usage"], ["cache_creation_input_tokens", "input_cache_creation"]),
    ],
    output: [
      [
        "usagedetails.output",
        "usageDetails.output",
        "usage_details.output",
        "usage.output",
        "outputusage",
        "outputUsage",
        "completiontokens",
        "completionTokens",
      ],
    ],
    requests: "one",
    cost: [
      "totalcost",
      "totalCost",
      "total_cost",
      "calculatedtotalcost",
      "calculatedTotalCost",
      "costdetails.total",
      "costDetails.total",
    ],
    defaultCurrency: "USD",
    id: ["id"],
    only: { column: "type", values: ["generation", "embedding"], why: "a span or event, not a model call" },
  },
];
