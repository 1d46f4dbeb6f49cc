import type { CellRole } from "./sheetPlan";

/*
 * How cells look, by their role, and the colours of charts: the one place for both, in Excel and in the browser
 * workbook, which gets them with the sheets it opens.
 */

export interface CellLook {
  readonly bold?: true;
  readonly italic?: true;
  readonly underline?: true;
  readonly size?: number;
  readonly color?: string;
  readonly fill?: string;
}

const TEAL = "#0B5A5E";

export const LOOKS: Readonly<Record<CellRole, CellLook>> = {
  title: { bold: true, size: 16, color: TEAL },
  heading: { bold: true, fill: TEAL, color: "#FFFFFF" },
  label: {},
  // Blue on pale yellow: what modellers everywhere take for a cell to type into.
  input: { color: "#1F3FBF", fill: "#FFF9E3" },
  result: {},
  note: { italic: true, color: "#5B6770" },
  total: { bold: true, fill: "#E8F1F1" },
  link: { color: TEAL, underline: true },
};

/** The series of a chart in their order; Excel has colours of its own. */
export const SERIES_COLORS: readonly string[] = ["#0B7A75", "#E39B2D", "#3D5A98", "#B4484A", "#7A8B8C", "#8F6BB0"];

/** Thin lines around the cells of a table, where the sheet's own grid lines are off. */
export const TABLE_LINE = "#DDE3E4";
