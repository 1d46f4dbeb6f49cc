import packageFile from "../../../package.json";
import { SCENARIO_INPUTS } from "../../engine/scenario/inputs";
import { DATE_FORMAT, dayNumber, headings, label, note, title } from "../plannedCells";
import type { SheetPlan } from "../workbookPlan";
import { type CaseBook, CaseRows } from "./caseBook";
import type { CaseInputs, Origin } from "./caseInputs";
import { EXTRA_NAMES, extraInput } from "./extraInputs";
import { INPUT_LABELS } from "./inputLabels";

/** What the figures rest on, source by source, and what computed them. */
export function sourcesSheet(book: CaseBook, inputs: CaseInputs): SheetPlan {
  const sheet = new CaseRows(book, "sources");
  sheet.add(title("Sources"));
  sheet.add(label("Written by FT"), label(packageFile.version), note("the version that laid this workbook out"));
  sheet.add(
    label("Calculated by FT"),
    sheet.computed(1, "FT.VERSION()", { name: "ft_version" }),
    note("the version that calculates it now"),
  );
  sheet.add(
    label("Newest prices known to it"),
    sheet.computed(1, 'FT.VERSION("data")', { numberFormat: DATE_FORMAT, name: "ft_data" }),
    note("date"),
  );
  sheet.add();
  sheet.add(...headings("Source", "As of", "Evidence", "Figures that rest on it"));
  for (const { origin, figures } of grouped(inputs)) {
    sheet.add(
      label(origin.source, { wraps: true }),
      origin.asOf === "" ? null : label(dayNumber(origin.asOf), { numberFormat: DATE_FORMAT, wraps: true }),
      label(origin.evidence, { wraps: true }),
      note(figures.join(", "), { wraps: true }),
    );
  }
  sheet.add();
  sheet.add(
    note(
      "Equations of every line: the documentation of FT.MODEL, FT.CASHFLOWS and FT.SIMULATE; prices of one preset: FT.SOURCE with its key.",
    ),
  );
  return {
    name: book.names.sources,
    block: { title: book.names.sources, rows: sheet.rows, columnWidths: [520, 100, 100, 700] },
    print: { landscape: true, pagesWide: 1, pagesTall: 0 },
  };
}

/** Figures by where they come from, in the order of the assumptions. */
function grouped({ origins }: CaseInputs): { origin: Origin; figures: string[] }[] {
  const groups = new Map<string, { origin: Origin; figures: string[] }>();
  const add = (figure: string, origin: Origin): void => {
    const key = JSON.stringify(origin);
    const group = groups.get(key) ?? { origin, figures: [] };
    groups.set(key, group);
    group.figures.push(figure);
  };
  for (const { name } of SCENARIO_INPUTS) add(INPUT_LABELS[name].replace(/ \(.*\)$/, ""), origins[name]);
  for (const name of EXTRA_NAMES)
    if (extraInput(name).group !== "Constants") add(`${extraInput(name).group}: ${extraInput(name).label}`, origins[name]);
  return [...groups.values()];
}
