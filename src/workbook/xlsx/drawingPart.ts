import type { PlannedChart } from "../sheetPlan";
import { DECLARATION, element, OFFICE_RELATIONSHIPS, plainText } from "./xml";

/* Where the charts of a sheet stand. */

const SHEET_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing";
const DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main";
const CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart";
const EMU_PER_PIXEL = 9525;
/** Off the lines of the cells. */
const INSET_PIXELS = 4;

/** xl/drawings/drawingN.xml, whose rId1, rId2 … are the charts in their order. */
export function drawingXml(charts: readonly PlannedChart[]): string {
  const anchors = charts.map(({ title, place }, i) =>
    element(
      "xdr:oneCellAnchor",
      {},
      element("xdr:from", {}, corner("col", place.column), corner("row", place.row)),
      element("xdr:ext", { cx: Math.round(place.width * EMU_PER_PIXEL), cy: Math.round(place.height * EMU_PER_PIXEL) }),
      element(
        "xdr:graphicFrame",
        { macro: "" },
        element(
          "xdr:nvGraphicFramePr",
          {},
          element("xdr:cNvPr", { id: i + 2, name: `Chart ${i + 1}`, descr: title }),
          "<xdr:cNvGraphicFramePr/>",
        ),
        element("xdr:xfrm", {}, element("a:off", { x: 0, y: 0 }), element("a:ext", { cx: 0, cy: 0 })),
        element(
          "a:graphic",
          {},
          element("a:graphicData", { uri: CHART }, element("c:chart", { "xmlns:c": CHART, "r:id": `rId${i + 1}` })),
        ),
      ),
      "<xdr:clientData/>",
    ),
  );
  const namespaces = { "xmlns:xdr": SHEET_DRAWING, "xmlns:a": DRAWING, "xmlns:r": OFFICE_RELATIONSHIPS };
  return DECLARATION + element("xdr:wsDr", namespaces, ...anchors);
}

function corner(name: "col" | "row", cell: number): string {
  return (
    element(`xdr:${name}`, {}, plainText(String(cell))) + element(`xdr:${name}Off`, {}, String(INSET_PIXELS * EMU_PER_PIXEL))
  );
}
