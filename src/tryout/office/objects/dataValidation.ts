import { HostError } from "../hostError";
import { newId } from "../spreadsheet";
import type { MembersOf, RangeTarget } from "./targets";

/** Of the rules only lists of choices, written out as text: what the grid shows as a list in the cell. */
export const dataValidation: MembersOf<"DataValidation", Excel.DataValidation> = {
  get: {
    rule: (target) => {
      const found = ruleOf(target);
      return found ? { list: { inCellDropDown: true, source: found.criterion.values.join(",") } } : {};
    },
    type: (target) => (ruleOf(target) ? "List" : "None"),
  },
  set: {
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
