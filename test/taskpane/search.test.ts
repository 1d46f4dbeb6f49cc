import { searchFunctions } from "../../src/taskpane/functionSearch";
import { searchAllPresets, searchPresets } from "../../src/taskpane/presetSearch";
import type { FunctionEntry } from "../../src/taskpane/reference";
import { figuresOf, PRESET_KINDS, type PresetKindKey } from "../../src/workbook/presetCells";

const entry = (
  id: string,
  category: string,
  description: string,
  parameters: FunctionEntry["parameters"] = [],
): FunctionEntry => ({
  id,
  name: `FT.${id}`,
  category,
  description,
  signature: `FT.${id}()`,
  spills: false,
  parameters,
  returns: "",
  throws: [],
  examples: [],
  see: [],
});

describe("functions", () => {
  const entries = [
    entry("NPV", "Returns", "Present value of cash flows, after which payback is read."),
    entry("PAYBACK", "Returns", "Months until the savings have repaid the cost."),
    entry("ENERGY", "Footprint", "Energy of GPUs.", [
      { name: "pue", description: "Overhead of the data centre.", optional: true },
    ]),
  ];
  const ids = (query: string) => searchFunctions(entries, query).map(({ id }) => id);

  test("a match in the name stands before one in the text", () => {
    expect(ids("payback")).toEqual(["PAYBACK", "NPV"]);
  });
  test("every word must be found, in name, category, text or arguments", () => {
    expect(ids("energy centre")).toEqual(["ENERGY"]);
    expect(ids("returns months")).toEqual(["PAYBACK"]);
    expect(ids("energy payback")).toEqual([]);
  });
  test("the name may be written as in a cell", () => {
    expect(ids("FT.PAYBACK")).toEqual(["PAYBACK", "NPV"]);
  });
  test("no query shows all", () => {
    expect(ids("  ")).toEqual(["NPV", "PAYBACK", "ENERGY"]);
  });

  const more = [
    entry("COST_PER_1M", "Serving", "Cost of a million tokens served by your own instances."),
    entry("BREAKEVEN_TOKENS", "Returns", "Tokens a day at which the two bills meet."),
    entry("TRAINING_GPUS", "Training", "Fewest GPUs whose memory holds a training job."),
    entry("TRAINING_HOURS", "Training", "Wall-clock hours to train on a number of tokens."),
    entry("ROI", "Returns", "Gain over cost."),
    entry("QUALITY_BREAKEVEN", "Quality", "Rate at which nothing is saved."),
  ];
  const found = (query: string) => searchFunctions(more, query).map(({ id }) => id);

  test("hyphens, spaces and bent words make no difference", () => {
    for (const query of ["break-even", "breakeven", "break even", "Break-Even tokens", "BREAKEVEN_TOKENS"])
      expect([query, found(query)[0]]).toEqual([query, "BREAKEVEN_TOKENS"]);
    expect(found("pay back")).toEqual([]);
    expect(ids("When does it pay back?")[0]).toBe("PAYBACK");
  });
  test("words that say nothing are passed over", () => {
    expect(found("how many GPUs do I need to train")[0]).toBe("TRAINING_GPUS");
    expect(found("what is the cost of a million tokens")[0]).toBe("COST_PER_1M");
  });
  test("a synonym finds it, after the word itself", () => {
    expect(found("vram")).toEqual(["TRAINING_GPUS"]);
    expect(found("price per million")).toEqual(["COST_PER_1M"]);
    expect(found("return on investment")).toEqual(["ROI"]);
    expect(found("fine-tuning duration")[0]).toBe("TRAINING_HOURS");
  });
  test("a word in the name goes before one in the description, and that before one in the arguments", () => {
    const three = [
      entry("A", "Returns", "Something.", [{ name: "x", description: "a discount", optional: true }]),
      entry("B", "Returns", "With a discount."),
      entry("DISCOUNT", "Returns", "Something."),
    ];
    expect(searchFunctions(three, "discount").map(({ id }) => id)).toEqual(["DISCOUNT", "B", "A"]);
  });
});

describe("presets", () => {
  test("every word must be in the key, however it is written", () => {
    expect(searchPresets("gpus", "A100 80G", "any").slice(0, 2)).toEqual(["a100_80g", "a100_80g_pcie"]);
    expect(searchPresets("models", "llama 3 70b", "any")).toContain("llama-3-70b");
  });
  test("another spelling of a preset finds it", () => {
    expect(searchPresets("gpus", "NVIDIA A100-SXM4-80GB", "any")).toEqual(["a100_80g"]);
    expect(searchPresets("models", "meta-llama/Llama-3.1-8B-Instruct", "any")[0]).toBe("llama-3.1-8b");
  });
  test("a search looks in every kind and groups what it finds, the chosen kind first", () => {
    const groups = searchAllPresets("gpus", "gpt-4o", "any");
    expect(groups.map(({ kind }) => kind)).toContain("apiModels");
    expect(groups.find(({ kind }) => kind === "apiModels")?.keys[0]).toBe("gpt-4o");
    const both = searchAllPresets("models", "a10g", "any").map(({ kind }) => kind);
    expect(both).toEqual(["gpus", "benchmarks"]);
    expect(searchAllPresets("benchmarks", "a10g", "any").map(({ kind }) => kind)).toEqual(["benchmarks", "gpus"]);
  });
  test("without a query only the chosen kind is shown", () => {
    expect(searchAllPresets("gpus", " ", "any")).toEqual([{ kind: "gpus", keys: PRESET_KINDS.gpus.keys() }]);
  });
  test("what nobody knows finds nothing", () => {
    expect(searchPresets("gpus", "no such gpu", "any")).toEqual([]);
  });
  test("the filter keeps presets with a figure of that confidence", () => {
    for (const kind of Object.keys(PRESET_KINDS) as PresetKindKey[]) {
      const high = searchPresets(kind, "", "high");
      const all = searchPresets(kind, "", "any");
      expect(all).toEqual(PRESET_KINDS[kind].keys());
      for (const key of all) {
        expect(high.includes(key)).toBe(figuresOf(kind, key).some(({ confidence }) => confidence === "high"));
      }
    }
  });
});
