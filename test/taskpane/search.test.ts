import { searchPresets } from "../../src/taskpane/presetSearch";
import { type FunctionEntry, searchFunctions } from "../../src/taskpane/reference";
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
