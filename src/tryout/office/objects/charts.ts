import { integer, option, text } from "../arguments";
import { HostError } from "../hostError";
import { HostObject } from "../members";
import { newId } from "../sheetTabs";
import { change, type ChartType, definition, definitionFor, TYPES, typeOf } from "./chartDefinition";
import { figure, length, move, offset, place, resize, SIZE_PIXELS } from "./chartPlace";
import { POINTS_PER_PIXEL } from "./rangeFormat";
import { cellArgument, existing, type MembersOf, object, rangeArgument, required, type SheetTarget } from "./targets";

/* Charts of the grid, as far as its kinds go. */

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
      const taken = book.sheets.ids.flatMap((id) => book.getters.getChartIds(id)).map((id) => book.getters.getObjectName(id));
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

function found({ book, sheetId }: SheetTarget, key: unknown): HostObject | null {
  const chartId = book.getters
    .getChartIds(sheetId)
    .find((id) => id === key || book.getters.getObjectName(id)?.toLowerCase() === String(key).toLowerCase());
  return chartId === undefined ? null : object("Chart", { book, sheetId, chartId });
}
