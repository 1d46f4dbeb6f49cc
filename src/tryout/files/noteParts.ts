import type { NoteGetters } from "../grid/notes";
import { zoneAddress } from "../office/addresses";
import { addContentType, addRelationship, element, ownXml, setLinkId, SHEET_NAMESPACE, xmlText } from "./xmlParts";
import type { Parts } from "./zipPackage";

/* Notes on cells: the grid has none, so its export has none. Excel keeps the text in one part and the box in another. */

interface SheetNotes {
  readonly parts: Parts;
  readonly sheet: Document;
  readonly path: string;
  /** Names the parts. */
  readonly number: number;
  readonly notes: ReturnType<NoteGetters["getNotes"]>;
}

const COLUMNS_WIDE = 4;
const LETTERS_A_LINE = 44;

export function addNoteParts({ parts, sheet, path, number, notes }: SheetNotes): void {
  const document = ownXml(`<comments xmlns="${SHEET_NAMESPACE}"><authors><author>FT</author></authors><commentList/></comments>`);
  const list = element(document, "commentList") as Element;
  for (const { range, text } of notes) {
    const make = (name: string) => document.createElementNS(SHEET_NAMESPACE, name);
    const [comment, words, content] = [make("comment"), make("text"), make("t")];
    comment.setAttribute("ref", zoneAddress(range.zone));
    comment.setAttribute("authorId", "0");
    content.setAttribute("xml:space", "preserve");
    content.textContent = text;
    words.append(content);
    comment.append(words);
    list.append(comment);
  }
  parts.set(`xl/comments${number}.xml`, xmlText(document));
  addContentType(parts, `xl/comments${number}.xml`, "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml");
  parts.set(`xl/drawings/notes${number}.vml`, boxes(notes, number));
  addContentType(parts, "vml", "application/vnd.openxmlformats-officedocument.vmlDrawing");
  addRelationship(parts, path, "comments", `../comments${number}.xml`);
  const id = addRelationship(parts, path, "vmlDrawing", `../drawings/notes${number}.vml`);
  const drawing = sheet.createElementNS(SHEET_NAMESPACE, "legacyDrawing");
  setLinkId(drawing, id);
  const after = element(sheet, "drawing");
  const before = element(sheet, "tableParts");
  if (after) after.after(drawing);
  else if (before) before.before(drawing);
  else sheet.documentElement.append(drawing);
}

/** Hidden boxes beside their cells, high enough for what they say. */
function boxes(notes: SheetNotes["notes"], number: number): string {
  const shapes = notes.map(({ range: { zone }, text }, i) => {
    const lines = text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / LETTERS_A_LINE)), 1);
    const place = [zone.left + 1, 12, zone.top, 2, zone.left + 1 + COLUMNS_WIDE, 12, zone.top + lines, 2].join();
    return `<v:shape id="_x0000_s${number * 1024 + i + 1}" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:textbox style="mso-direction-alt:auto"/><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${place}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${zone.top}</x:Row><x:Column>${zone.left}</x:Column></x:ClientData></v:shape>`;
  });
  return `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="${number}"/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>${shapes.join("")}</xml>`;
}
