import "./page.css";
import { type CellAccess, cellAccess } from "./grid/cellAccess";
import { createGrid } from "./grid/createGrid";
import { loadAddIn, loadJson } from "./grid/customFunctions";
import { Changes } from "./files/changes";
import { addFileMenu, showFileButtons } from "./files/fileCommands";
import { kept } from "./files/keptWorkbook";
import { type WorkbookFiles, workbookFiles } from "./files/workbookFiles";
import { type ExampleWorkbook, workbookData } from "./grid/exampleWorkbook";
import { focusGrid, isEditingCell } from "./grid/keyboard";
import { notifications } from "./grid/notifications";
import { hostOf, type HostProfile } from "./hosts/profiles";
import { openOffice } from "./office/openOffice";
import { addOfficePlugins } from "./office/plugins";

/** What tests and the console get; the cells can be reached once `ready` is fulfilled. */
type FtWorkbook = CellAccess & { readonly ready: Promise<void> };

declare global {
  interface Window {
    ftWorkbook: FtWorkbook;
  }
}

const notYet = (): never => {
  throw new Error("the workbook is still loading: await ftWorkbook.ready");
};

async function open(): Promise<void> {
  const [container, ribbon, pane, fileButtons, state] = ["grid", "ribbon", "office-pane", "files", "kept"].map((id) => {
    const element = document.getElementById(id);
    if (!element) throw new Error(`the page has no #${id}`);
    return element;
  });
  addOfficePlugins();
  const host = hostOf(location.search);
  showHost(host);
  const [addIn, example, restored, office] = await Promise.all([
    loadAddIn(host),
    loadJson<ExampleWorkbook>("example.json"),
    kept().catch(() => undefined),
    openOffice({ grid: container, ribbon, pane, focusGrid, isEditing: isEditingCell, host }),
  ]);
  // The fast way is to call the functions in this page; `?runtime=office` calls them as Excel does, in the pane's.
  const viaRuntime = new URLSearchParams(location.search).get("runtime") === "office";
  const changes = new Changes();
  // The menu is there before the workbook that its commands are about.
  const files: Partial<WorkbookFiles> = {};
  addFileMenu(files);
  const { model } = await createGrid(container, {
    addIn: viaRuntime ? office.runtimeAddIn(addIn.metadata) : addIn,
    host,
    data: [...(restored ? [() => restored.data] : []), () => workbookData(example)],
    changes,
  });
  office.connect(model);
  const showState = (text: string) => {
    state.textContent = text;
  };
  showFileButtons(fileButtons, Object.assign(files, workbookFiles({ model, changes, fileName: restored?.fileName, showState })));
  if (restored) showState("Kept in this browser");
  if (restored?.notice) notifications.notifyUser({ text: restored.notice });
  Object.assign(window.ftWorkbook, cellAccess(model));
  document.body.classList.add("ft-ready");
  performance.mark("ft-workbook-ready");
}

/** Says in the bar which Excel the page imitates, where it is not the usual one. */
function showHost({ name, title }: HostProfile): void {
  const mark = document.getElementById("host");
  if (!mark || name === "web") return;
  mark.textContent = `As ${title}`;
  mark.hidden = false;
}

window.ftWorkbook = { read: notYet, formula: notYet, write: notYet, locate: notYet, ready: open() };
window.ftWorkbook.ready.catch((error: unknown) => {
  console.error(error);
  const message = document.getElementById("loading");
  if (message)
    message.textContent = `The workbook could not be opened. ${error instanceof Error ? error.message : String(error)}`;
});
