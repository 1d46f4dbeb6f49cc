import { createRoot } from "react-dom/client";
import { Pane } from "./Pane";
import "./pane.css";

/** Draws the pane; the first and only entry from the page that loads it. */
export function renderPane(root: HTMLElement, connected: boolean): void {
  createRoot(root).render(<Pane connected={connected} />);
}
