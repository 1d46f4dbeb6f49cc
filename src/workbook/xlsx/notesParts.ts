import { cellText, DECLARATION, element, MAIN } from "./xml";

/* Notes on cells: their text in one part, the boxes that show it in another, in the drawing language Excel had before. */

export interface SheetNote {
  readonly address: string;
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

const AUTHOR = "FT";
const COLUMNS_WIDE = 4;
const CHARACTERS_A_LINE = 42;
const LEAST_ROWS = 3;
const MOST_ROWS = 14;

/** xl/commentsN.xml */
export function commentsXml(notes: readonly SheetNote[]): string {
  const comments = notes.map(({ address, text }) =>
    element(
      "comment",
      { ref: address, authorId: 0 },
      element("text", {}, element("r", {}, `<t xml:space="preserve">${cellText(text)}</t>`)),
    ),
  );
  const authors = element("authors", {}, element("author", {}, AUTHOR));
  return DECLARATION + element("comments", { xmlns: MAIN }, authors, element("commentList", {}, ...comments));
}

/** xl/drawings/vmlDrawingN.vml: a hidden box for each note, right of its cell. */
export function notesDrawing(notes: readonly SheetNote[], sheetNumber: number): string {
  const shapes = notes.map(({ row, column, text }, i) => {
    const rows = Math.min(MOST_ROWS, Math.max(LEAST_ROWS, lineCount(text) + 1));
    const first = Math.max(0, row - 1);
    const anchor = [column + 1, 12, first, 4, column + 1 + COLUMNS_WIDE, 12, first + rows, 4].join(", ");
    return element(
      "v:shape",
      {
        id: `_x0000_s${sheetNumber * 1024 + 1 + i}`,
        type: "#_x0000_t202",
        style: `position:absolute;z-index:${i + 1};visibility:hidden`,
        fillcolor: "#ffffe1",
        "o:insetmode": "auto",
      },
      element("v:fill", { color2: "#ffffe1" }),
      element("v:shadow", { color: "black", obscured: "t" }),
      element("v:path", { "o:connecttype": "none" }),
      element("v:textbox", { style: "mso-direction-alt:auto" }, '<div style="text-align:left"></div>'),
      element(
        "x:ClientData",
        { ObjectType: "Note" },
        "<x:MoveWithCells/><x:SizeWithCells/>",
        element("x:Anchor", {}, anchor),
        element("x:AutoFill", {}, "False"),
        element("x:Row", {}, String(row)),
        element("x:Column", {}, String(column)),
      ),
    );
  });
  const layout = element("o:shapelayout", { "v:ext": "edit" }, element("o:idmap", { "v:ext": "edit", data: sheetNumber }));
  const type = element(
    "v:shapetype",
    { id: "_x0000_t202", coordsize: "21600,21600", "o:spt": 202, path: "m,l,21600r21600,l21600,xe" },
    element("v:stroke", { joinstyle: "miter" }),
    element("v:path", { gradientshapeok: "t", "o:connecttype": "rect" }),
  );
  const namespaces = {
    "xmlns:v": "urn:schemas-microsoft-com:vml",
    "xmlns:o": "urn:schemas-microsoft-com:office:office",
    "xmlns:x": "urn:schemas-microsoft-com:office:excel",
  };
  return element("xml", namespaces, layout, type, ...shapes);
}

const lineCount = (text: string): number =>
  text.split("\n").reduce((lines, line) => lines + Math.max(1, Math.ceil(line.length / CHARACTERS_A_LINE)), 0);
