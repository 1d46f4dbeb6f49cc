import { text } from "../arguments";
import { HostError } from "../hostError";
import { newId } from "../sheetTabs";
import type { MembersOf, RangeTarget } from "./targets";

/** Excel's limit for the words shown when a cell is selected. */
const LONGEST_PROMPT = 255;

/**
 * Of the rules only lists of choices, written out as text or standing in cells: what the grid shows as a list in the cell. A prompt, which
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
      if (!found) return {};
      const { type, values } = found.criterion;
      return { list: { inCellDropDown: true, source: type === "isValueInRange" ? `=${values[0]}` : values.join(",") } };
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
      if (typeof list.source !== "string")
        throw new HostError("NotImplemented", "the browser workbook knows lists given as text only");
      const choices = choicesOf(target, list.source);
      clear(target);
      const { book, sheetId, zone } = target;
      book.dispatch("ADD_DATA_VALIDATION_RULE", {
        sheetId,
        ranges: [book.rangeData(sheetId, zone)],
        rule: {
          id: newId(),
          criterion: {
            ...choices,
            displayStyle: list.inCellDropDown === false ? "plainText" : "arrow",
          },
          isBlocking: true,
        },
      });
    },
  },
  call: { clear },
};

/** Excel's limit for a list that is written out. */
const LONGEST_LIST = 255;

/** A list as text, or after "=" the cells that hold it. */
function choicesOf({ book, sheetId }: RangeTarget, source: string): ListRule["criterion"] {
  if (source.startsWith("=")) {
    const reference = source.slice(1);
    if (!book.findRange(reference, sheetId)) throw new HostError("InvalidArgument");
    return { type: "isValueInRange", values: [reference] };
  }
  if (source.length > LONGEST_LIST) throw new HostError("InvalidArgument");
  return { type: "isValueInList", values: source.split(",").map((choice) => choice.trim()) };
}

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
