import type { ApiPriceField, PriceTier } from "../../presets/apiPrices";
import type { PriceBasis } from "../../presets/gpuPrices";
import type { GpuField } from "../../presets/gpus";
import type { ModelField } from "../../presets/models";

export const apiPriceFields: Partial<Record<ApiPriceField, string>> = {
  input: "Input tokens ($/1M)",
  cached_input: "Input tokens read from the provider's cache ($/1M)",
  cache_write: "Input tokens written to a cache of 5 minutes ($/1M)",
  cache_write_1h: "Input tokens written to a cache of one hour ($/1M)",
  output: "Output tokens, reasoning included ($/1M)",
  audio_input: "Input tokens of sound ($/1M)",
  audio_output: "Output tokens of sound ($/1M)",
  image_output: "Output tokens of pictures ($/1M)",
  request: "Fee of a request ($ per 1,000)",
  web_search: "Web searches ($ per 1,000)",
};

export const priceTiers: Readonly<Record<PriceTier, string>> = {
  standard: "The list price",
  batch: "Answered within a day, at a discount",
  flex: "Answered when there is room, at a discount",
  priority: "Answered first, at a surcharge",
  regional: "Processed in one region, at a surcharge",
};

export const gpuPriceBases: Readonly<Record<PriceBasis, string>> = {
  on_demand: "List price by the hour, without a commitment",
  spot: "Interruptible capacity",
  reserved_1y: "Committed for a year",
  reserved_3y: "Committed for three years",
  reference: "The price of the reference table (a100_80g and a10g)",
};

export const gpuSpecFields: Readonly<Record<GpuField, string>> = {
  bf16_tflops: "Dense bf16 rate; fp16 where the part has no bf16 (TFLOP/s)",
  fp8_tflops: "Dense fp8 rate (TFLOP/s)",
  fp4_tflops: "Dense fp4 rate (TFLOP/s)",
  memory_gb: "Memory, as the label says (GB)",
  usable_memory_gb: "Memory that programs can use, as the driver reports it (GB of 1e9 bytes)",
  bandwidth_gb_per_s: "Memory bandwidth (GB/s)",
  tdp_w: "Board power (W)",
  interconnect_gb_per_s: "GPU to GPU inside a node, both directions (GB/s)",
};

export const modelSpecFields: Readonly<Record<ModelField, string>> = {
  params_b: "All parameters, embeddings included (billions)",
  active_params_b: "Parameters one token passes through (billions)",
  layers: "Transformer layers",
  hidden_size: "Width of the residual stream",
  intermediate_size: "Width of the feed-forward layer, of one expert in a mixture",
  attention_heads: "Query heads",
  kv_heads: "Key and value heads",
  head_dim: "Width of one head",
  vocab_size: "Tokens in the vocabulary",
  max_context: "Longest context (tokens)",
  experts: "Experts per layer, 0 for a dense model",
  active_experts: "Experts that a token is routed to, 0 for a dense model",
  kv_bytes_per_token: "What one more token leaves in the 16-bit cache, on the layers that keep every token (bytes)",
};
