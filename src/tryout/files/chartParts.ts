import { elements } from "./xmlParts";

/* Charts: the file format lays down in which order their parts stand, and the grid's export does not keep to it. */

const SERIES = "idx order tx spPr invertIfNegative marker dPt dLbls trendline errBars cat xVal val yVal smooth";
const AXIS = [
  "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr",
  "crossAx crosses crossesAt auto lblAlgn lblOffset noMultiLvlLbl crossBetween majorUnit minorUnit",
].join(" ");
/** ECMA-376 part 1, 21.2: the sequence of each element's children. */
const ORDERS: Readonly<Record<string, string>> = {
  chartSpace: "date1904 lang roundedCorners style clrMapOvr pivotSource protection chart spPr txPr",
  chart: "title autoTitleDeleted plotArea legend plotVisOnly dispBlanksAs",
  title: "tx layout overlay spPr txPr",
  legend: "legendPos legendEntry layout overlay spPr txPr",
  barChart: "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId",
  lineChart: "grouping varyColors ser dLbls dropLines hiLowLines upDownBars marker smooth axId",
  scatterChart: "scatterStyle varyColors ser dLbls axId",
  pieChart: "varyColors ser dLbls firstSliceAng",
  ser: SERIES,
  catAx: AXIS,
  valAx: AXIS,
  scaling: "logBase orientation max min",
};

/** Puts a chart of the grid's export in order; its lines have no marks where the chart shown has none. */
export function completeChart(chart: Document, hidesMarkers: boolean): Document {
  if (hidesMarkers) for (const symbol of elements(chart, "symbol")) symbol.setAttribute("val", "none");
  for (const [name, order] of Object.entries(ORDERS)) {
    const ranks = new Map(order.split(" ").map((child, i) => [child, i]));
    for (const parent of elements(chart, name)) {
      const children = [...parent.children];
      children.sort((a, b) => (ranks.get(a.localName) ?? Infinity) - (ranks.get(b.localName) ?? Infinity));
      parent.replaceChildren(...children);
    }
  }
  // An axis of values has no such member, and an axis without a title is written with an empty one.
  for (const axis of elements(chart, "valAx")) elements(axis, "auto").forEach((each) => each.remove());
  for (const title of elements(chart, "title")) {
    if (title.parentElement?.localName !== "chart" && elements(title, "t").every((text) => !text.textContent)) title.remove();
  }
  return chart;
}

interface AxisTitles {
  readonly category: string | undefined;
  readonly value: string | undefined;
}

/** What the grid's import leaves out of a chart. */
export function axisTitles(chart: Document): AxisTitles {
  const [first, second] = [...elements(chart, "catAx"), ...elements(chart, "valAx")].map((axis) =>
    elements(axis, "title")
      .flatMap((title) => elements(title, "t").map(({ textContent }) => textContent ?? ""))
      .join(""),
  );
  return { category: first || undefined, value: second || undefined };
}

/** Whether the points of a line are left unmarked. */
export const hidesMarkers = (chart: Document): boolean => {
  const symbols = elements(chart, "marker").flatMap((marker) => elements(marker, "symbol"));
  return symbols.length > 0 && symbols.every((symbol) => symbol.getAttribute("val") === "none");
};
