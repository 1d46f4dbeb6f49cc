import { heading, headings, label, note, title } from "../plannedCells";
import type { CellRole } from "../sheetPlan";
import type { SheetPlan } from "../workbookPlan";
import { type CaseBook, CaseRows } from "./caseBook";
import { type ModelLine, MODEL_SECTIONS } from "./modelLines";

const AMOUNT_COLUMN = 1;
const FT_COLUMN = 3;
const OUTPUT_COLUMN = 4;
const FAULT_COLUMN = 5;

/** A month's costs and savings line by line, each beside what FT.MODEL says it is. */
export function modelSheet(book: CaseBook): SheetPlan {
  const sheet = new CaseRows(book, "model");
  sheet.add(title("Model: the first month, line by line"));
  sheet.add(
    note(
      "Worked out line by line from the assumptions; beside it what FT.MODEL gives for the same. Costs and savings are positive, a loss is below 0.",
    ),
  );
  sheet.add();
  sheet.add(...headings("Line", "Amount", "Unit", "FT.MODEL", "FT's name", "Differs (1 yes)"));
  const first = sheet.next;
  for (const [section, lines] of MODEL_SECTIONS) {
    sheet.add(...[section, "", "", "", "", ""].map((text) => heading(text)));
    for (const line of lines) addLine(sheet, line);
  }
  book.define("model_faults", "model", { row: first, column: FAULT_COLUMN }, sheet.next - first, 1);
  return {
    name: book.names.model,
    block: {
      title: book.names.model,
      rows: sheet.rows,
      columnWidths: [330, 130, 120, 130, 200, 110],
      frozenRows: first,
    },
    print: { landscape: false, pagesWide: 1, pagesTall: 0, repeatedRows: first },
  };
}

function addLine(sheet: CaseRows, { name, label: text, formula, unit, format, output, isTotal }: ModelLine): void {
  const role: CellRole = isTotal ? "total" : "result";
  const row = sheet.next;
  const amount = sheet.computed(AMOUNT_COLUMN, formula, { name, role, numberFormat: format });
  const cells = [{ ...label(text), ...(isTotal ? { role } : {}) }, amount, note(unit)];
  if (output === undefined) {
    sheet.add(...cells);
    return;
  }
  sheet.book.define(`${name}_by_ft`, "model", { row, column: FT_COLUMN });
  sheet.book.define(`${name}_output`, "model", { row, column: OUTPUT_COLUMN });
  const byFt = `[${name}_by_ft|]`;
  const own = `[${name}|]`;
  sheet.add(
    ...cells,
    sheet.computed(FT_COLUMN, `IFNA(FT.MODEL([scenario],[${name}_output|]),"never")`, { numberFormat: format, twin: own }),
    note(output),
    sheet.computed(
      FAULT_COLUMN,
      `IF(ISERROR(${byFt}),1,IF(AND(ISNUMBER(${own}),ISNUMBER(${byFt})),IF(ABS(${own}-${byFt})<=[check_tolerance]*MAX(1,ABS(${own})),0,1),IF(${own}=${byFt},0,1)))`,
    ),
  );
}
