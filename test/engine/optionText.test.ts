import { DomainError } from "../../src/engine/errors";
import { optionEntries, optionTable, readOptions } from "../../src/engine/optionText";
import { optionsArgument } from "../../src/functions/support/optionsArgument";

const RULES = {
  states: {
    values: ["mixed", "bf16", "adam_8bit"],
    aliases: { "8bit": "adam_8bit" },
    fallback: "mixed",
    meaning: "kept numbers",
    rests: "calibrated",
  },
  kv_bits: { values: ["16", "8"], fallback: "16", meaning: "bits of the cache", rests: "calibrated" },
  lora_rank: { least: 1, most: 1024, whole: true, fallback: "16", meaning: "rank", rests: "arithmetic" },
  share: { least: 0, most: 1, fallback: "0", meaning: "a share", rests: "arithmetic" },
  measured: { least: 0.001, most: Infinity, fallback: "none", meaning: "your run", rests: "measured" },
} as const;
const read = (text: string) => readOptions("options", optionEntries("options", text), RULES);

describe("options as text", () => {
  test.each([
    ["", {}],
    [" ; ;", {}],
    ["states=bf16", { states: "bf16" }],
    ["States = BF16 ; lora_rank = 32", { states: "bf16", lora_rank: 32 }],
    ["states=8-bit;", { states: "adam_8bit" }],
    ["kv_bits=8", { kv_bits: "8" }],
    ["share=40%", { share: 0.4 }],
    ["share=0", { share: 0 }],
    ["measured=1234.5", { measured: 1234.5 }],
    ["lora_rank=default; states=Default", {}],
    ["states=bf16\nlora_rank=8", { states: "bf16", lora_rank: 8 }],
  ])("%j", (text, values) => expect(read(text)).toEqual(values));

  test.each([
    ["states", 'options must be text such as "key=value; key=value": "states" is not a key and its value'],
    ["=bf16", '"=bf16" is not a key and its value'],
    ["states=", '"states=" is not a key and its value'],
    ["state=bf16", 'options: the key must be one of states, kv_bits, lora_rank, share, measured, not "state"'],
    ["states=fp32", 'options states must be one of mixed, bf16, adam_8bit, not "fp32"'],
    ["lora_rank=0", 'options lora_rank must be a whole number from 1 to 1024, not "0"'],
    ["lora_rank=1.5", "options lora_rank must be a whole number from 1 to 1024"],
    ["share=2", 'options share must be a number from 0 to 1, not "2"'],
    ["measured=fast", 'options measured must be a number of 0.001 or more, not "fast"'],
    ["states=bf16; states=bf16", "options must give states once, not twice"],
  ])("%j is refused", (text, message) => {
    expect(() => read(text)).toThrow(DomainError);
    expect(() => read(text)).toThrow(message);
  });

  test("the table shows every key with its values, default and meaning", () => {
    expect(optionTable(RULES)).toEqual([
      ["states", "mixed, bf16, adam_8bit", "mixed", "kept numbers", "calibrated"],
      ["kv_bits", "16, 8", "16", "bits of the cache", "calibrated"],
      ["lora_rank", "1 to 1024, whole", "16", "rank", "arithmetic"],
      ["share", "0 to 1", "0", "a share", "arithmetic"],
      ["measured", "0.001 or more", "none", "your run", "measured"],
    ]);
  });
});

describe("options as an argument", () => {
  test("left out, blank and 0 are none; the same text gives the same object", () => {
    for (const raw of [null, undefined, "", 0, [[""]], [["", ""]]]) expect(optionsArgument(raw, RULES)).toEqual({});
    expect(optionsArgument("states=bf16", RULES)).toBe(optionsArgument("states=bf16", RULES));
  });
  test("a range of two columns, its blank rows skipped", () => {
    const range = [
      ["states", "bf16"],
      ["", ""],
      ["lora_rank", 64],
      ["share", ""],
    ];
    expect(optionsArgument(range, RULES)).toEqual({ states: "bf16", lora_rank: 64 });
  });
  test.each([
    [[["states", "bf16", "x"]], 'options must be text "key=value; key=value" or two columns, keys and values'],
    [[["", "bf16"]], "options (a key) is required"],
    [[["lora_rank", 0]], "options lora_rank must be a whole number from 1 to 1024, not 0"],
    [true, "options must be text, not TRUE"],
  ])("%j is refused", (raw, message) => expect(() => optionsArgument(raw, RULES)).toThrow(message));
});
