import { isLongList } from "../blockCells";
import { freeSheetName, sheetReference } from "../sheetNames";
import { columnName } from "../sheetPlan";
import type { SheetPlan, WorkbookPlan } from "../workbookPlan";
import { element, plainText } from "./xml";

/* The values a cell may take, offered as a list: in the rule itself, or on a hidden sheet where the rule has no room for them. */

const LIST_SHEET = "FT lists";

export interface ChoiceLists {
  /** The sheet of long lists, a column each; undefined where there is none. */
  readonly sheet: SheetPlan | undefined;
  /** What a rule refers to: the list itself in quotes, or the cells that hold it. */
  readonly sourceOf: (choices: readonly string[]) => string;
}

export function choiceLists(plan: WorkbookPlan): ChoiceLists {
  const columns = new Map<string, { index: number; choices: readonly string[] }>();
  for (const { block } of plan.sheets) {
    for (const cell of block.rows.flat()) {
      const key = cell?.choices?.join("\n") ?? "";
      if (cell?.choices && isLongList(cell.choices) && !columns.has(key))
        columns.set(key, { index: columns.size, choices: cell.choices });
    }
  }
  const name = freeSheetName(
    LIST_SHEET,
    plan.sheets.map((sheet) => sheet.name),
  );
  const lists = [...columns.values()].map(({ choices }) => choices);
  const longest = Math.max(0, ...lists.map((choices) => choices.length));
  const rows = Array.from({ length: longest }, (_, r) =>
    lists.map((choices) => (r < choices.length ? { content: choices[r] } : null)),
  );
  return {
    sheet: lists.length > 0 ? { name, block: { title: LIST_SHEET, rows } } : undefined,
    sourceOf(choices) {
      const column = columns.get(choices.join("\n"));
      if (!column) return `"${choices.join(",").replaceAll('"', '""')}"`;
      const letters = columnName(column.index);
      return sheetReference(name, `$${letters}$1:$${letters}$${choices.length}`);
    },
  };
}

/** The rules of a sheet: one for all cells that offer the same. */
export function validationsXml(sheet: SheetPlan, { sourceOf }: ChoiceLists): string {
  const cells = new Map<string, string[]>();
  sheet.block.rows.forEach((row, r) =>
    row.forEach((cell, c) => {
      if (!cell?.choices) return;
      const source = sourceOf(cell.choices);
      cells.set(source, [...(cells.get(source) ?? []), `${columnName(c)}${r + 1}`]);
    }),
  );
  if (cells.size === 0) return "";
  const rules = [...cells].map(([source, addresses]) =>
    element(
      "dataValidation",
      { type: "list", allowBlank: 1, showInputMessage: 1, showErrorMessage: 1, sqref: addresses.join(" ") },
      element("formula1", {}, plainText(source)),
    ),
  );
  return element("dataValidations", { count: rules.length }, ...rules);
}
