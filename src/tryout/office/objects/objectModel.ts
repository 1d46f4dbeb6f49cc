import type { AnyMembers, ObjectModel } from "../members";
import { chartAxes, chartAxis, chartAxisTitle, chartLegend, chartTitle } from "./chartParts";
import { chart, chartCollection } from "./charts";
import { chartFill, chartLineFormat, chartSeries, chartSeriesCollection, chartSeriesFormat } from "./chartSeries";
import { dataValidation } from "./dataValidation";
import { namedItem, namedItemCollection } from "./names";
import { note, noteCollection } from "./notes";
import { pageLayout } from "./pageLayout";
import { range, rangeAreas, rangeCollection } from "./range";
import { rangeBorder, rangeBorders, rangeFill, rangeFont, rangeFormat } from "./rangeFormat";
import { setting, settingCollection } from "./settings";
import { table, tableCollection } from "./tables";
import type { Targets } from "./targets";
import { application, cultureInfo, numberFormatInfo, workbook, workbookProtection, worksheetCollection } from "./application";
import { worksheet, worksheetFreezePanes, worksheetProtection } from "./worksheet";

const CLASSES: { readonly [Name in keyof Targets]: AnyMembers } = {
  Workbook: workbook,
  WorkbookProtection: workbookProtection,
  Application: application,
  CultureInfo: cultureInfo,
  NumberFormatInfo: numberFormatInfo,
  WorksheetCollection: worksheetCollection,
  Worksheet: worksheet,
  WorksheetProtection: worksheetProtection,
  WorksheetFreezePanes: worksheetFreezePanes,
  PageLayout: pageLayout,
  Range: range,
  RangeAreas: rangeAreas,
  RangeCollection: rangeCollection,
  RangeFormat: rangeFormat,
  RangeFill: rangeFill,
  RangeFont: rangeFont,
  RangeBorderCollection: rangeBorders,
  RangeBorder: rangeBorder,
  DataValidation: dataValidation,
  SettingCollection: settingCollection,
  Setting: setting,
  NoteCollection: noteCollection,
  Note: note,
  NamedItemCollection: namedItemCollection,
  NamedItem: namedItem,
  TableCollection: tableCollection,
  Table: table,
  ChartCollection: chartCollection,
  Chart: chart,
  ChartTitle: chartTitle,
  ChartLegend: chartLegend,
  ChartAxes: chartAxes,
  ChartAxis: chartAxis,
  ChartAxisTitle: chartAxisTitle,
  ChartSeriesCollection: chartSeriesCollection,
  ChartSeries: chartSeries,
  ChartSeriesFormat: chartSeriesFormat,
  ChartFill: chartFill,
  ChartLineFormat: chartLineFormat,
};

/** Excel's object model as this host has it: these classes and their members, and no others. */
export const OBJECT_MODEL: ObjectModel = new Map(Object.entries(CLASSES));
