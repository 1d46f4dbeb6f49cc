import { text } from "../arguments";
import { HostError } from "../hostError";
import { newId } from "../sheetTabs";
import type { MembersOf, RangeTarget } from "./targets";

/** Excel's limit for the words shown when a cell is selected. */
const LONGEST_PROMPT = 255;

/**
 * Of the rules only lists of choices, written out as text: what the grid shows as a list in the cell. A prompt, which
 * Excel shows when a cell is selected, is a note in the grid, shown under the mouse.
 */
export const dataValidation: MembersOf<"DataValidation", Excel.DataValidation> = {
  get: {
    prompt: ({ book, sheetId, zone }) => {
      const message = book.note({ sheetId, row: zone.top, col: zone.left }) ?? "";
      return { message, showPrompt: message !== "", title: "" };
    },
    rule: (target) => {
      const found = ruleOf(target);
      return found ? { list: { inCellDropDown: true, source: found.criterion.values.join(",") } } : {};
    },
    type: (target) => (ruleOf(target) ? "List" : "None"),
  },
  set: {
    prompt: ({ book, sheetId, zone }, value) => {
      const { message, showPrompt } = (value ?? {}) as { message?: unknown; showPrompt?: unknown };
      const words = text(message);
      if (words.length > LONGEST_PROMPT) throw new HostError("InvalidArgument");
      book.mapCells(sheetId, zone, (position) => book.setNote(position, showPrompt === false ? "" : words));
    },
    rule: (target, value) => {
      const list = (value as { list?: { source?: unknown; inCellDropDown?: unknown } } | null)?.list;
      if (!list) throw new HostError("NotImplemented", "the browser workbook knows rules of the kind list only");
      if (typeof list.source !== "string" || list.source.startsWith("="))
        throw new HostError("NotImplemented", "the browser workbook knows lists written as text only");
      clear(target);
      const { book, sheetId, zone } = target;
      book.dispatch("ADD_DATA_VALIDATION_RULE", {
        sheetId,
        ranges: [book.rangeData(sheetId, zone)],
        rule: {
          id: newId(),
          criterion: {
            type: "isValueInList",
            values: list.source.split(",").map((choice) => choice.trim()),
            displayStyle: list.inCellDropDown === false ? "plainText" : "arrow",
          },
          isBlocking: true,
        },
      });
    },
  },
  call: { clear },
};

interface ListRule {
  readonly id: string;
  readonly criterion: { readonly type: string; readonly values: readonly string[] };
}

function ruleOf({ book, sheetId, zone }: RangeTarget): ListRule | undefined {
  return book.getters.getValidationRuleForCell({ sheetId, row: zone.top, col: zone.left }) as ListRule | undefined;
}

function clear(target: RangeTarget): void {
  const rule = ruleOf(target);
  if (rule) target.book.dispatch("REMOVE_DATA_VALIDATION_RULE", { sheetId: target.sheetId, id: rule.id });
}
