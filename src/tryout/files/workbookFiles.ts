import { Model } from "@odoo/o-spreadsheet";
import { notifications } from "../grid/notifications";
import type { Changes } from "./changes";
import { FileRefused, requireReasonableSize } from "./fileRefused";
import { forget, isTheKeepingWindow, keep, type KeptWorkbook } from "./keptWorkbook";
import type { WorkbookData } from "./readWorkbook";

/*
 * The workbook leaves the page and comes back: as an .xlsx file, as CSV, and kept in this browser while it is worked on. A file
 * that is opened is read and calculated before anything is replaced; then the page starts anew with it, as Excel does.
 */

const QUIET_MS = 1000;
const XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const FIRST_FILE_NAME = "FT workbook.xlsx";

export interface WorkbookFiles {
  open(): void;
  download(): void;
  downloadCsv(): void;
  startOver(): void;
}

interface Page {
  readonly model: Model;
  readonly changes: Changes;
  /** Of the file that the sheets were opened from. */
  readonly fileName?: string;
  /** Tells the user where the changes are. */
  readonly showState: (text: string) => void;
}

export function workbookFiles({ model, changes, fileName = FIRST_FILE_NAME, showState }: Page): WorkbookFiles {
  let isLeavingOnPurpose = false;
  window.addEventListener("beforeunload", (event) => {
    if (!isLeavingOnPurpose && changes.areInNoFile(model)) event.preventDefault();
  });
  const keeper = keepChanges({ model, changes, fileName, showState });
  const startAnew = () => {
    isLeavingOnPurpose = true;
    keeper.stop();
    location.reload();
  };

  async function openFile(file: File): Promise<void> {
    requireReasonableSize(file.name, file.size);
    const [{ readWorkbook }, bytes] = await Promise.all([
      import(/* webpackChunkName: "read-file" */ "./readWorkbook"),
      file.arrayBuffer(),
    ]);
    const { data, leftOut } = readWorkbook(file.name, new Uint8Array(bytes));
    requireCalculable(file.name, data);
    if (!(await keeper.isKeeping))
      throw new FileRefused(
        "These sheets are open in another window of this browser: open the file there, or close that window.",
      );
    if (
      changes.areInNoFile(model) &&
      !window.confirm(`Open ${file.name}? The sheets shown now are replaced, and what you changed in them is in no file yet.`)
    )
      return;
    const notice = `Opened ${file.name}.${leftOut.length > 0 ? ` Not taken over: ${leftOut.join(", ")}.` : ""}`;
    await keep({ data, fileName: file.name, notice });
    startAnew();
  }

  return {
    open: () => chooseFile((file) => void openFile(file).catch((error: unknown) => sayWhy(error, file.name))),
    download: () =>
      void (async () => {
        const { writeWorkbook } = await import(/* webpackChunkName: "write-file" */ "./writeWorkbook");
        saveFile(fileName, new Blob([await writeWorkbook(model)], { type: XLSX_TYPE }));
        changes.markInFile();
      })().catch((error: unknown) => sayWhy(error, fileName)),
    downloadCsv: () =>
      void (async () => {
        const { sheetAsCsv } = await import(/* webpackChunkName: "write-csv" */ "./csv");
        const sheetId = model.getters.getActiveSheetId();
        const csv = sheetAsCsv(model, sheetId);
        saveFile(`${model.getters.getSheetName(sheetId)}.csv`, new Blob([csv], { type: "text/csv;charset=utf-8" }));
      })().catch((error: unknown) => sayWhy(error, "the sheet")),
    startOver: () => {
      if (
        !window.confirm(
          "Start over with the example? The sheets shown now are removed from this browser. What you want to keep, download first.",
        )
      )
        return;
      keeper.stop();
      void forget()
        .then(startAnew)
        .catch((error: unknown) => sayWhy(error, "the workbook"));
    },
  };
}

function sayWhy(error: unknown, name: string): void {
  if (error instanceof FileRefused) return notifications.raiseError(error.message);
  console.error(error);
  notifications.raiseError(`${name}: ${error instanceof Error ? error.message : String(error)}`);
}

/** What the grid cannot hold is found out before anything is replaced by it. */
function requireCalculable(name: string, data: WorkbookData): void {
  try {
    new Model(structuredClone(data));
  } catch (error) {
    console.warn(error);
    throw new FileRefused(`${name} cannot be shown here: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function keepChanges({ model, changes, fileName, showState }: Required<Page>) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;
  const isKeeping = isTheKeepingWindow().catch(() => false);
  async function keepNow(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (isStopped) return;
    if (!(await isKeeping)) return showState("Not kept: open in another window");
    try {
      const kept: KeptWorkbook = { data: model._exportData(false), fileName };
      await keep(kept);
      showState("Kept in this browser");
    } catch (error) {
      console.warn(error);
      showState("Not kept: this browser keeps nothing for this page");
    }
  }
  changes.onChange(() => {
    clearTimeout(timer);
    timer = setTimeout(() => void keepNow(), QUIET_MS);
  });
  // A window may be closed or a phone put away without another word.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && timer !== undefined) void keepNow();
  });
  return {
    isKeeping,
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

function chooseFile(onChosen: (file: File) => void): void {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = `.xlsx,${XLSX_TYPE}`;
  input.hidden = true;
  // On the page, as one that nothing refers to may be gone before a file is chosen.
  document.body.append(input);
  input.addEventListener("cancel", () => input.remove());
  input.addEventListener("change", () => {
    const file = input.files?.[0];
    input.remove();
    if (file) onChosen(file);
  });
  input.click();
}

function saveFile(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser has taken hold of it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
