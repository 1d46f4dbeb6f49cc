import { columnCount, quotedSheetName, rowCount, type Zone } from "../addresses";
import { color, flag, integer, number, option, text } from "../arguments";
import { HostError } from "../hostError";
import { HostObject } from "../members";
import { absoluteAddress, newId, type Spreadsheet } from "../spreadsheet";
import { POINTS_PER_PIXEL } from "./rangeFormat";
import {
  type AxisTarget,
  cellArgument,
  type ChartTarget,
  existing,
  type MembersOf,
  object,
  rangeArgument,
  type RangeTarget,
  required,
  type SeriesTarget,
  type SheetTarget,
} from "./targets";

/* Charts of the grid, as far as its kinds go. Places and sizes are points in Excel, pixels in the grid. */

/** Excel's types that the grid draws, and how. */
const TYPES = {
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
type ChartType = keyof typeof TYPES;

const SIZE_PIXELS = { width: 480, height: 288 };

/** The part of the grid's definition of a chart that is read and changed here. */
interface Definition {
  readonly type: string;
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

interface Axis {
  readonly title?: { readonly text?: string };
  readonly min?: number;
  readonly max?: number;
}

/** Series that were added and have no values yet: the grid has no series without values. */
const unfilled = new WeakMap<Spreadsheet, Map<string, { id: string; name: string }[]>>();

export const chartCollection: MembersOf<"ChartCollection", Excel.ChartCollection> = {
  get: { count: ({ book, sheetId }) => book.getters.getChartIds(sheetId).length },
  items: (target) => target.book.getters.getChartIds(target.sheetId).map((chartId) => object("Chart", { ...target, chartId })),
  item: (target, key) => found(target, key),
  call: {
    add: (target, type, source, seriesBy) => {
      const { book, sheetId } = existing(target);
      const chartType = option(type, Object.keys(TYPES) as ChartType[]);
      const by = seriesBy === null || seriesBy === undefined ? "Auto" : option(seriesBy, ["Auto", "Columns", "Rows"]);
      if (by === "Rows") throw new HostError("NotImplemented", "the browser workbook draws series from columns only");
      if (!(source instanceof HostObject)) throw new HostError("InvalidArgument");
      const range = rangeArgument(book, sheetId, source);
      const chartId = newId();
      const size = SIZE_PIXELS;
      book.dispatch("CREATE_CHART", {
        sheetId,
        chartId,
        figureId: newId(),
        col: 0,
        row: 0,
        offset: { x: 0, y: 0 },
        size,
        definition: definitionFor(chartType, range, sheetId),
      });
      const taken = book.sheetIds.flatMap((id) => book.getters.getChartIds(id)).map((id) => book.getters.getObjectName(id));
      let count = 1;
      while (taken.includes(`Chart ${count}`)) count++;
      book.dispatch("NAME_OBJECT", { id: chartId, name: `Chart ${count}` });
      return object("Chart", { book, sheetId, chartId });
    },
    getCount: ({ book, sheetId }) => book.getters.getChartIds(sheetId).length,
    getItem: (target, key) => required(found(target, key)),
    getItemAt: (target, index) =>
      object("Chart", { ...target, chartId: required(target.book.getters.getChartIds(target.sheetId)[integer(index)]) }),
    getItemOrNullObject: (target, key) => found(target, key),
  },
};

export const chart: MembersOf<"Chart", Excel.Chart> = {
  id: ({ chartId }) => chartId,
  get: {
    chartType: (target) => typeOf(definition(target)),
    height: (target) => figure(target).height * POINTS_PER_PIXEL,
    id: ({ chartId }) => chartId,
    left: (target) => place(target).x * POINTS_PER_PIXEL,
    name: ({ book, chartId }) => book.getters.getObjectName(chartId) ?? chartId,
    top: (target) => place(target).y * POINTS_PER_PIXEL,
    width: (target) => figure(target).width * POINTS_PER_PIXEL,
  },
  set: {
    height: (target, points) => resize(target, { height: length(points) }),
    left: (target, points) => move(target, { ...place(target), x: length(points) }),
    name: (target, name) => target.book.dispatch("NAME_OBJECT", { id: target.chartId, name: text(name) }),
    top: (target, points) => move(target, { ...place(target), y: length(points) }),
    width: (target, points) => resize(target, { width: length(points) }),
  },
  objects: {
    axes: (target) => object("ChartAxes", target),
    legend: (target) => object("ChartLegend", target),
    series: (target) => object("ChartSeriesCollection", target),
    title: (target) => object("ChartTitle", target),
    worksheet: ({ book, sheetId }) => object("Worksheet", { book, sheetId }),
  },
  call: {
    delete: (target) => target.book.dispatch("DELETE_FIGURE", { sheetId: target.sheetId, figureId: figure(target).id }),
    setData: (target, source, seriesBy) => {
      if (seriesBy === "Rows") throw new HostError("NotImplemented", "the browser workbook draws series from columns only");
      const { dataSource, dataSetStyles } = definitionFor(
        typeOf(definition(target)),
        rangeArgument(target.book, target.sheetId, source),
        target.sheetId,
      );
      change(target, { dataSource, dataSetStyles });
    },
    setPosition: (target, startCell, endCell) => {
      const { book, sheetId } = target;
      const start = cellArgument(book, sheetId, startCell).zone;
      move(target, { x: offset(target, "COL", start.left), y: offset(target, "ROW", start.top) });
      if (endCell === null || endCell === undefined) return;
      const end = cellArgument(book, sheetId, endCell).zone;
      if (end.bottom < start.top || end.right < start.left) throw new HostError("InvalidArgument");
      resize(target, {
        width: offset(target, "COL", end.right + 1) - offset(target, "COL", start.left),
        height: offset(target, "ROW", end.bottom + 1) - offset(target, "ROW", start.top),
      });
    },
  },
};

export const chartTitle: MembersOf<"ChartTitle", Excel.ChartTitle> = {
  get: { text: (target) => definition(target).title?.text ?? "", visible: (target) => Boolean(definition(target).title?.text) },
  set: {
    text: (target, title) => change(target, { title: { ...definition(target).title, text: text(title) } }),
    visible: (target, visible) => {
      if (!flag(visible)) change(target, { title: { text: "" } });
    },
  },
};

const LEGEND = { Top: "top", Bottom: "bottom", Left: "left", Right: "right" } as const;

export const chartLegend: MembersOf<"ChartLegend", Excel.ChartLegend> = {
  get: {
    position: (target) =>
      (Object.keys(LEGEND) as (keyof typeof LEGEND)[]).find((key) => LEGEND[key] === definition(target).legendPosition) ??
      "Right",
    visible: (target) => definition(target).legendPosition !== "none",
  },
  set: {
    position: (target, position) =>
      change(target, { legendPosition: LEGEND[option(position, Object.keys(LEGEND) as (keyof typeof LEGEND)[])] }),
    visible: (target, visible) => {
      const isShown = definition(target).legendPosition !== "none";
      if (flag(visible) !== isShown) change(target, { legendPosition: isShown ? "none" : "right" });
    },
  },
};

export const chartAxes: MembersOf<"ChartAxes", Excel.ChartAxes> = {
  objects: {
    categoryAxis: (target) => object("ChartAxis", { ...target, axis: "x" }),
    valueAxis: (target) => object("ChartAxis", { ...target, axis: "y" }),
  },
};

export const chartAxis: MembersOf<"ChartAxis", Excel.ChartAxis> = {
  get: { maximum: (target) => axis(target).max ?? "", minimum: (target) => axis(target).min ?? "" },
  set: {
    maximum: (target, value) => changeAxis(target, { max: value === "" ? undefined : number(value) }),
    minimum: (target, value) => changeAxis(target, { min: value === "" ? undefined : number(value) }),
  },
  objects: { title: (target) => object("ChartAxisTitle", target) },
};

export const chartAxisTitle: MembersOf<"ChartAxisTitle", Excel.ChartAxisTitle> = {
  get: { text: (target) => axis(target).title?.text ?? "", visible: (target) => Boolean(axis(target).title?.text) },
  set: {
    text: (target, title) => changeAxis(target, { title: { text: text(title) } }),
    visible: (target, visible) => {
      if (!flag(visible)) changeAxis(target, { title: { text: "" } });
    },
  },
};

export const chartSeriesCollection: MembersOf<"ChartSeriesCollection", Excel.ChartSeriesCollection> = {
  get: { count: (target) => seriesIds(target).length },
  items: (target) => seriesIds(target).map((seriesId) => object("ChartSeries", { ...target, seriesId })),
  // The indexer of a series is its place.
  item: (target, index) => object("ChartSeries", { ...target, seriesId: required(seriesIds(target)[integer(index)]) }),
  call: {
    add: (target, name, index) => {
      if (index !== null && index !== undefined)
        throw new HostError("NotImplemented", "the browser workbook adds series at the end only");
      const id = newId();
      const seriesName = name === null || name === undefined ? `Series${seriesIds(target).length + 1}` : text(name);
      pending(target).push({ id, name: seriesName });
      return object("ChartSeries", { ...target, seriesId: id });
    },
    getCount: (target) => seriesIds(target).length,
    getItemAt: (target, index) => object("ChartSeries", { ...target, seriesId: required(seriesIds(target)[integer(index)]) }),
  },
};

export const chartSeries: MembersOf<"ChartSeries", Excel.ChartSeries> = {
  get: {
    name: (target) => pendingSeries(target)?.name ?? definition(target).dataSetStyles[target.seriesId]?.label ?? "",
  },
  set: {
    name: (target, name) => {
      const waiting = pendingSeries(target);
      if (waiting) waiting.name = text(name);
      else restyle(target, { label: text(name) });
    },
  },
  objects: { format: (target) => object("ChartSeriesFormat", target) },
  call: {
    delete: (target) => {
      const { dataSource } = definition(target);
      forget(target);
      change(target, {
        dataSource: { ...dataSource, dataSets: dataSource.dataSets.filter(({ dataSetId }) => dataSetId !== target.seriesId) },
      });
    },
    setValues: (target, source) => {
      const dataRange = reference(rangeArgument(target.book, target.sheetId, source), target.sheetId);
      const { dataSource, dataSetStyles } = definition(target);
      const waiting = pendingSeries(target);
      const others = dataSource.dataSets.filter(({ dataSetId }) => dataSetId !== target.seriesId);
      const dataSets = waiting
        ? [...others, { dataSetId: target.seriesId, dataRange }]
        : dataSource.dataSets.map((each) => (each.dataSetId === target.seriesId ? { ...each, dataRange } : each));
      forget(target);
      change(target, {
        dataSource: { ...dataSource, dataSets },
        dataSetStyles: waiting ? { ...dataSetStyles, [target.seriesId]: { label: waiting.name } } : dataSetStyles,
      });
    },
    // The grid has one range of categories for all series.
    setXAxisValues: (target, source) => {
      const labelRange = reference(rangeArgument(target.book, target.sheetId, source), target.sheetId);
      change(target, { dataSource: { ...definition(target).dataSource, labelRange } });
    },
  },
};

export const chartSeriesFormat: MembersOf<"ChartSeriesFormat", Excel.ChartSeriesFormat> = {
  objects: { fill: (target) => object("ChartFill", target), line: (target) => object("ChartLineFormat", target) },
};

export const chartFill: MembersOf<"ChartFill", Excel.ChartFill> = {
  call: { setSolidColor: (target, value) => restyle(target, { backgroundColor: color(value) }) },
};

export const chartLineFormat: MembersOf<"ChartLineFormat", Excel.ChartLineFormat> = {
  get: { color: (target) => definition(target).dataSetStyles[target.seriesId]?.backgroundColor?.toUpperCase() ?? "" },
  set: { color: (target, value) => restyle(target, { backgroundColor: color(value) }) },
};

function found({ book, sheetId }: SheetTarget, key: unknown): HostObject | null {
  const chartId = book.getters
    .getChartIds(sheetId)
    .find((id) => id === key || book.getters.getObjectName(id)?.toLowerCase() === String(key).toLowerCase());
  return chartId === undefined ? null : object("Chart", { book, sheetId, chartId });
}

function definition({ book, chartId }: ChartTarget): Definition {
  if (!book.getters.isChartDefined(chartId)) throw new HostError("ItemNotFound");
  return book.getters.getChartDefinition(chartId) as unknown as Definition;
}

function change(target: ChartTarget, changes: Partial<Definition>): void {
  const { book, sheetId, chartId } = target;
  const figureId = book.getters.getFigureIdFromChartId(chartId);
  book.dispatch("UPDATE_CHART", { sheetId, chartId, figureId, definition: { ...definition(target), ...changes } });
}

function axis(target: AxisTarget): Axis {
  return definition(target).axesDesign?.[target.axis] ?? {};
}

function changeAxis(target: AxisTarget, changes: Partial<Axis>): void {
  change(target, { axesDesign: { ...definition(target).axesDesign, [target.axis]: { ...axis(target), ...changes } } });
}

function restyle(target: SeriesTarget, style: { label?: string; backgroundColor?: string }): void {
  const { dataSetStyles } = definition(target);
  change(target, { dataSetStyles: { ...dataSetStyles, [target.seriesId]: { ...dataSetStyles[target.seriesId], ...style } } });
}

function typeOf(definition: Definition): ChartType {
  const names = Object.keys(TYPES) as ChartType[];
  const fields = ["type", "stacked", "horizontal", "fillArea", "isDoughnut", "hideDataMarkers"] as const;
  const has = (from: unknown, field: string) => (from as Record<string, unknown>)[field] ?? false;
  return required(
    names.find((name) => fields.every((field) => has(TYPES[name], field) === has(definition, field))) ??
      names.find((name) => TYPES[name].type === definition.type),
  );
}

/** As Excel reads a block: a first row of words names the series, a first column of words (or of x values) is the categories. */
function definitionFor(chartType: ChartType, { book, sheetId, zone }: RangeTarget, chartSheetId: string): Definition {
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
function reference({ book, sheetId, zone }: RangeTarget, chartSheetId: string): string {
  book.rangeData(sheetId, zone);
  if (sheetId === chartSheetId) return absoluteAddress(zone).replaceAll("$", "");
  return `${quotedSheetName(book.getters.getSheetName(sheetId))}!${absoluteAddress(zone).replaceAll("$", "")}`;
}

function seriesIds(target: ChartTarget): string[] {
  return [...definition(target).dataSource.dataSets.map(({ dataSetId }) => dataSetId), ...pending(target).map(({ id }) => id)];
}

function pending({ book, chartId }: ChartTarget): { id: string; name: string }[] {
  const charts = unfilled.get(book) ?? new Map<string, { id: string; name: string }[]>();
  unfilled.set(book, charts);
  const series = charts.get(chartId) ?? [];
  charts.set(chartId, series);
  return series;
}

const pendingSeries = (target: SeriesTarget) => pending(target).find(({ id }) => id === target.seriesId);

function forget(target: SeriesTarget): void {
  const series = pending(target);
  const place = series.findIndex(({ id }) => id === target.seriesId);
  if (place >= 0) series.splice(place, 1);
}

// Places

function figure({ book, sheetId, chartId }: ChartTarget) {
  return required(book.getters.getFigure(sheetId, book.getters.getFigureIdFromChartId(chartId)));
}

/** Pixels from the sheet's top left to where a column or row begins. */
function offset({ book, sheetId }: SheetTarget, dimension: "COL" | "ROW", end: number): number {
  let pixels = 0;
  for (let i = 0; i < end; i++) pixels += dimension === "COL" ? book.columnWidth(sheetId, i) : book.rowHeight(sheetId, i);
  return pixels;
}

function place(target: ChartTarget): { x: number; y: number } {
  const { col, row, offset: within } = figure(target);
  return { x: offset(target, "COL", col) + within.x, y: offset(target, "ROW", row) + within.y };
}

function move(target: ChartTarget, { x, y }: { x: number; y: number }): void {
  const { book, sheetId } = target;
  const [col, left] = headerAt(target, "COL", x);
  const [row, top] = headerAt(target, "ROW", y);
  book.rangeData(sheetId, { top: row, bottom: row, left: col, right: col });
  book.dispatch("UPDATE_FIGURE", { sheetId, figureId: figure(target).id, col, row, offset: { x: left, y: top } });
}

function headerAt(sheet: SheetTarget, dimension: "COL" | "ROW", pixels: number): [index: number, rest: number] {
  const { book, sheetId } = sheet;
  let rest = Math.max(0, pixels);
  for (let i = 0; ; i++) {
    const size = dimension === "COL" ? book.columnWidth(sheetId, i) : book.rowHeight(sheetId, i);
    if (rest < size) return [i, Math.round(rest)];
    rest -= size;
  }
}

function resize(target: ChartTarget, size: { width?: number; height?: number }): void {
  const { id, col, row, width, height, offset: within } = figure(target);
  target.book.dispatch("UPDATE_FIGURE", {
    sheetId: target.sheetId,
    figureId: id,
    col,
    row,
    offset: within,
    width,
    height,
    ...size,
  });
}

/** Points of Excel as pixels of the grid. */
function length(points: unknown): number {
  const given = number(points);
  if (given < 0) throw new HostError("InvalidArgument");
  return Math.round(given / POINTS_PER_PIXEL);
}
