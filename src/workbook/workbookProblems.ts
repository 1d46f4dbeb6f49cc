/* What Excel refuses, in words for the user. */

export type WorkbookProblem =
  "protectedSheet" | "missingSheet" | "severalAreas" | "editMode" | "noRoom" | "tooManyCells" | "lostHost" | "noHost" | "refused";

/** Why Excel did not do what was asked, in words for the user. */
export class WorkbookError extends Error {
  constructor(
    readonly problem: WorkbookProblem,
    message: string,
  ) {
    super(message);
    this.name = "WorkbookError";
  }
}

/** Error codes of Excel that have an answer the user can act on. */
const PROBLEMS: Readonly<Record<string, readonly [WorkbookProblem, string]>> = {
  InvalidSelection: [
    "severalAreas",
    "Select one cell or one range of cells: a selection of several areas, or of a shape or chart, does not say where.",
  ],
  InvalidOperationInCellEditMode: ["editMode", "A cell is being edited: press Enter or Esc in the sheet, then try again."],
  AccessDenied: ["protectedSheet", "Excel does not allow changes here: the sheet or the workbook is protected or read-only."],
  ItemNotFound: ["missingSheet", "The sheet no longer exists: choose a place on another one."],
  ItemAlreadyExists: ["refused", "A sheet of that name was added at this moment, perhaps by another pane: insert again."],
  InvalidReference: ["missingSheet", "The place no longer exists: choose another one."],
  MergedRangeConflict: ["refused", "The place holds merged cells: unmerge them, or choose another place."],
  FilteredRangeConflict: ["refused", "The place lies in a filtered range: clear the filter, or choose another place."],
  ConnectionFailure: ["lostHost", "The connection to Excel was lost: close this pane and open it again."],
  HostRestartNeeded: ["lostHost", "Excel must be restarted before add-ins can write to it."],
  ActivityLimitReached: ["lostHost", "Excel has reached its limit of work in progress: wait a moment, then try again."],
};

/** Any error of Excel's as one that says what to do. */
export function asWorkbookError(error: unknown): WorkbookError {
  if (error instanceof WorkbookError) return error;
  const { code, message } = error as { code?: unknown; message?: unknown };
  const known = typeof code === "string" ? PROBLEMS[code] : undefined;
  if (known) return new WorkbookError(known[0], known[1]);
  // Nothing names a formula Excel cannot read; the functions' own file may not be loaded yet.
  if (code === "InvalidArgument")
    return new WorkbookError("refused", "Excel cannot read a formula of this block: is the add-in loaded?");
  return new WorkbookError("refused", `Excel refused: ${typeof message === "string" ? message : String(error)}`);
}
