import { DomainError } from "../engine/errors";
import type { ModelShape } from "../engine/hardware";
import { looksLikeConfig, shapeOfConfig } from "../engine/modelConfig/modelConfig";
import { kvBytesPerToken } from "../engine/servingMemory";
import { input } from "./plannedCells";
import type { BlockPlan } from "./sheetPlan";

/* A model that is in no list: the text of its config.json in a cell, which every model_b then takes. */

/** What Excel keeps in one cell. */
const MOST_CHARACTERS = 32_767;
const BILLION = 1e9;

/** What was understood of a configuration: name, value, unit. */
export type Understood = readonly (readonly [name: string, value: number | string, unit: string])[];

function understood(shape: ModelShape): Understood {
  const mixture = shape.experts > 0;
  return [
    ["Parameters", shape.parameters / BILLION, "billion"],
    ...(mixture ? ([["Active per token", shape.activeParameters / BILLION, "billion"]] as const) : []),
    ["Layers", shape.layers, ""],
    ["Width", shape.hiddenSize, ""],
    ["Attention heads", shape.attentionHeads, ""],
    ...(mixture ? ([["Experts", `${shape.activeExperts} of ${shape.experts}`, ""]] as const) : []),
    ["Vocabulary", shape.vocabularySize, "tokens"],
    ["Longest context", shape.maxContextTokens ?? "not said", shape.maxContextTokens === null ? "" : "tokens"],
    ["Keys and values", kvBytesPerToken(shape), "bytes/token"],
    ["Weights as published", shape.nativeWeightBits, "bits"],
  ];
}

/**
 * A pasted config.json: what was understood of it, and the cell that holds it.
 * @throws DomainError that names what is missing, says what kind of model is not covered, or that no cell holds the text.
 */
export function modelCell(text: string): { readonly figures: Understood; readonly plan: BlockPlan } {
  if (!looksLikeConfig(text)) throw new DomainError("this must be the text of a config.json: an object in braces");
  const shape = shapeOfConfig(text, "text");
  // Line breaks and indents are half of such a file, and a cell has no use for them.
  const content = JSON.stringify(JSON.parse(text));
  if (content.length > MOST_CHARACTERS) {
    throw new DomainError(
      `a cell holds 32,767 characters, and this file has ${content.length} without its spaces: leave out lists that do not describe ` +
        `layers, such as quantization_config.modules_to_not_convert or id2label`,
    );
  }
  const title = shape.key;
  const note = `config.json of ${title}: ${(shape.parameters / BILLION).toFixed(2)} billion parameters. Point model_b of any function at this cell.`;
  return { figures: understood(shape), plan: { title, rows: [[input(content, { note })]] } };
}
