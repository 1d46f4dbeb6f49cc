import { modelCell } from "../../src/workbook/modelCell";

const LLAMA_2_7B = {
  ...{ model_type: "llama", hidden_size: 4096, intermediate_size: 11008, num_hidden_layers: 32, vocab_size: 32000 },
  ...{ num_attention_heads: 32, max_position_embeddings: 4096, tie_word_embeddings: false },
};
const content = (config: object) => modelCell(JSON.stringify(config, null, 2)).plan.rows[0][0]?.content;

test("what was understood is shown with its units", () => {
  const { figures, plan } = modelCell(JSON.stringify(LLAMA_2_7B, null, 2));
  // Two word tables 2 × 32,000 × 4,096; per layer 4 × 4,096² + 3 × 4,096 × 11,008 + 2 × 4,096; the last norm 4,096
  expect(figures).toEqual([
    ["Parameters", 6.738415616, "billion"],
    ["Layers", 32, ""],
    ["Width", 4096, ""],
    ["Attention heads", 32, ""],
    ["Vocabulary", 32_000, "tokens"],
    ["Longest context", 4096, "tokens"],
    // 32 layers × 2 × 4,096 × 2 bytes
    ["Keys and values", 524_288, "bytes/token"],
    ["Weights as published", 16, "bits"],
  ]);
  expect(plan.title).toBe("llama");
});

test("a mixture says what is active", () => {
  const figures = modelCell(
    JSON.stringify({
      ...{ model_type: "mixtral", hidden_size: 4096, intermediate_size: 14336, num_hidden_layers: 32, vocab_size: 32000 },
      ...{ num_attention_heads: 32, num_key_value_heads: 8, num_local_experts: 8, num_experts_per_tok: 2 },
    }),
  ).figures;
  expect(figures.find(([name]) => name === "Experts")?.[1]).toBe("2 of 8");
  expect(figures.find(([name]) => name === "Longest context")?.[1]).toBe("not said");
  // Mixtral 8x7B is published as 46.7 billion, 12.9 of them active.
  expect(figures.find(([name]) => name === "Parameters")?.[1]).toBeCloseTo(46.7, 1);
  expect(figures.find(([name]) => name === "Active per token")?.[1]).toBeCloseTo(12.9, 1);
});

test("the cell holds the same configuration without its spaces", () => {
  expect(content(LLAMA_2_7B)).toBe(JSON.stringify(LLAMA_2_7B));
});

test.each([
  ["not json", /must be the text of a config\.json/],
  ["{", /begins like a config\.json but is not one/],
  ['{"model_type": "llama", "hidden_size": 64}', /num_hidden_layers/],
  [JSON.stringify({ ...LLAMA_2_7B, id2label: "x".repeat(33_000) }), /a cell holds 32,767 characters/],
])("what cannot be a model says why (%#)", (text, message) => expect(() => modelCell(text)).toThrow(message));
