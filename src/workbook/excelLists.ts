import { asText, columnsOf, isLongList } from "./blockCells";
import { sheetReference } from "./sheetNames";
import { type BlockPlan, columnName } from "./sheetPlan";

/* The lists of values that cells offer, as Excel keeps them. */

/** Where lists stand that are too long to be written out: a column each, on a hidden sheet. */
const LIST_SHEET = "FT lists";

export interface ListSheet {
  /** Undefined where there is none yet. */
  readonly sheet: Excel.Worksheet | undefined;
  readonly columns: readonly (readonly string[])[];
}

const choicesIn = (plan: BlockPlan): (readonly string[])[] =>
  plan.rows.flatMap((row) => row.flatMap((cell) => (cell?.choices ? [cell.choices] : [])));

/** Asks for the lists there are, to be read once the request is answered. */
export function lookAtLists(context: Excel.RequestContext, plan: BlockPlan): () => ListSheet {
  if (!choicesIn(plan).some(isLongList)) return () => ({ sheet: undefined, columns: [] });
  const sheet = context.workbook.worksheets.getItemOrNullObject(LIST_SHEET);
  sheet.load("name");
  const used = sheet.getUsedRangeOrNullObject(true);
  used.load("values,columnIndex");
  return () => listsOn(sheet, used);
}

function listsOn(sheet: Excel.Worksheet, used: Excel.Range): ListSheet {
  if (sheet.isNullObject) return { sheet: undefined, columns: [] };
  return { sheet, columns: used.isNullObject ? [] : columnsOf(used.values, used.columnIndex) };
}

/** Gives cells the lists of what they may hold. */
export function addChoices(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  plan: BlockPlan,
  place: { readonly row: number; readonly column: number; readonly lists: ListSheet },
): void {
  const columns = place.lists.columns.map((column) => column.join("\n"));
  let listSheet = place.lists.sheet;
  const sourceOf = (choices: readonly string[]): string => {
    if (!isLongList(choices)) return choices.join(",");
    let column = columns.indexOf(choices.join("\n"));
    if (column < 0) {
      column = columns.push(choices.join("\n")) - 1;
      if (!listSheet) {
        listSheet = context.workbook.worksheets.add(LIST_SHEET);
        listSheet.visibility = "Hidden";
      }
      listSheet.getRangeByIndexes(0, column, choices.length, 1).values = choices.map((choice) => [asText(choice)]);
    }
    return `=${sheetReference(LIST_SHEET, `$${columnName(column)}$1:$${columnName(column)}$${choices.length}`)}`;
  };
  plan.rows.forEach((row, r) =>
    row.forEach((cell, c) => {
      if (!cell?.choices) return;
      const { dataValidation } = sheet.getRangeByIndexes(place.row + r, place.column + c, 1, 1);
      dataValidation.rule = { list: { inCellDropDown: true, source: sourceOf(cell.choices) } };
    }),
  );
}
