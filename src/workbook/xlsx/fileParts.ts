import type { ComputedValue, WorkbookValues } from "../computedValues";
import { addressesFrom } from "../sheetPlan";
import type { SheetPlan, WorkbookPlan } from "../workbookPlan";
import { type ChartSource, chartXml } from "./chartPart";
import { choiceLists, validationsXml } from "./choiceLists";
import { drawingXml } from "./drawingPart";
import { requireWritable } from "./fileProblems";
import { commentsXml, notesDrawing, type SheetNote } from "./notesParts";
import { SharedStrings } from "./sharedStrings";
import { sheetData } from "./sheetCells";
import { sheetXml } from "./sheetPart";
import { StyleTable } from "./styles";
import { appProperties, arrayMetadata, contentTypes, coreProperties, workbookXml } from "./workbookParts";
import { OFFICE_RELATIONSHIPS, type Relationship, relationships } from "./xml";

/* All parts of the file of a workbook, by their names in the archive. */

const CORE_PROPERTIES = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
const at = addressesFrom({ row: 0, column: 0 });

/** @throws FileError naming the first thing that no file can hold. */
export function workbookFileParts(
  plan: WorkbookPlan,
  values: WorkbookValues,
  { date, valuesOnly = false }: { readonly date: string; readonly valuesOnly?: boolean },
): Map<string, string> {
  requireWritable(plan);
  const lists = choiceLists(plan);
  const sheets: SheetPlan[] = [...plan.sheets, ...(lists.sheet ? [lists.sheet] : [])];
  const styles = new StyleTable();
  const strings = new SharedStrings();
  const parts = new Map<string, string>();
  let charts = 0;
  sheets.forEach((sheet, i) => {
    const number = i + 1;
    const owned: Relationship[] = [];
    const refer = (type: string, target: string): string => `rId${owned.push({ type, target })}`;
    const planned = sheet.block.charts ?? [];
    let drawingId: string | undefined;
    if (planned.length > 0) {
      drawingId = refer("drawing", `../drawings/drawing${number}.xml`);
      parts.set(`xl/drawings/drawing${number}.xml`, drawingXml(planned));
      const source = chartSource(plan, values, sheet.name);
      const targets = planned.map((chart) => {
        parts.set(`xl/charts/chart${++charts}.xml`, chartXml(chart, source));
        return { type: "chart", target: `../charts/chart${charts}.xml` };
      });
      parts.set(`xl/drawings/_rels/drawing${number}.xml.rels`, relationships(targets));
    }
    const notes = notesOf(sheet);
    let notesId: string | undefined;
    if (notes.length > 0) {
      notesId = refer("vmlDrawing", `../drawings/vmlDrawing${number}.vml`);
      refer("comments", `../comments${number}.xml`);
      parts.set(`xl/drawings/vmlDrawing${number}.vml`, notesDrawing(notes, number));
      parts.set(`xl/comments${number}.xml`, commentsXml(notes));
    }
    const data = sheetData({ sheet, values: values.get(sheet.name), styles, strings, valuesOnly });
    const validations = validationsXml(sheet, lists);
    parts.set(
      `xl/worksheets/sheet${number}.xml`,
      sheetXml({ sheet, title: plan.title, isFirst: i === 0, data, validations, drawingId, notesId }),
    );
    if (owned.length > 0) parts.set(`xl/worksheets/_rels/sheet${number}.xml.rels`, relationships(owned));
  });
  parts.set("xl/workbook.xml", workbookXml(plan, lists.sheet ? [lists.sheet.name] : []));
  parts.set(
    "xl/_rels/workbook.xml.rels",
    relationships([
      ...sheets.map((_, i) => ({ type: "worksheet", target: `worksheets/sheet${i + 1}.xml` })),
      { type: "styles", target: "styles.xml" },
      { type: "sharedStrings", target: "sharedStrings.xml" },
      { type: "sheetMetadata", target: "metadata.xml" },
    ]),
  );
  parts.set("xl/styles.xml", styles.xml());
  parts.set("xl/sharedStrings.xml", strings.xml());
  parts.set("xl/metadata.xml", arrayMetadata());
  parts.set("docProps/core.xml", coreProperties(plan.title, date));
  parts.set("docProps/app.xml", appProperties());
  parts.set(
    "_rels/.rels",
    relationships([
      { type: "officeDocument", target: "xl/workbook.xml" },
      { type: CORE_PROPERTIES, target: "docProps/core.xml" },
      { type: `${OFFICE_RELATIONSHIPS}/extended-properties`, target: "docProps/app.xml" },
    ]),
  );
  // First in the archive: some readers tell the kind of a file by its first part.
  return new Map([["[Content_Types].xml", contentTypes([...parts.keys()])], ...parts]);
}

function notesOf(sheet: SheetPlan): SheetNote[] {
  return sheet.block.rows.flatMap((cells, row) =>
    cells.flatMap((cell, column) => (cell?.note ? [{ address: at(row, column), row, column, text: cell.note }] : [])),
  );
}

/** What the cells of the workbook show, for its charts. */
function chartSource(plan: WorkbookPlan, values: WorkbookValues, sheetName: string): ChartSource {
  const cell = (name: string, row: number, column: number) =>
    plan.sheets.find((sheet) => sheet.name === name)?.block.rows[row]?.[column] ?? undefined;
  return {
    sheetName,
    valueAt(name, row, column): ComputedValue | undefined {
      const content = cell(name, row, column)?.content;
      if (content !== undefined && content !== "" && typeof content !== "object") return content;
      return values.get(name)?.cells.get(at(row, column));
    },
    formatAt: (name, row, column) => cell(name, row, column)?.numberFormat ?? "General",
  };
}
