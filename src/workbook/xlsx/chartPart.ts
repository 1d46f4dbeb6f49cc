import type { ComputedValue } from "../computedValues";
import { SERIES_COLORS } from "../sheetLooks";
import { sheetReference } from "../sheetNames";
import { addressesFrom, type PlannedChart, type Zone } from "../sheetPlan";
import { cellText, DECLARATION, element, numberText, OFFICE_RELATIONSHIPS, plainText } from "./xml";

/* A planned chart as one of Excel's own, with the points it shows, so that it can be drawn before anything is calculated. */

/** What a chart reads: the sheet it stands on, and the cells of every sheet. */
export interface ChartSource {
  readonly sheetName: string;
  readonly valueAt: (sheetName: string, row: number, column: number) => ComputedValue | undefined;
  readonly formatAt: (sheetName: string, row: number, column: number) => string;
}

const CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart";
const DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main";
const CATEGORY_AXIS = 111111111;
const VALUE_AXIS = 222222222;
/** A hundredth of a point. */
const TITLE_SIZE = 1200;
const TEXT_SIZE = 900;
const LINE_WIDTH_EMU = 28575;
const GRID_COLOR = "D9D9D9";
const MARKER_SIZE = 6;

const isHorizontal = (kind: string): boolean => kind === "bar" || kind === "stackedBar";
const isStacked = (kind: string): boolean => kind.startsWith("stacked");

const val = (name: string, value: string | number): string => element(`c:${name}`, { val: value });

/** xl/charts/chartN.xml */
export function chartXml(chart: PlannedChart, source: ChartSource): string {
  const { kind } = chart;
  const axes = val("axId", CATEGORY_AXIS) + val("axId", VALUE_AXIS);
  const series = chart.series.map((_, i) => seriesXml(chart, i, source)).join("");
  const plot = element(
    "c:plotArea",
    {},
    "<c:layout/>",
    plotted(kind, series, axes),
    kind === "scatter" ? valueAxis(chart, "category", source) : categoryAxis(chart, source),
    valueAxis(chart, "value", source),
  );
  const legend = chart.series.length > 1 ? element("c:legend", {}, val("legendPos", "b"), val("overlay", 0)) : "";
  return (
    DECLARATION +
    element(
      "c:chartSpace",
      { "xmlns:c": CHART, "xmlns:a": DRAWING, "xmlns:r": OFFICE_RELATIONSHIPS },
      val("roundedCorners", 0),
      element(
        "c:chart",
        {},
        titleXml(chart.title, TITLE_SIZE, true),
        val("autoTitleDeleted", 0),
        plot,
        legend,
        val("plotVisOnly", 0),
        val("dispBlanksAs", "gap"),
      ),
      textProperties(TEXT_SIZE),
    )
  );
}

function plotted(kind: PlannedChart["kind"], series: string, axes: string): string {
  switch (kind) {
    case "line":
      return element("c:lineChart", {}, val("grouping", "standard"), val("varyColors", 0), series, val("marker", 1), axes);
    case "scatter":
      return element("c:scatterChart", {}, val("scatterStyle", "lineMarker"), val("varyColors", 0), series, axes);
    default:
      return element(
        "c:barChart",
        {},
        val("barDir", isHorizontal(kind) ? "bar" : "col"),
        val("grouping", isStacked(kind) ? "stacked" : "clustered"),
        val("varyColors", 0),
        series,
        val("gapWidth", 60),
        isStacked(kind) ? val("overlap", 100) : "",
        axes,
      );
  }
}

function seriesXml(chart: PlannedChart, i: number, source: ChartSource): string {
  const { name, values } = chart.series[i];
  const color = SERIES_COLORS[i % SERIES_COLORS.length].slice(1);
  const fill = element("a:solidFill", {}, element("a:srgbClr", { val: color }));
  const line = element("a:ln", { w: LINE_WIDTH_EMU, cap: "rnd" }, fill, "<a:round/>");
  const head = val("idx", i) + val("order", i) + element("c:tx", {}, element("c:v", {}, plainText(name)));
  switch (chart.kind) {
    case "line":
      return element(
        "c:ser",
        {},
        head,
        element("c:spPr", {}, line),
        element("c:marker", {}, val("symbol", "none")),
        element("c:cat", {}, dataXml(chart.categories, source)),
        element("c:val", {}, numbersXml(values, source)),
        val("smooth", 0),
      );
    case "scatter":
      return element(
        "c:ser",
        {},
        head,
        element("c:spPr", {}, element("a:ln", { w: LINE_WIDTH_EMU }, "<a:noFill/>")),
        element("c:marker", {}, val("symbol", "circle"), val("size", MARKER_SIZE), element("c:spPr", {}, fill)),
        element("c:xVal", {}, dataXml(chart.categories, source)),
        element("c:yVal", {}, numbersXml(values, source)),
        val("smooth", 0),
      );
    default:
      return element(
        "c:ser",
        {},
        head,
        element("c:spPr", {}, fill),
        val("invertIfNegative", 0),
        element("c:cat", {}, dataXml(chart.categories, source)),
        element("c:val", {}, numbersXml(values, source)),
      );
  }
}

/* Cells and what they show. */

interface Point {
  readonly index: number;
  readonly value: ComputedValue;
}

const at = addressesFrom({ row: 0, column: 0 });
const sheetOf = (zone: Zone, { sheetName }: ChartSource): string => zone.sheet ?? sheetName;

function reference(zone: Zone, source: ChartSource): string {
  const first = at(zone.row, zone.column, true);
  const last = at(zone.row + zone.rows - 1, zone.column + zone.columns - 1, true);
  return element("c:f", {}, plainText(sheetReference(sheetOf(zone, source), first === last ? first : `${first}:${last}`)));
}

function pointsOf(zone: Zone, source: ChartSource): Point[] {
  const points: Point[] = [];
  for (let r = 0; r < zone.rows; r++) {
    for (let c = 0; c < zone.columns; c++) {
      const value = source.valueAt(sheetOf(zone, source), zone.row + r, zone.column + c);
      if (value !== undefined && value !== "") points.push({ index: r * zone.columns + c, value });
    }
  }
  return points;
}

function dataXml(zone: Zone, source: ChartSource): string {
  const points = pointsOf(zone, source);
  if (points.length > 0 && points.every(({ value }) => typeof value === "number")) return numbersXml(zone, source);
  const texts = points.map(({ index, value }) => ({ index, text: typeof value === "object" ? value.error : String(value) }));
  return element("c:strRef", {}, reference(zone, source), element("c:strCache", {}, ...cache(zone, texts)));
}

/** Numbers only: text and errors among them leave a gap, as Excel draws them. */
function numbersXml(zone: Zone, source: ChartSource): string {
  const format = source.formatAt(sheetOf(zone, source), zone.row, zone.column);
  const numbers = pointsOf(zone, source).flatMap(({ index, value }) =>
    typeof value === "number" ? [{ index, text: numberText(value) }] : [],
  );
  return element(
    "c:numRef",
    {},
    reference(zone, source),
    element("c:numCache", {}, element("c:formatCode", {}, plainText(format)), ...cache(zone, numbers)),
  );
}

function cache(zone: Zone, points: readonly { index: number; text: string }[]): string[] {
  return [
    val("ptCount", zone.rows * zone.columns),
    ...points.map(({ index, text }) => element("c:pt", { idx: index }, element("c:v", {}, cellText(text)))),
  ];
}

/* Axes and texts. */

/** The format of the cells that an axis shows, written out: programs differ in what they make of "as the cells are". */
function axisFormat(zone: Zone, source: ChartSource): string {
  return element("c:numFmt", { formatCode: source.formatAt(sheetOf(zone, source), zone.row, zone.column), sourceLinked: 0 });
}

function categoryAxis(chart: PlannedChart, source: ChartSource): string {
  const horizontal = isHorizontal(chart.kind);
  return element(
    "c:catAx",
    {},
    val("axId", CATEGORY_AXIS),
    // Bars from top to bottom in the order of their rows, as a table is read.
    element("c:scaling", {}, val("orientation", horizontal ? "maxMin" : "minMax")),
    val("delete", 0),
    val("axPos", horizontal ? "l" : "b"),
    axisTitle(chart.categoryAxisTitle),
    axisFormat(chart.categories, source),
    val("majorTickMark", "none"),
    val("minorTickMark", "none"),
    // Beside the plot, also where values are negative.
    val("tickLblPos", "low"),
    val("crossAx", VALUE_AXIS),
    val("crosses", "autoZero"),
    val("auto", 1),
    val("lblAlgn", "ctr"),
    val("lblOffset", 100),
    val("noMultiLvlLbl", 1),
  );
}

function valueAxis(chart: PlannedChart, which: "category" | "value", source: ChartSource): string {
  const isX = which === "category";
  const horizontal = isHorizontal(chart.kind);
  const line = element("a:ln", { w: 9525 }, element("a:solidFill", {}, element("a:srgbClr", { val: GRID_COLOR })));
  return element(
    "c:valAx",
    {},
    val("axId", isX ? CATEGORY_AXIS : VALUE_AXIS),
    element("c:scaling", {}, val("orientation", "minMax")),
    val("delete", 0),
    val("axPos", isX || horizontal ? "b" : "l"),
    isX ? "" : element("c:majorGridlines", {}, element("c:spPr", {}, line)),
    axisTitle(isX ? chart.categoryAxisTitle : chart.valueAxisTitle),
    axisFormat(isX ? chart.categories : chart.series[0].values, source),
    val("majorTickMark", "none"),
    val("minorTickMark", "none"),
    val("tickLblPos", isX ? "low" : "nextTo"),
    val("crossAx", isX ? VALUE_AXIS : CATEGORY_AXIS),
    val("crosses", horizontal ? "max" : "autoZero"),
  );
}

const axisTitle = (text: string | undefined): string => (text ? titleXml(text, TEXT_SIZE, false) : "");

function titleXml(text: string, size: number, isBold: boolean): string {
  const properties = { sz: size, b: isBold ? 1 : 0 };
  const paragraph = element(
    "a:p",
    {},
    element("a:pPr", {}, element("a:defRPr", properties)),
    element("a:r", {}, element("a:rPr", { lang: "en-US", ...properties }), element("a:t", {}, plainText(text))),
  );
  return element(
    "c:title",
    {},
    element("c:tx", {}, element("c:rich", {}, "<a:bodyPr/>", "<a:lstStyle/>", paragraph)),
    val("overlay", 0),
  );
}

function textProperties(size: number): string {
  const paragraph = element(
    "a:p",
    {},
    element("a:pPr", {}, element("a:defRPr", { sz: size })),
    element("a:endParaRPr", { lang: "en-US" }),
  );
  return element("c:txPr", {}, "<a:bodyPr/>", "<a:lstStyle/>", paragraph);
}
