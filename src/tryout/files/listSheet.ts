import { zoneAddress } from "../office/addresses";
import { addContentType, addRelationship, element, ownXml, setLinkId, SHEET_NAMESPACE, xmlText } from "./xmlParts";
import type { Parts } from "./zipPackage";

/* A hidden sheet with lists of choices, each in a column, for cells whose list is too long to stand in the cell. */

interface ListSheet {
  readonly name: string;
  /** The place of the sheet in the workbook. */
  readonly number: number;
  readonly lists: readonly (readonly string[])[];
}

/** A name that no sheet has. */
export function listSheetName(taken: readonly string[]): string {
  for (let i = 1; ; i++) {
    const name = i === 1 ? "FT_lists" : `FT_lists${i}`;
    if (!taken.some((each) => each.toLowerCase() === name.toLowerCase())) return name;
  }
}

export function addListSheet(parts: Parts, { name, number, lists }: ListSheet): void {
  const path = `xl/worksheets/sheet${number}.xml`;
  const sheet = ownXml(`<worksheet xmlns="${SHEET_NAMESPACE}"><sheetData/></worksheet>`);
  const make = (name: string) => sheet.createElementNS(SHEET_NAMESPACE, name);
  const rows = Math.max(...lists.map((list) => list.length));
  for (let r = 0; r < rows; r++) {
    const row = make("row");
    row.setAttribute("r", String(r + 1));
    lists.forEach((list, c) => {
      const cell = make("c");
      cell.setAttribute("r", zoneAddress({ top: r, bottom: r, left: c, right: c }));
      if (list[r] !== undefined) {
        cell.setAttribute("t", "inlineStr");
        const [item, text] = [make("is"), make("t")];
        text.textContent = list[r];
        item.append(text);
        cell.append(item);
      }
      row.append(cell);
    });
    element(sheet, "sheetData")?.append(row);
  }
  parts.set(path, xmlText(sheet));
  addContentType(parts, path, "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml");
  const workbook = ownXml(parts.get("xl/workbook.xml") ?? "");
  const entry = workbook.createElementNS(SHEET_NAMESPACE, "sheet");
  for (const [attribute, value] of Object.entries({ name, sheetId: String(number + 1), state: "hidden" }))
    entry.setAttribute(attribute, value);
  setLinkId(entry, addRelationship(parts, "xl/workbook.xml", "worksheet", `worksheets/sheet${number}.xml`));
  element(workbook, "sheets")?.append(entry);
  parts.set("xl/workbook.xml", xmlText(workbook));
}
