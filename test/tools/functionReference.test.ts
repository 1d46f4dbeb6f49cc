import { readComments } from "../../tools/functionReference.js";

const seeOf = (see: string): string[] =>
  readComments([
    `/**
 * Adds.
 * @customfunction ADD
 * @category Returns
 * @returns Sum.
 * @example ADD(1, 2) => 3
 * @see ${see}
 */
export function add(): number { return 3; }`,
  ]).get("ADD")?.see ?? [];

describe("@see", () => {
  // TypeScript takes the first word for a name, apart from the text: every help page read "See for the time they take".
  test.each([
    "FT.TRAINING_HOURS for the time they take",
    "FT.ENERGY",
    "FT.CHECKS, which points at the stale presets of a scenario",
    'FT.SOURCE("h100_sxm:on_demand:aws") for where the price comes from',
    "docs/what-if.md for every input, output and equation",
    "the reference tables",
  ])("keeps its whole text: %s", (see) => expect(seeOf(see)).toEqual([see]));
  test("joins lines", () => expect(seeOf("FT.NPV for\n *   present value")).toEqual(["FT.NPV for present value"]));
});
