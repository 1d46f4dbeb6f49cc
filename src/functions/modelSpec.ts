import { MODEL_FIELDS, type ModelField } from "../presets/models";
import { figureOfModel } from "../presets/modelSizes";
import { option, text } from "./support/arguments";
import { cell } from "./support/cell";

const FIELDS = Object.keys(MODEL_FIELDS) as ModelField[];

/**
 * One figure of an open model's shape: parameters, layers, heads, vocabulary, context.
 * @customfunction MODEL_SPEC
 * @category Presets
 * @param model A key of FT.LIST("models"), the published name such as "meta-llama/Llama-3.1-8B-Instruct", a runner's such as "llama3.1:8b", or the text of a config.json.
 * @param field The figure: params_b, active_params_b, layers, hidden_size, intermediate_size, attention_heads, kv_heads, head_dim, vocab_size, max_context, experts, active_experts, kv_bytes_per_token.
 * @options field modelSpecFields
 * @returns The figure; parameters in billions.
 * @throws #N/A when the model is unknown, with the nearest keys.
 * @throws #VALUE! when the field is unknown, with the nearest fields.
 * @example MODEL_SPEC("llama-3.1-8b", "params_b") => 8.03
 * @example MODEL_SPEC("mistralai/Mixtral-8x7B-Instruct-v0.1", "active_params_b") => 12.88
 * @example MODEL_SPEC("Qwen3-30B-A3B", "experts") => 128
 * @example MODEL_SPEC("deepseek-ai/DeepSeek-V3", "kv_bytes_per_token") => 70272
 * @example MODEL_SPEC("llama-9-8b", "params_b") => #N/A
 * @example MODEL_SPEC("phi-4", "size") => #VALUE!
 * @see FT.SOURCE for where a figure comes from
 */
export function modelSpec(model: string, field: string): number {
  return cell(() => {
    const name = text("model", model);
    return figureOfModel(name, option("field", field, FIELDS));
  });
}
