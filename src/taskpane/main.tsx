/*
 * The page of the shared runtime. functions.js registers before this file runs; this file only waits until the pane
 * is shown. Formulas must never wait for the pane's code.
 */
import { createRoot } from "react-dom/client";
import { Welcome } from "./Welcome";

void Office.onReady(() => {
  const root = document.getElementById("pane");
  if (root) createRoot(root).render(<Welcome />);
});
