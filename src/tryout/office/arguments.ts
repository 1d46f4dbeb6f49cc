import { HostError } from "./hostError";

/* Arguments as they come off the wire, checked as Excel checks them. */

export function text(value: unknown): string {
  if (typeof value !== "string") throw new HostError("InvalidArgument");
  return value;
}

export function optionalText(value: unknown): string | undefined {
  return value === null || value === undefined ? undefined : text(value);
}

export function number(value: unknown): number {
  if (typeof value !== "number" || !Number.isFinite(value)) throw new HostError("InvalidArgument");
  return value;
}

export function integer(value: unknown): number {
  if (!Number.isInteger(value)) throw new HostError("InvalidArgument");
  return value as number;
}

export function flag(value: unknown): boolean {
  if (typeof value !== "boolean") throw new HostError("InvalidArgument");
  return value;
}

/** One of Excel's options, in any case, as it is written in the list. */
export function option<Option extends string>(value: unknown, options: readonly Option[]): Option {
  const found = options.find((each) => typeof value === "string" && each.toLowerCase() === value.toLowerCase());
  if (!found) throw new HostError("InvalidArgument");
  return found;
}

/** "#RRGGBB"; Excel also takes the names of HTML colors. */
export function color(value: unknown): string {
  const given = text(value).trim();
  const short = /^#?([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(given);
  if (short)
    return `#${short
      .slice(1)
      .map((digit) => digit + digit)
      .join("")}`.toUpperCase();
  if (/^#?[0-9a-f]{6}$/i.test(given)) return `#${given.replace("#", "")}`.toUpperCase();
  const named = NAMED_COLORS[given.toLowerCase()];
  if (!named) throw new HostError("InvalidArgument");
  return named;
}

const NAMED_COLORS: Readonly<Record<string, string>> = {
  black: "#000000",
  white: "#FFFFFF",
  red: "#FF0000",
  green: "#008000",
  blue: "#0000FF",
  yellow: "#FFFF00",
  orange: "#FFA500",
  gray: "#808080",
  grey: "#808080",
};

/** Values for a range: rows of columns of exactly its size, or one value for every cell. */
export function cellValues(
  value: unknown,
  rows: number,
  columns: number,
  sizeMessage: string,
): (row: number, column: number) => unknown {
  if (!Array.isArray(value)) return () => value;
  const lines = value as unknown[];
  if (lines.length !== rows || lines.some((line) => !Array.isArray(line) || line.length !== columns))
    throw new HostError("InvalidArgument", sizeMessage);
  return (row, column) => (lines[row] as unknown[])[column];
}
