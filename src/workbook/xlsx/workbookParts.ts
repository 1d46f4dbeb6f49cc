import { sheetReference } from "../sheetNames";
import { addressesFrom, type Zone } from "../sheetPlan";
import { printedZone, type WorkbookPlan } from "../workbookPlan";
import { DECLARATION, element, MAIN, OFFICE_RELATIONSHIPS, plainText } from "./xml";

/* The parts that a workbook has once: its list of sheets and names, its properties, and what marks a formula as one that spills. */

const CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types";
const OFFICE = "application/vnd.openxmlformats-officedocument";
/** The version of Excel's calculation whose results the values are: with an older one Excel would calculate all anew on opening. */
const CALCULATION_ID = 191029;

const TYPES: readonly (readonly [RegExp, string])[] = [
  [/^xl\/workbook\.xml$/, `${OFFICE}.spreadsheetml.sheet.main+xml`],
  [/^xl\/worksheets\//, `${OFFICE}.spreadsheetml.worksheet+xml`],
  [/^xl\/styles\.xml$/, `${OFFICE}.spreadsheetml.styles+xml`],
  [/^xl\/sharedStrings\.xml$/, `${OFFICE}.spreadsheetml.sharedStrings+xml`],
  [/^xl\/metadata\.xml$/, `${OFFICE}.spreadsheetml.sheetMetadata+xml`],
  [/^xl\/comments/, `${OFFICE}.spreadsheetml.comments+xml`],
  [/^xl\/charts\//, `${OFFICE}.drawingml.chart+xml`],
  [/^xl\/drawings\//, `${OFFICE}.drawing+xml`],
  [/^docProps\/core/, "application/vnd.openxmlformats-package.core-properties+xml"],
  [/^docProps\/app/, `${OFFICE}.extended-properties+xml`],
];

/** [Content_Types].xml for parts of these names. */
export function contentTypes(parts: readonly string[]): string {
  const defaults = [
    ["rels", "application/vnd.openxmlformats-package.relationships+xml"],
    ["xml", "application/xml"],
    ["vml", `${OFFICE}.vmlDrawing`],
  ].map(([Extension, ContentType]) => element("Default", { Extension, ContentType }));
  const overrides = parts
    .filter((name) => name.endsWith(".xml"))
    .map((name) => {
      const ContentType = TYPES.find(([pattern]) => pattern.test(name))?.[1];
      if (!ContentType) throw new Error(`no content type is known for ${name}`);
      return element("Override", { PartName: `/${name}`, ContentType });
    });
  return DECLARATION + element("Types", { xmlns: CONTENT_TYPES }, ...defaults, ...overrides);
}

/** xl/workbook.xml, its sheets by rId1, rId2 … */
export function workbookXml(plan: WorkbookPlan, hiddenSheets: readonly string[]): string {
  const names = plan.sheets.map(({ name }) => name);
  const sheets = [...names, ...hiddenSheets].map((name, i) =>
    element("sheet", { name, sheetId: i + 1, state: i >= names.length ? "hidden" : undefined, "r:id": `rId${i + 1}` }),
  );
  const defined = definedNames(plan);
  return (
    DECLARATION +
    element(
      "workbook",
      { xmlns: MAIN, "xmlns:r": OFFICE_RELATIONSHIPS },
      element("bookViews", {}, element("workbookView", { xWindow: 0, yWindow: 0, windowWidth: 28800, windowHeight: 16000 })),
      element("sheets", {}, ...sheets),
      defined.length > 0 ? element("definedNames", {}, ...defined) : "",
      element("calcPr", { calcId: CALCULATION_ID }),
    )
  );
}

function definedNames(plan: WorkbookPlan): string[] {
  const ofSheet = (name: string, localSheetId: number, reference: string): string =>
    element("definedName", { name: `_xlnm.${name}`, localSheetId }, plainText(reference));
  const areas = plan.sheets.flatMap((sheet, i) => {
    const printed = printedZone(sheet);
    return printed ? [ofSheet("Print_Area", i, sheetReference(sheet.name, areaOf(printed)))] : [];
  });
  const titles = plan.sheets.flatMap(({ name, print }, i) =>
    print?.repeatedRows ? [ofSheet("Print_Titles", i, sheetReference(name, `$1:$${print.repeatedRows}`))] : [],
  );
  const own = [...plan.names]
    .sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1))
    .map(({ name, sheet, zone }) => element("definedName", { name }, plainText(sheetReference(sheet, areaOf(zone)))));
  return [...areas, ...titles, ...own];
}

const at = addressesFrom({ row: 0, column: 0 });

function areaOf({ row, column, rows, columns }: Zone): string {
  const first = at(row, column, true);
  const last = at(row + rows - 1, column + columns - 1, true);
  return first === last ? first : `${first}:${last}`;
}

/** docProps/core.xml */
export function coreProperties(title: string, date: string): string {
  const stamp = `${date}T00:00:00Z`;
  return (
    DECLARATION +
    element(
      "cp:coreProperties",
      {
        "xmlns:cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
        "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        "xmlns:dcterms": "http://purl.org/dc/terms/",
        "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
      },
      element("dc:title", {}, plainText(title)),
      element("dc:creator", {}, "FT"),
      element("dcterms:created", { "xsi:type": "dcterms:W3CDTF" }, stamp),
      element("dcterms:modified", { "xsi:type": "dcterms:W3CDTF" }, stamp),
    )
  );
}

/**
 * docProps/app.xml. LibreOffice keeps the text that a formula came to only in files that say they are Excel's, and would
 * show #NAME? for every text of the add-in; Excel itself does not read it.
 */
export function appProperties(): string {
  return (
    DECLARATION +
    element(
      "Properties",
      { xmlns: "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties" },
      element("Application", {}, "Microsoft Excel"),
      element("AppVersion", {}, "16.0300"),
    )
  );
}

/** xl/metadata.xml: its first entry, which cells name by cm="1", is the mark of a formula whose array spills. */
export function arrayMetadata(): string {
  const flags = [
    "copy",
    "pasteAll",
    "pasteValues",
    "merge",
    "splitFirst",
    "rowColShift",
    "clearFormats",
    "clearComments",
    "assign",
    "coerce",
  ];
  const type = element("metadataType", {
    name: "XLDAPR",
    minSupportedVersion: 120000,
    ...Object.fromEntries(flags.map((flag) => [flag, 1])),
    cellMeta: 1,
  });
  const extension = element(
    "ext",
    { uri: "{bdbb8cdc-fa1e-496e-a857-3c3f30c029c3}" },
    element("xda:dynamicArrayProperties", { fDynamic: 1, fCollapsed: 0 }),
  );
  return (
    DECLARATION +
    element(
      "metadata",
      { xmlns: MAIN, "xmlns:xda": "http://schemas.microsoft.com/office/spreadsheetml/2017/dynamicarray" },
      element("metadataTypes", { count: 1 }, type),
      element("futureMetadata", { name: "XLDAPR", count: 1 }, element("bk", {}, element("extLst", {}, extension))),
      element("cellMetadata", { count: 1 }, element("bk", {}, element("rc", { t: 1, v: 0 }))),
    )
  );
}
