import { absoluteAddress, columnCount, quotedSheetName, rowCount, type Zone } from "../addresses";
import { HostError } from "../hostError";
import { newId } from "../sheetTabs";
import { type ChartTarget, type RangeTarget, required } from "./targets";

/* A chart as the grid describes it: read, changed, and made from a block of cells as Excel reads one. */

/** Excel's types that the grid draws, and how. */
export const TYPES = {
  Line: { type: "line", hideDataMarkers: true },
  LineMarkers: { type: "line" },
  Area: { type: "line", fillArea: true, hideDataMarkers: true },
  AreaStacked: { type: "line", fillArea: true, hideDataMarkers: true, stacked: true },
  ColumnClustered: { type: "bar" },
  ColumnStacked: { type: "bar", stacked: true },
  BarClustered: { type: "bar", horizontal: true },
  BarStacked: { type: "bar", horizontal: true, stacked: true },
  XYScatter: { type: "scatter" },
  XYScatterLines: { type: "scatter" },
  XYScatterLinesNoMarkers: { type: "scatter" },
  XYScatterSmooth: { type: "scatter" },
  XYScatterSmoothNoMarkers: { type: "scatter" },
  Pie: { type: "pie" },
  Doughnut: { type: "pie", isDoughnut: true },
} as const;
export type ChartType = keyof typeof TYPES;

/** The part of the grid's definition of a chart that is read and changed here. */
export interface Definition {
  readonly type: string;
  readonly horizontal?: boolean;
  readonly title?: { readonly text?: string };
  readonly legendPosition: string;
  readonly dataSource: {
    readonly type: "range";
    readonly dataSets: readonly { readonly dataSetId: string; readonly dataRange: string }[];
    readonly dataSetsHaveTitle: boolean;
    readonly labelRange?: string;
  };
  readonly dataSetStyles: Readonly<Record<string, { readonly label?: string; readonly backgroundColor?: string }>>;
  readonly axesDesign?: Readonly<Partial<Record<"x" | "y", Axis>>>;
}

export interface Axis {
  readonly title?: { readonly text?: string };
  readonly min?: number;
  readonly max?: number;
}

export function definition({ book, chartId }: ChartTarget): Definition {
  if (!book.getters.isChartDefined(chartId)) throw new HostError("ItemNotFound");
  return book.getters.getChartDefinition(chartId) as unknown as Definition;
}

export function change(target: ChartTarget, changes: Partial<Definition>): void {
  const { book, sheetId, chartId } = target;
  const figureId = book.getters.getFigureIdFromChartId(chartId);
  book.dispatch("UPDATE_CHART", { sheetId, chartId, figureId, definition: { ...definition(target), ...changes } });
}

export function typeOf(definition: Definition): ChartType {
  const names = Object.keys(TYPES) as ChartType[];
  const fields = ["type", "stacked", "horizontal", "fillArea", "isDoughnut", "hideDataMarkers"] as const;
  const has = (from: unknown, field: string) => (from as Record<string, unknown>)[field] ?? false;
  return required(
    names.find((name) => fields.every((field) => has(TYPES[name], field) === has(definition, field))) ??
      names.find((name) => TYPES[name].type === definition.type),
  );
}

/** As Excel reads a block: a first row of words names the series, a first column of words (or of x values) is the categories. */
export function definitionFor(chartType: ChartType, { book, sheetId, zone }: RangeTarget, chartSheetId: string): Definition {
  const shape = TYPES[chartType];
  const isText = (row: number, col: number) => typeof book.value({ sheetId, row, col }) === "string";
  const hasTitles = rowCount(zone) > 1 && isText(zone.top, zone.right);
  const first = hasTitles ? zone.top + 1 : zone.top;
  const hasCategories = columnCount(zone) > 1 && (shape.type === "scatter" || isText(first, zone.left));
  const body: Zone = { ...zone, top: first, left: hasCategories ? zone.left + 1 : zone.left };
  const columns = Array.from({ length: columnCount(body) }, (_, i) => body.left + i);
  const at = (column: number) => reference({ book, sheetId, zone: { ...body, left: column, right: column } }, chartSheetId);
  const series = columns.map((column, i) => ({
    id: newId(),
    dataRange: at(column),
    label: hasTitles ? String(book.value({ sheetId, row: zone.top, col: column })) : `Series${i + 1}`,
  }));
  return {
    ...{ background: "#FFFFFF", stacked: false, aggregated: false, cumulative: false, labelsAsText: false, humanize: false },
    ...shape,
    title: series.length === 1 && hasTitles ? { text: series[0].label } : { text: "" },
    legendPosition: series.length > 1 || shape.type === "pie" ? "right" : "none",
    dataSource: {
      type: "range",
      dataSets: series.map(({ id, dataRange }) => ({ dataSetId: id, dataRange })),
      dataSetsHaveTitle: false,
      ...(hasCategories ? { labelRange: at(zone.left) } : {}),
    },
    dataSetStyles: Object.fromEntries(series.map(({ id, label }) => [id, { label }])),
  } as Definition;
}

/** An address as the grid's charts hold it: without the sheet where it is the chart's own. */
export function reference({ book, sheetId, zone }: RangeTarget, chartSheetId: string): string {
  book.rangeData(sheetId, zone);
  if (sheetId === chartSheetId) return absoluteAddress(zone).replaceAll("$", "");
  return `${quotedSheetName(book.getters.getSheetName(sheetId))}!${absoluteAddress(zone).replaceAll("$", "")}`;
}
