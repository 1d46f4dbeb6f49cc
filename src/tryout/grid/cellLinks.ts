import { helpers, registries } from "@odoo/o-spreadsheet";

/*
 * Links to cells of the workbook, as Excel's HYPERLINK writes them: "#Sheet!A1", "#'My sheet'!$A$1", or "#A1" on the same sheet.
 * The grid has links to whole sheets only.
 */

const TO_CELL = /^#(?:(?:'((?:[^']|'')+)'|([^'!]+))!)?\$?([A-Z]{1,3})\$?(\d+)$/i;

/** Where a link leads: the name of its sheet, where it names one, and the cell. */
export function cellOfLink(url: string): { readonly sheet: string | undefined; readonly address: string } | undefined {
  const [, quoted, plain, column, row] = TO_CELL.exec(url) ?? [];
  if (row === undefined) return undefined;
  return { sheet: quoted?.replaceAll("''", "'") ?? plain, address: `${column.toUpperCase()}${row}` };
}

export function addCellLinks(): void {
  registries.urlRegistry.add("cell_URL", {
    match: (url) => cellOfLink(url) !== undefined,
    createLink: (url, label) => ({ url, label, isExternal: false, isUrlEditable: false }),
    urlRepresentation: (url) => url.slice(1),
    open(url, env) {
      const link = cellOfLink(url);
      if (link === undefined) return;
      const { getters } = env.model;
      const sheetIdFrom = getters.getActiveSheetId();
      const sheetIdTo = link.sheet === undefined ? sheetIdFrom : getters.getSheetIdByName(link.sheet);
      if (sheetIdTo === undefined) {
        env.notifyUser({ type: "warning", sticky: false, text: `There is no sheet ${link.sheet}: it was renamed or deleted.` });
        return;
      }
      if (sheetIdTo !== sheetIdFrom) env.model.dispatch("ACTIVATE_SHEET", { sheetIdFrom, sheetIdTo });
      const { col, row } = helpers.toCartesian(link.address);
      env.model.selection.selectCell(col, row);
    },
    sequence: 0,
    title: "Cells",
  });
}
