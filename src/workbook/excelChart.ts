import type { PlannedChart, Zone } from "./sheetPlan";

/* A planned chart as one of Excel's own. */

/** Excel gives sizes in points, plans in pixels. */
export const POINTS_PER_PIXEL = 0.75;

type ChartType = "Line" | "ColumnClustered" | "BarClustered" | "XYScatter" | "ColumnStacked" | "BarStacked";
const CHART_TYPES: Record<PlannedChart["kind"], ChartType> = {
  line: "Line",
  column: "ColumnClustered",
  bar: "BarClustered",
  scatter: "XYScatter",
  stackedColumn: "ColumnStacked",
  stackedBar: "BarStacked",
};

/** Queues a chart; `area` gives the cells of a zone of the block. */
export function addChart(sheet: Excel.Worksheet, planned: PlannedChart, area: (zone: Zone) => Excel.Range): Excel.Chart {
  const [first, ...others] = planned.series;
  const chart = sheet.charts.add(CHART_TYPES[planned.kind], area(first.values), "Columns");
  const series = [chart.series.getItemAt(0), ...others.map(({ name }) => chart.series.add(name))];
  planned.series.forEach(({ name, values }, i) => {
    series[i].name = name;
    if (i > 0) series[i].setValues(area(values));
    series[i].setXAxisValues(area(planned.categories));
  });
  chart.title.text = planned.title;
  if (planned.valueAxisTitle) chart.axes.valueAxis.title.text = planned.valueAxisTitle;
  if (planned.categoryAxisTitle) chart.axes.categoryAxis.title.text = planned.categoryAxisTitle;
  placeCategories(chart, planned.kind);
  chart.legend.visible = planned.series.length > 1;
  chart.setPosition(area({ row: planned.place.row, column: planned.place.column, rows: 1, columns: 1 }));
  chart.width = planned.place.width * POINTS_PER_PIXEL;
  chart.height = planned.place.height * POINTS_PER_PIXEL;
  return chart;
}

/** Bars from top to bottom in the order of their rows, as a table is read; names beside the plot, also where values are negative. */
function placeCategories({ axes: { categoryAxis } }: Excel.Chart, kind: PlannedChart["kind"]): void {
  categoryAxis.tickLabelPosition = "Low";
  if (kind !== "bar" && kind !== "stackedBar") return;
  categoryAxis.reversePlotOrder = true;
  // The values cross the categories at the last one, which is now the lowest: their axis stays at the foot.
  categoryAxis.position = "Maximum";
}
