import type { ConfigFields } from "./configFields";

/*
 * What a configuration is of. Only models that write text token by token are estimated; for the others the error says
 * what they are and what can be reckoned instead.
 */

const ENCODERS =
  /^(?:bert|roberta|distilbert|deberta|electra|albert|xlm-roberta|xlm_roberta|camembert|mpnet|modernbert|nomic_bert|new|ernie|esm|jina_bert|xlnet|longformer|big_bird|gte|eurobert)(?:[-_]v?\d)?$/;
const SPEECH =
  /^(?:whisper|wav2vec2|hubert|seamless|speecht5|speech_to_text|encodec|bark|musicgen|parler_tts|vits|sew|unispeech|data2vec-audio|mimi|moshi|kyutai|dia|csm)/;
const PICTURES =
  /^(?:clip|siglip|vit|swin|deit|beit|dinov2|dinov3|detr|yolos|sam|segformer|convnext|resnet|mask2former|depth_anything|owlvit|groundingdino|align)/;
const ENCODER_DECODERS =
  /^(?:t5|mt5|umt5|bart|mbart|pegasus|marian|m2m_100|nllb|prophetnet|led|blenderbot|longt5|fsmt|bigbird_pegasus|plbart)/;
const STATE_SPACE = /^(?:mamba|mamba2|falcon_mamba|rwkv|retnet|xlstm|hyena|recurrent_gemma|zamba|griffin)/;

const BY_THE_HOUR = "price it by the GPU hour with FT.GPU_COST, or by the second with FT.SERVERLESS_COST";

function kindOf(whole: ConfigFields, language: ConfigFields): readonly [kind: string, instead: string] | undefined {
  const type = (language.text("model_type") || whole.text("model_type")).toLowerCase();
  const made = String(whole.list("architectures")?.[0] ?? whole.text("_class_name"));
  if (whole.has("_class_name", "_diffusers_version") || /Transformer2D|UNet|Diffusion|AutoencoderKL|^(?:Flux|SD3)/.test(made))
    return ["an image or video generator (diffusion)", BY_THE_HOUR];
  if (SPEECH.test(type)) return ["a speech model", BY_THE_HOUR];
  if (ENCODER_DECODERS.test(type) || language.flag("is_encoder_decoder"))
    return ["an encoder-decoder", `${BY_THE_HOUR}, or take the size of its decoder in billions`];
  if (ENCODERS.test(type) || /For(?:MaskedLM|SequenceClassification|TokenClassification|QuestionAnswering)$/.test(made))
    return [
      "an encoder, which reads text and writes none",
      `for embeddings take FT.API_BILL with an embedding model, or ${BY_THE_HOUR}`,
    ];
  if (PICTURES.test(type)) return ["a vision model", BY_THE_HOUR];
  if (STATE_SPACE.test(type)) return ["a recurrent model without attention", "take its size in billions as model_b"];
  return undefined;
}

/** @throws DomainError for a model that does not write text token by token, with what to use instead. */
export function requireDecoder(whole: ConfigFields, language: ConfigFields): void {
  const refused = kindOf(whole, language);
  if (refused === undefined) return;
  const type = whole.text("model_type", "_class_name") || "this configuration";
  throw language.error(`is of ${refused[0]} (${type}): the estimators do not cover it; ${refused[1]}`);
}
