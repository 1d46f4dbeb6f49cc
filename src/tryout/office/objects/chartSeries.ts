import { color, integer, text } from "../arguments";
import { HostError } from "../hostError";
import { newId } from "../sheetTabs";
import type { Spreadsheet } from "../spreadsheet";
import { change, definition, reference } from "./chartDefinition";
import { type ChartTarget, type MembersOf, object, rangeArgument, required, type SeriesTarget } from "./targets";

/* The series of a chart. */

/** Series that were added and have no values yet: the grid has no series without values. */
const unfilled = new WeakMap<Spreadsheet, Map<string, { id: string; name: string }[]>>();

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

function restyle(target: SeriesTarget, style: { label?: string; backgroundColor?: string }): void {
  const { dataSetStyles } = definition(target);
  change(target, { dataSetStyles: { ...dataSetStyles, [target.seriesId]: { ...dataSetStyles[target.seriesId], ...style } } });
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
