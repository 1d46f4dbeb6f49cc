import { columnName } from "../sheetPlan";
import type { PrintSetUp, SheetPlan } from "../workbookPlan";
import { DECLARATION, element, MAIN, OFFICE_RELATIONSHIPS, plainText } from "./xml";

/* One sheet as Excel stores it; the order of its elements is fixed by the format. */

export interface SheetParts {
  readonly sheet: SheetPlan;
  readonly title: string;
  readonly isFirst: boolean;
  readonly data: { readonly xml: string; readonly rows: number; readonly columns: number };
  readonly validations: string;
  /** The relationships by which the sheet names its charts and the boxes of its notes. */
  readonly drawingId: string | undefined;
  readonly notesId: string | undefined;
}

/** Of Excel's standard font at its standard size. */
const PIXELS_PER_CHARACTER = 7;

/** xl/worksheets/sheetN.xml */
export function sheetXml({ sheet, title, isFirst, data, validations, drawingId, notesId }: SheetParts): string {
  const { block, print } = sheet;
  return (
    DECLARATION +
    element(
      "worksheet",
      { xmlns: MAIN, "xmlns:r": OFFICE_RELATIONSHIPS },
      print ? element("sheetPr", {}, element("pageSetUpPr", { fitToPage: 1 })) : "",
      element("dimension", { ref: `A1:${columnName(Math.max(0, data.columns - 1))}${Math.max(1, data.rows)}` }),
      element(
        "sheetViews",
        {},
        element(
          "sheetView",
          { showGridLines: 0, tabSelected: isFirst ? 1 : undefined, workbookViewId: 0 },
          pane(block.frozenRows),
        ),
      ),
      element("sheetFormatPr", { defaultRowHeight: 15 }),
      columnsXml(block.columnWidths),
      data.xml,
      validations,
      element("pageMargins", { left: 0.5, right: 0.5, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 }),
      print ? pageSetUp(print) : "",
      print ? element("headerFooter", {}, element("oddFooter", {}, footer(title))) : "",
      drawingId ? element("drawing", { "r:id": drawingId }) : "",
      notesId ? element("legacyDrawing", { "r:id": notesId }) : "",
    )
  );
}

function pane(frozenRows: number | undefined): string {
  if (!frozenRows) return "";
  const topLeftCell = `A${frozenRows + 1}`;
  return (
    element("pane", { ySplit: frozenRows, topLeftCell, activePane: "bottomLeft", state: "frozen" }) +
    element("selection", { pane: "bottomLeft", activeCell: topLeftCell, sqref: topLeftCell })
  );
}

function columnsXml(widths: readonly number[] | undefined): string {
  if (!widths || widths.length === 0) return "";
  const columns = widths.map((pixels, i) =>
    element("col", { min: i + 1, max: i + 1, width: Number((pixels / PIXELS_PER_CHARACTER).toFixed(4)), customWidth: 1 }),
  );
  return element("cols", {}, ...columns);
}

const pageSetUp = ({ landscape, pagesWide, pagesTall }: PrintSetUp): string =>
  element("pageSetup", { orientation: landscape ? "landscape" : "portrait", fitToWidth: pagesWide, fitToHeight: pagesTall });

/** The workbook's title, the sheet and the page; in a footer an ampersand begins a code, so one that is meant is doubled. */
const footer = (title: string): string => plainText(`&L${title.replaceAll("&", "&&")}&C&A&RPage &P of &N`);
