import { text } from "../arguments";
import { HostError } from "../hostError";
import type { Zone } from "../addresses";
import { newId } from "../sheetTabs";
import type { CellPosition } from "../spreadsheet";
import type { MembersOf, RangeTarget } from "./targets";

/** Excel's limit for the words shown when a cell is selected. */
const LONGEST_PROMPT = 255;

/**
 * Of the rules only lists of choices, written out as text or standing in cells: what the grid shows as a list in the cell. A prompt, which
 * Excel shows when a cell is selected, is a note in the grid, shown under the mouse.
 */
export const dataValidation: MembersOf<"DataValidation", Excel.DataValidation> = {
  get: {
    errorAlert: () => ALERT,
    ignoreBlanks: () => true,
    prompt: ({ book, sheetId, zone }) => {
      const messages = book.mapCells(sheetId, zone, (position) => book.note(position) ?? "").flat();
      const [message] = messages;
      if (messages.some((other) => other !== message)) return null;
      return { message, showPrompt: message !== "", title: "" };
    },
    rule: (target) => {
      const [found, ...others] = rulesOf(target);
      if (!found || others.length > 0) return {};
      const { type, values } = found.criterion;
      return { list: { inCellDropDown: true, source: type === "isValueInRange" ? `=${values[0]}` : values.join(",") } };
    },
    type: (target) => {
      const rules = rulesOf(target);
      if (rules.length > 1) return rules.every((rule) => rule !== undefined) ? "MixedCriteria" : "Inconsistent";
      return rules[0] ? "List" : "None";
    },
  },
  set: {
    // What is typed and is no choice is refused, and a list in a cell always takes nothing.
    errorAlert: (_, value) => requireAsHere(value, ALERT),
    ignoreBlanks: (_, value) => requireAsHere(value, true),
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

const ALERT = { message: "", showAlert: true, style: "Stop", title: "" };

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
  readonly ranges: readonly unknown[];
  readonly criterion: { readonly type: string; readonly values: readonly string[] };
}

/** Each rule that a cell of the range has, once; undefined among them where some have none. */
function rulesOf({ book, sheetId, zone }: RangeTarget): (ListRule | undefined)[] {
  const ofCell = (position: CellPosition) => book.getters.getValidationRuleForCell(position) as ListRule | undefined;
  return [...new Set(book.mapCells(sheetId, book.onGrid(sheetId, zone) ?? firstCell(zone), ofCell).flat())];
}

const firstCell = ({ top, left }: Zone): Zone => ({ top, left, bottom: top, right: left });

/** Other cells keep the rule. */
function clear({ book, sheetId, zone }: RangeTarget): void {
  for (const rule of rulesOf({ book, sheetId, zone })) {
    if (!rule) continue;
    const rest = book.getters.recomputeRanges(rule.ranges as never, [book.getters.getRangeFromZone(sheetId, zone)]);
    if (rest.length === 0) book.dispatch("REMOVE_DATA_VALIDATION_RULE", { sheetId, id: rule.id });
    else {
      const ranges = rest.map((range) => book.getters.getRangeData(range));
      book.dispatch("ADD_DATA_VALIDATION_RULE", { sheetId, ranges, rule: { ...rule, ranges: undefined } });
    }
  }
}

function requireAsHere(value: unknown, only: unknown): void {
  if (JSON.stringify(value) !== JSON.stringify(only))
    throw new HostError("NotImplemented", "the browser workbook checks a list in one way only");
}
