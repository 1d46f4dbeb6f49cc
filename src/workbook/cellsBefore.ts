import { columnName, type Zone } from "./sheetPlan";
import { supports } from "./excelSupport";

/*
 * What stands in cells before something is written over them, and how it comes to stand there again: contents, formats, looks, rules of
 * validation with their words, and notes where this Excel has an interface for them. Merged cells and conditional formats are not kept: those
 * are interfaces above the manifest's.
 */

export interface CellsBefore {
  /** A cell that another's result spills into is empty here: written back, its value would be in the way. */
  readonly formulas: readonly (readonly unknown[])[];
  readonly numberFormats: readonly (readonly unknown[])[];
  /** Undefined where there are too many cells to ask each. */
  readonly looks: readonly (readonly Excel.SettableCellProperties[])[] | undefined;
  readonly rules: readonly Ruled[];
  readonly notes: readonly Noted[];
}

/** Counted from the first of the cells. */
interface Placed {
  readonly row: number;
  readonly column: number;
}

interface Ruled extends Placed {
  readonly hasRule: boolean;
  readonly rule: Excel.DataValidationRule;
  readonly prompt: Excel.DataValidationPrompt;
  readonly errorAlert: Excel.DataValidationErrorAlert;
  readonly ignoreBlanks: boolean;
}

interface Noted extends Placed {
  readonly content: string;
}

/** A cell's look is about 600 bytes of an answer, of which Excel on the web carries 5 MB. */
const MOST_CELLS = 5000;

const LINE = { color: true, style: true, weight: true };
const ASKED: Excel.CellPropertiesLoadOptions = {
  format: {
    borders: LINE,
    fill: { color: true, pattern: true, patternColor: true },
    font: {
      ...{ bold: true, color: true, italic: true, name: true, size: true },
      ...{ strikethrough: true, subscript: true, superscript: true, underline: true },
    },
    ...{ horizontalAlignment: true, indentLevel: true, shrinkToFit: true, textOrientation: true },
    ...{ verticalAlignment: true, wrapText: true },
  },
};

/**
 * Asks for what a range holds, together with whatever else is asked in the request.
 * @param range Of one sheet, in one piece.
 * @returns What reads the answer; it asks again only where there are rules, notes or results that spill.
 */
export function lookAtCellsBefore(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  { range, rows, columns }: { readonly range: Excel.Range; readonly rows: number; readonly columns: number },
): () => Promise<CellsBefore> {
  const isLarge = rows * columns > MOST_CELLS;
  range.load("rowIndex,columnIndex,formulas,numberFormat");
  const looks = isLarge ? undefined : range.getCellProperties(ASKED);
  const { dataValidation } = range;
  dataValidation.load("type,prompt");
  const spilling = askWhetherItSpills(range);
  const noted = askForNotes(sheet);

  return async () => {
    const before: CellsBefore = {
      formulas: range.formulas,
      numberFormats: range.numberFormat,
      looks: looks?.value.map((cells) => cells.map(settable)),
      rules: [],
      notes: [],
    };
    if (isLarge) return before;
    const { type, prompt } = dataValidation;
    // Where cells differ there is no one answer.
    const isRuled = type !== "None" || (prompt as Excel.DataValidationPrompt | null)?.message !== "";
    const spills = spilling();
    const cells = isRuled || spills ? askEach(range, { rows, columns, spills }) : [];
    const notes = noted();
    if (cells.length > 0 || notes.length > 0) await context.sync();
    return {
      ...before,
      formulas: before.formulas.map((line, row) =>
        line.map((content, column) => (spills && isSpilledInto(cells[row * columns + column].cell, content) ? "" : content)),
      ),
      rules: isRuled ? cells.flatMap(ruleOf) : [],
      notes: notesWithin(notes, { row: range.rowIndex, column: range.columnIndex, rows, columns }),
    };
  };
}

function askWhetherItSpills(range: Excel.Range): () => boolean {
  if (!supports("1.12")) return () => false;
  range.load("hasSpill");
  // Neither true nor false where only some cells do.
  return () => range.hasSpill !== false;
}

interface NoteInCell {
  readonly note: Excel.Note;
  readonly cell: Excel.Range;
}

/** The notes of a sheet, asked for once it is known how many there are. */
function askForNotes(sheet: Excel.Worksheet): () => NoteInCell[] {
  if (!supports("1.18")) return () => [];
  const { notes } = sheet;
  const count = notes.getCount();
  return () =>
    Array.from({ length: count.value }, (_, i) => {
      const note = notes.getItemAt(i);
      note.load("content");
      const cell = note.getLocation();
      cell.load("rowIndex,columnIndex");
      return { note, cell };
    });
}

function notesWithin(notes: readonly NoteInCell[], { row, column, rows, columns }: Zone): Noted[] {
  if (!supports("1.18")) return [];
  return notes
    .map(({ note, cell }) => ({ content: note.content, row: cell.rowIndex - row, column: cell.columnIndex - column }))
    .filter((noted) => noted.row >= 0 && noted.column >= 0 && noted.row < rows && noted.column < columns);
}

interface Asked extends Placed {
  readonly cell: Excel.Range;
}

function askEach(
  range: Excel.Range,
  { rows, columns, spills }: { readonly rows: number; readonly columns: number; readonly spills: boolean },
): Asked[] {
  return Array.from({ length: rows * columns }, (_, i) => {
    const [row, column] = [Math.floor(i / columns), i % columns];
    const cell = range.getCell(row, column);
    cell.dataValidation.load("type,rule,prompt,errorAlert,ignoreBlanks");
    if (supports("1.12") && spills) cell.load("hasSpill");
    return { row, column, cell };
  });
}

const isSpilledInto = (cell: Excel.Range, content: unknown): boolean =>
  supports("1.12") && cell.hasSpill && !(typeof content === "string" && content.startsWith("="));

function ruleOf({ row, column, cell }: Asked): Ruled[] {
  const { type, rule, prompt, errorAlert, ignoreBlanks } = cell.dataValidation;
  const hasRule = type !== "None";
  return hasRule || prompt.message !== "" ? [{ row, column, hasRule, rule, prompt, errorAlert, ignoreBlanks }] : [];
}

/** What of a look can be given to a cell that has been cleared: none of what says "none". */
function settable({ format }: Excel.CellProperties): Excel.SettableCellProperties {
  const { fill, borders, ...others } = format ?? {};
  const isFilled = fill?.pattern ? fill.pattern !== "None" : fill?.color !== undefined && !/^(#ffffff)?$/i.test(fill.color);
  const { color, pattern, patternColor } = fill ?? {};
  const lines = Object.entries(borders ?? {}).filter(
    ([, line]: [string, Excel.CellBorder | undefined]) => line?.style && line.style !== "None",
  );
  return {
    format: {
      ...given(others),
      ...(others.font ? { font: given(others.font) } : {}),
      ...(isFilled ? { fill: given(pattern === "Solid" ? { color } : { color, pattern, patternColor }) } : {}),
      ...(lines.length > 0 ? { borders: Object.fromEntries(lines.map(([side, line]) => [side, given(line as object)])) } : {}),
    },
  };
}

const given = <Values extends object>(values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined)) as Values;

/** Queues that cells hold again what they held. */
export function restoreCells(sheet: Excel.Worksheet, area: Zone, before: CellsBefore): void {
  const at = ({ row, column }: Placed, rows = 1, columns = 1): Excel.Range =>
    sheet.getRangeByIndexes(area.row + row, area.column + column, rows, columns);
  const whole = at({ row: 0, column: 0 }, area.rows, area.columns);
  whole.clear();
  whole.dataValidation.clear();
  whole.formulas = before.formulas.map((cells) => [...cells]);
  whole.numberFormat = before.numberFormats.map((cells) => [...cells]);
  for (const ruled of before.rules) {
    const { dataValidation } = at(ruled);
    if (ruled.hasRule) {
      dataValidation.rule = ruled.rule;
      dataValidation.ignoreBlanks = ruled.ignoreBlanks;
      dataValidation.errorAlert = ruled.errorAlert;
    }
    if (ruled.prompt.message !== "") dataValidation.prompt = ruled.prompt;
  }
  for (const { row, column, content } of before.notes)
    setNote(sheet, `${columnName(area.column + column)}${area.row + row + 1}`, content);
}

/** Queues that cells look as they did; last of all, so that what Excel may refuse here leaves the rest restored. */
export function restoreLooks(cells: Excel.Range, { looks }: CellsBefore): void {
  if (looks) cells.setCellProperties(looks.map((line) => [...line]));
}

/** Queues a note, in place of one that stands there. */
export function setNote(sheet: Excel.Worksheet, address: string, content: string): void {
  if (!supports("1.18")) return;
  const { notes } = sheet;
  notes.getItemOrNullObject(address).delete();
  notes.add(address, content);
}
