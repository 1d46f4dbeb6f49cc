import { INPUT_DESCRIPTIONS } from "../../engine/scenario/inputDescriptions";
import { type NumberInputName, SCENARIO_INPUTS } from "../../engine/scenario/inputs";
import { DATE_FORMAT, dayNumber, heading, headings, input, label, note, title } from "../plannedCells";
import type { PlannedCell } from "../sheetPlan";
import type { SheetPlan } from "../workbookPlan";
import { type CaseBook, CaseRows, type Row } from "./caseBook";
import type { CaseInputs, Origin } from "./caseInputs";
import { EXTRA_GROUPS, EXTRA_NAMES, extraInput } from "./extraInputs";
import { caseFormat } from "./formats";
import { INPUT_LABELS } from "./inputLabels";
import { OPTION_PARTS, OPTIONS } from "./options";

/** Label, name, value, unit; low, likely, high; source, day, evidence. */
const HEADINGS = ["Assumption", "FT's name", "Value", "Unit", "Low", "Likely", "High", "Source", "As of", "Evidence"];
const VALUE = 2;
const LOW = 4;

const groupRow = (text: string): Row => HEADINGS.map((_, i) => heading(i === 0 ? text : ""));

/** Every input of the case, and nothing else: all other sheets read this one. */
export function assumptionsSheet(book: CaseBook, inputs: CaseInputs): SheetPlan {
  const sheet = new CaseRows(book, "assumptions");
  sheet.add(title(`Assumptions: ${inputs.title}`));
  sheet.add(
    note(
      "Change the blue cells: every other sheet follows. Costs are positive; yearly changes are below 0 for a fall. Low and high are what a value may well be. Evidence is measured, published, estimated or typed.",
    ),
  );
  book.define("date", "assumptions", { row: sheet.next, column: VALUE });
  sheet.add(
    label("Day of this case: prices are judged on it"),
    null,
    input(dayNumber(inputs.date), { numberFormat: DATE_FORMAT }),
    note("date"),
  );
  sheet.add();
  sheet.add(...headings(...HEADINGS));
  const first = sheet.next;
  let group = "";
  for (const definition of SCENARIO_INPUTS) {
    const { name, unit } = definition;
    const { group: ofInput } = INPUT_DESCRIPTIONS[name];
    if (ofInput !== group) sheet.add(...groupRow((group = ofInput)));
    const value = inputs.scenario[name];
    const isDay = unit === "date" && /^\d{4}-\d\d-\d\d$/.test(String(value));
    const row = sheet.next;
    book.define(name, "assumptions", { row, column: VALUE });
    sheet.add(
      label(INPUT_LABELS[name]),
      note(name),
      input(isDay ? dayNumber(String(value)) : value, {
        numberFormat: isDay ? DATE_FORMAT : caseFormat(unit, value),
      }),
      note(unit),
      ...rangeCells(sheet, inputs, name as NumberInputName, unit),
      ...originCells(inputs.origins[name]),
    );
  }
  const scenarioRows = sheet.next - first;
  book.define("scenario", "assumptions", { row: first, column: 1 }, scenarioRows, 2);
  book.define("input_names_head", "assumptions", { row: first - 1, column: 1 });
  book.define("input_labels", "assumptions", { row: first, column: 0 }, scenarioRows);
  book.define("input_names", "assumptions", { row: first, column: 1 }, scenarioRows);

  for (const extraGroup of EXTRA_GROUPS) {
    sheet.add();
    sheet.add(...groupRow(extraGroup));
    for (const name of EXTRA_NAMES.filter((candidate) => extraInput(candidate).group === extraGroup)) {
      const { label: text, unit } = extraInput(name);
      const value = inputs.extras[name];
      book.define(name, "assumptions", { row: sheet.next, column: VALUE });
      sheet.add(
        label(text),
        null,
        input(value, { numberFormat: caseFormat(unit, value) }),
        note(unit),
        ...[null, null, null],
        ...originCells(inputs.origins[name]),
      );
    }
  }

  sheet.add();
  sheet.add(heading("What each option uses (1 yes, 0 no)"), heading(""), ...OPTIONS.map(({ name }) => heading(name)));
  for (const [part, { label: text, uses }] of Object.entries(OPTION_PARTS)) {
    book.define(part, "assumptions", { row: sheet.next, column: VALUE });
    OPTIONS.forEach(({ key }, i) => book.define(`${part}_of_${key}`, "assumptions", { row: sheet.next, column: VALUE + i }));
    sheet.add(label(text), null, ...OPTIONS.map(({ key }) => input(uses.includes(key) ? 1 : 0)));
  }
  return {
    name: book.names.assumptions,
    block: {
      title: book.names.assumptions,
      rows: sheet.rows,
      columnWidths: [330, 190, 120, 150, 100, 100, 100, 420, 90, 90],
      frozenRows: first,
    },
    print: { landscape: true, pagesWide: 1, pagesTall: 0, repeatedRows: first },
  };
}

function rangeCells(sheet: CaseRows, inputs: CaseInputs, name: NumberInputName, unit: string): Row {
  const range = inputs.ranges[name];
  if (range === undefined) return [null, null, null];
  const end = (value: number): PlannedCell => input(value, { numberFormat: caseFormat(unit, value) });
  sheet.book.define(`low_of_${name}`, "assumptions", { row: sheet.next, column: LOW });
  sheet.book.define(`high_of_${name}`, "assumptions", { row: sheet.next, column: LOW + 2 });
  const likely = sheet.computed(LOW + 1, `[${name}]`, { numberFormat: caseFormat(unit, Number(inputs.scenario[name])) });
  return [end(range[0]), likely, end(range[1])];
}

function originCells({ source, asOf, evidence }: Origin): Row {
  return [note(source), asOf === "" ? null : label(dayNumber(asOf), { numberFormat: DATE_FORMAT }), label(evidence)];
}
