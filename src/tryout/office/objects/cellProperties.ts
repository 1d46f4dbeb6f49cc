import { alike } from "../gridContent";
import { HostError } from "../hostError";
import type { AnyMembers } from "../members";
import { rangeBorder, rangeFill, rangeFont, rangeFormat } from "./rangeFormat";
import { existing, type RangeTarget } from "./targets";

/* The looks of many cells at once, as Range.getCellProperties and Range.setCellProperties carry them: the same members as those of formats. */

type Properties = Readonly<Record<string, unknown>>;

const SIDES = { top: "EdgeTop", bottom: "EdgeBottom", left: "EdgeLeft", right: "EdgeRight" } as const;

const asProperties = (value: unknown): Properties => (typeof value === "object" && value !== null ? value : {}) as Properties;
const cellOf = (target: RangeTarget, row: number, col: number): RangeTarget => ({
  ...target,
  zone: { top: row, bottom: row, left: col, right: col },
});

/** What of each cell is asked for, rows of columns. */
export function cellProperties(target: RangeTarget, asked: unknown): unknown[][] {
  const { book, sheetId, zone } = existing(target);
  const { borders, fill, font, ...format } = asProperties(asProperties(asked).format);
  return book.mapCells(sheetId, zone, ({ row, col }) => {
    const cell = cellOf(target, row, col);
    return {
      format: {
        ...read(rangeFormat, cell, asProperties(format)),
        ...(fill ? { fill: read(rangeFill, cell, asProperties(fill)) } : {}),
        ...(font ? { font: read(rangeFont, cell, asProperties(font)) } : {}),
        ...(borders
          ? {
              borders: Object.fromEntries(
                Object.entries(SIDES).map(([name, side]) => [name, read(rangeBorder, { ...cell, side }, asProperties(borders))]),
              ),
            }
          : {}),
      },
    };
  });
}

function read(members: AnyMembers, target: unknown, asked: Properties): Properties {
  return Object.fromEntries(
    Object.entries(asked).flatMap(([name, isAsked]) => (isAsked === true ? [[name, getter(members, name)(target)]] : [])),
  );
}

/** Gives each cell its look, cells of one look together. */
export function setCellProperties(target: RangeTarget, looks: unknown): void {
  const { zone } = existing(target);
  const isOfSize =
    Array.isArray(looks) &&
    looks.length === zone.bottom - zone.top + 1 &&
    looks.every((line) => Array.isArray(line) && line.length === zone.right - zone.left + 1);
  if (!isOfSize) throw new HostError("InvalidArgument");
  const rows = looks as unknown[][];
  const formats = rows.map((line) => line.map((look) => asProperties(asProperties(look).format)));
  const groups = alike(
    zone,
    formats.map((line) => line.map((format) => JSON.stringify({ ...format, borders: undefined }))),
  );
  for (const [text, zones] of groups) {
    const { fill, font, ...format } = asProperties(JSON.parse(text));
    for (const each of zones) {
      const cells = { ...target, zone: each };
      write(rangeFormat, cells, format);
      write(rangeFill, cells, asProperties(fill));
      write(rangeFont, cells, asProperties(font));
    }
  }
  formats.forEach((line, r) =>
    line.forEach(({ borders }, c) => {
      const cell = cellOf(target, zone.top + r, zone.left + c);
      for (const [name, look] of Object.entries(asProperties(borders))) {
        const side = SIDES[name as keyof typeof SIDES];
        if (!side) throw new HostError("NotImplemented", `the browser workbook has no borders ${name}`);
        // The kind of a line before its weight and colour, which only a line has.
        const { style, ...others } = asProperties(look);
        write(rangeBorder, { ...cell, side }, style === undefined ? {} : { style });
        write(rangeBorder, { ...cell, side }, others);
      }
    }),
  );
}

/** What is as it is asked to be is left alone, so that a plain cell stays plain. */
function write(members: AnyMembers, target: unknown, look: Properties): void {
  for (const [name, value] of Object.entries(look)) {
    const set = members.set?.[name];
    if (!set) throw new HostError("ApiNotFound");
    if (getter(members, name)(target) !== value) set(target, value);
  }
}

function getter(members: AnyMembers, name: string): (target: unknown) => unknown {
  const get = members.get?.[name];
  if (!get) throw new HostError("ApiNotFound");
  return get;
}
