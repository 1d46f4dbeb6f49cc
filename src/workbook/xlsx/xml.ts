/* XML as text: the few things that the parts of a workbook need. */

export const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign]);

/** One half of a pair that stands for one character, alone: no encoding has a place for it. */
const HALF_CHARACTER = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/**
 * Text of a cell: XML holds no control characters, so they are written as _xHHHH_, as Excel does; text that reads like
 * such a mark keeps its underscore as one.
 */
export function cellText(text: string): string {
  return escaped(
    text
      .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")
      // eslint-disable-next-line no-control-regex -- these are the ones to write otherwise
      .replace(/[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/g, (sign) => `_x${hex(sign)}_`)
      .replace(HALF_CHARACTER, "\uFFFD"),
  );
}

const hex = (sign: string): string => sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");

/** Text of an attribute or a part that is no cell: control characters are left out. */
export function plainText(text: string): string {
  // eslint-disable-next-line no-control-regex -- XML 1.0 cannot hold them
  return escaped(text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, "").replace(HALF_CHARACTER, "\uFFFD"));
}

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element; attributes that are undefined are left out, and so is the closing tag of an empty one. */
export function element(name: string, attributes: Attributes, ...content: readonly string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${plainText(String(value)).replaceAll("\n", "&#10;")}"`)
    .join("");
  const inside = content.join("");
  return inside === "" ? `<${name}${written}/>` : `<${name}${written}>${inside}</${name}>`;
}

/** A number as XML and Excel read it: seventeen digits at most, never -0. */
export const numberText = (value: number): string => String(value === 0 ? 0 : value);

const RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships";
export const OFFICE_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
export const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

export interface Relationship {
  readonly type: string;
  readonly target: string;
}

/** What a part refers to, as rId1, rId2 … in their order. */
export function relationships(list: readonly Relationship[]): string {
  const entries = list.map(({ type, target }, i) => {
    const Type = type.includes("/") ? type : `${OFFICE_RELATIONSHIPS}/${type}`;
    return element("Relationship", { Id: `rId${i + 1}`, Type, Target: target });
  });
  return DECLARATION + element("Relationships", { xmlns: RELATIONSHIPS }, ...entries);
}
