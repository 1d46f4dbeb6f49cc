import "./page.css";
import { type CellAccess, cellAccess } from "./grid/cellAccess";
import { createGrid } from "./grid/createGrid";
import { loadAddIn, loadJson } from "./grid/customFunctions";
import type { ExampleWorkbook } from "./grid/exampleWorkbook";

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
  const container = document.getElementById("grid");
  if (!container) throw new Error("the page has no #grid");
  const [addIn, example] = await Promise.all([loadAddIn(), loadJson<ExampleWorkbook>("example.json")]);
  const { model } = await createGrid(container, addIn, example);
  Object.assign(window.ftWorkbook, cellAccess(model));
  document.body.classList.add("ft-ready");
  performance.mark("ft-workbook-ready");
}

window.ftWorkbook = { read: notYet, formula: notYet, write: notYet, locate: notYet, ready: open() };
window.ftWorkbook.ready.catch((error: unknown) => {
  console.error(error);
  const message = document.getElementById("loading");
  if (message)
    message.textContent = `The workbook could not be opened. ${error instanceof Error ? error.message : String(error)}`;
});
