import { helpers } from "@odoo/o-spreadsheet";

/*
 * example.json, the sheets the build describes, made into the data the grid loads. The whole workbook is loaded at
 * once, because one command per cell is slow.
 */

type Role = "title" | "heading" | "label" | "input" | "result" | "note" | "total";

interface Zone {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

interface PlannedCell {
  readonly content: string | number | boolean;
  readonly role?: Role;
  readonly numberFormat?: string;
  readonly note?: string;
  readonly choices?: readonly string[];
}

interface PlannedChart {
  readonly kind: "line" | "column" | "bar" | "scatter";
  readonly title: string;
  readonly categories: Zone;
  readonly series: readonly { readonly name: string; readonly values: Zone }[];
  readonly place: { readonly row: number; readonly column: number; readonly width: number; readonly height: number };
  readonly valueAxisTitle?: string;
  readonly categoryAxisTitle?: string;
}

/** One sheet as src/workbook plans it, its formulas written out for the top left corner. */
interface PlannedSheet {
  readonly title: string;
  readonly rows: readonly (readonly (PlannedCell | null)[])[];
  readonly spills?: readonly Zone[];
  readonly columnWidths?: readonly number[];
  readonly frozenRows?: number;
  readonly charts?: readonly PlannedChart[];
}

interface CellLook {
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly size?: number;
  readonly color?: string;
  readonly fill?: string;
}

/** The sheets, and how whatever is on them looks: the same as the add-in gives it in Excel. */
export interface ExampleWorkbook {
  readonly sheets: readonly PlannedSheet[];
  readonly looks: Readonly<Record<Role, CellLook>>;
  readonly seriesColors: readonly string[];
  readonly tableLine: string;
}

type WorkbookData = ReturnType<typeof helpers.createEmptyWorkbookData>;
/** Notes are this page's own addition to the grid, read by notes.ts. */
type SheetData = WorkbookData["sheets"][number] & { notes?: Record<string, string> };
type Style = WorkbookData["styles"][number];

const BORDERED: ReadonlySet<Role> = new Set<Role>(["heading", "input", "result", "total"]);

/** Excel's name for no format at all, which the grid does not know. */
const GENERAL = "General";
const SPARE_ROWS = 100;
const SPARE_COLUMNS = 12;
const LEAST_COLUMNS = 26;

/** The data of `new Model(data)`. Without an example, an empty sheet. */
export function workbookData(example: ExampleWorkbook | undefined): WorkbookData {
  const data = helpers.createEmptyWorkbookData();
  data.settings = { ...data.settings, disableCellAnimations: true };
  if (!example || example.sheets.length === 0) {
    data.sheets = [{ ...helpers.createEmptySheet("sheet1", "Sheet1"), colNumber: LEAST_COLUMNS, rowNumber: SPARE_ROWS }];
    return data;
  }
  const styles = numbered<Style>(data.styles);
  const formats = numbered<string>(data.formats);
  const borders = numbered<WorkbookData["borders"][number]>(data.borders);
  const boxed = boxOf(example.tableLine);
  data.sheets = example.sheets.map((plan, index) => {
    const sheet: SheetData = helpers.createEmptySheet(`sheet${index + 1}`, plan.title);
    const notes: Record<string, string> = {};
    forEachCell(plan, (cell, row, column) => {
      const xc = helpers.toXC(column, row);
      if (cell.content !== "") sheet.cells[xc] = contentText(cell.content);
      if (cell.note) notes[xc] = cell.note;
      if (cell.choices) sheet.dataValidationRules.push(listOf(cell.choices, xc));
      const role = cell.role ?? "label";
      sheet.styles[xc] = styles({ ...styleOf(role, example.looks[role]), ...placement(plan, row, column) });
      if (cell.numberFormat && cell.numberFormat !== GENERAL) sheet.formats[xc] = formats(gridFormat(cell.numberFormat));
      const spanned = spannedColumns(plan, row, column);
      if (spanned > 0) sheet.merges.push(`${xc}:${helpers.toXC(column + spanned, row)}`);
      if (BORDERED.has(role)) sheet.borders[xc] = borders(boxed);
    });
    for (const [column, size] of (plan.columnWidths ?? []).entries()) sheet.cols[column] = { size };
    for (const [row, cells] of plan.rows.entries())
      if (cells.some((cell) => cell?.role === "title")) sheet.rows[row] = { size: 34 };
    const { rows, columns } = extent(plan);
    sheet.rowNumber = rows + SPARE_ROWS;
    sheet.colNumber = Math.max(LEAST_COLUMNS, columns + SPARE_COLUMNS);
    sheet.areGridLinesVisible = false;
    sheet.panes = { xSplit: 0, ySplit: plan.frozenRows ?? 0 };
    sheet.figures = (plan.charts ?? []).map((chart, i) =>
      chartFigure({ chart, sheetName: plan.title, chartId: `${sheet.id}chart${i + 1}`, colors: example.seriesColors }),
    );
    sheet.notes = notes;
    return sheet;
  });
  return data;
}

/** A list in the cell; anything else is refused, as Excel does. */
function listOf(choices: readonly string[], xc: string): SheetData["dataValidationRules"][number] {
  return {
    id: `list-${xc}`,
    ranges: [xc],
    criterion: { type: "isValueInList", values: [...choices], displayStyle: "arrow" },
    isBlocking: true,
  };
}

function boxOf(color: string): WorkbookData["borders"][number] {
  const line = { style: "thin" as const, color };
  return { top: line, bottom: line, left: line, right: line };
}

/** A look in the grid's words; headings wrap, since the grid cuts text at the next filled cell. */
function styleOf(role: Role, { bold, italic, size, color, fill }: CellLook): Style {
  return {
    ...(bold ? { bold } : {}),
    ...(italic ? { italic } : {}),
    ...(size ? { fontSize: size } : {}),
    ...(color ? { textColor: color } : {}),
    ...(fill ? { fillColor: fill } : {}),
    ...(role === "heading" ? { wrapping: "wrap", verticalAlign: "middle" } : {}),
  };
}

/** Figures, and what stands in their place, to the right, with their heading over them. */
function placement(plan: PlannedSheet, row: number, column: number): Style {
  const cell = plan.rows[row][column];
  if (cell?.role !== "heading") return cell?.numberFormat ? { align: "right" } : {};
  // A heading that stands over several columns has room for one line, and the grid would wrap it to its first.
  if (spannedColumns(plan, row, column) > 0) return { wrapping: "clip" };
  return standsOverFigures(plan, row, column) ? { align: "right" } : {};
}

function standsOverFigures(plan: PlannedSheet, row: number, column: number): boolean {
  for (let below = plan.rows[++row]?.[column]; below && below.role !== "heading"; below = plan.rows[++row]?.[column]) {
    if (below.numberFormat) return true;
  }
  return false;
}

const isFormula = (content: PlannedCell["content"]): boolean => typeof content === "string" && content.startsWith("=");

/** How many empty headings stand right of a heading. */
function spannedColumns(plan: PlannedSheet, row: number, column: number): number {
  const cells = plan.rows[row];
  const { role, content } = cells[column] ?? { content: "" };
  // The empty headings right of a formula are the header that it spills.
  if (role !== "heading" || content === "" || isFormula(content)) return 0;
  const next = cells.findIndex((cell, i) => i > column && (cell?.role !== "heading" || cell.content !== ""));
  return (next < 0 ? cells.length : next) - column - 1;
}

function forEachCell(plan: PlannedSheet, visit: (cell: PlannedCell, row: number, column: number) => void): void {
  plan.rows.forEach((cells, row) =>
    cells.forEach((cell, column) => {
      if (cell) visit(cell, row, column);
    }),
  );
}

function extent(plan: PlannedSheet): { rows: number; columns: number } {
  const spills = plan.spills ?? [];
  return {
    rows: Math.max(plan.rows.length, ...spills.map((zone) => zone.row + zone.rows)),
    columns: Math.max(0, ...plan.rows.map((row) => row.length), ...spills.map((zone) => zone.column + zone.columns)),
  };
}

/** The grid keeps every content as it would be typed. */
export function contentText(content: string | number | boolean): string {
  if (typeof content === "boolean") return content ? "TRUE" : "FALSE";
  return String(content);
}

/** The grid writes a literal currency sign as `[$$]`. */
function gridFormat(excelFormat: string): string {
  return excelFormat.replace(/"?\$"?(?![\]$])(?<!\[\$)/g, "[$$$$]");
}

function numbered<T>(table: Record<number, T>): (value: T) => number {
  const ids = new Map<string, number>();
  return (value) => {
    const key = JSON.stringify(value);
    let id = ids.get(key);
    if (id === undefined) {
      id = ids.size + 1;
      ids.set(key, id);
      table[id] = value;
    }
    return id;
  };
}

interface PlacedChart {
  readonly chart: PlannedChart;
  readonly sheetName: string;
  readonly chartId: string;
  readonly colors: readonly string[];
}

function chartFigure({ chart, sheetName, chartId, colors }: PlacedChart) {
  const address = ({ row, column, rows, columns }: Zone) =>
    `'${sheetName.replaceAll("'", "''")}'!${helpers.toXC(column, row)}:${helpers.toXC(column + columns - 1, row + rows - 1)}`;
  const axis = (text: string | undefined) => (text ? { title: { text } } : {});
  const { kind, place } = chart;
  const horizontal = kind === "bar";
  const definition = {
    type: kind === "column" || kind === "bar" ? "bar" : kind,
    title: { text: chart.title },
    background: "#FFFFFF",
    legendPosition: chart.series.length > 1 ? "bottom" : "none",
    aggregated: false,
    stacked: false,
    cumulative: false,
    humanize: false,
    labelsAsText: kind !== "scatter",
    hideDataMarkers: kind === "line",
    ...(horizontal ? { horizontal } : {}),
    axesDesign: horizontal
      ? { x: axis(chart.valueAxisTitle), y: axis(chart.categoryAxisTitle) }
      : { x: axis(chart.categoryAxisTitle), y: axis(chart.valueAxisTitle) },
    dataSource: {
      type: "range",
      dataSets: chart.series.map((series, i) => ({ dataSetId: String(i), dataRange: address(series.values) })),
      dataSetsHaveTitle: false,
      labelRange: address(chart.categories),
    },
    dataSetStyles: Object.fromEntries(
      chart.series.map((series, i) => [
        String(i),
        { label: series.name, backgroundColor: colors[i % colors.length], yAxisId: "y" },
      ]),
    ),
  };
  return {
    id: `figure-${chartId}`,
    tag: "chart",
    col: place.column,
    row: place.row,
    offset: { x: 4, y: 4 },
    width: place.width,
    height: place.height,
    data: { ...definition, chartId },
  };
}
