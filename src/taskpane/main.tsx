/*
 * The page of the shared runtime. functions.js registers before this file runs; this file only waits until the pane
 * is shown and then fetches its code. Formulas must never wait for the pane.
 */

/** What onReady tells of a shared runtime, missing from the published types. */
interface SharedRuntimeInfo {
  readonly addin?: { readonly visibilityMode?: string } | null;
}

async function openPane(connected: boolean): Promise<void> {
  const root = document.getElementById("pane");
  if (!root || root.dataset.open) return;
  root.dataset.open = "yes";
  try {
    const { renderPane } = await import(/* webpackChunkName: "pane" */ "./renderPane");
    renderPane(root, connected);
  } catch {
    delete root.dataset.open;
    const again = document.createElement("button");
    again.textContent = "Try again";
    again.addEventListener("click", () => void openPane(connected));
    root.replaceChildren("The pane could not be loaded: check the connection. Formulas go on working. ", again);
  }
}

function isOnScreen(): boolean {
  return document.visibilityState === "visible" && window.innerWidth > 0 && window.innerHeight > 0;
}

/** Excel starts the runtime hidden when a workbook only calculates: then the pane waits for its first showing. */
function whenShown(startedHidden: boolean, show: () => void): void {
  if (!startedHidden && isOnScreen()) return show();
  const showOnScreen = () => {
    if (isOnScreen()) show();
  };
  document.addEventListener("visibilitychange", showOnScreen);
  window.addEventListener("resize", showOnScreen);
  if (Office.context.requirements?.isSetSupported("SharedRuntime", "1.1")) {
    const listening = Office.addin.onVisibilityModeChanged(({ visibilityMode }) => {
      if (visibilityMode === Office.VisibilityMode.taskpane) show();
    });
    // It may have been shown while the library was still starting, before anyone listened.
    listening.then(showOnScreen, showOnScreen);
  }
}

if (typeof Office === "undefined") {
  void openPane(false);
} else {
  void Office.onReady((info) => {
    const connected = info.host === Office.HostType.Excel;
    const startedHidden = (info as SharedRuntimeInfo).addin?.visibilityMode === "Hidden";
    whenShown(startedHidden, () => void openPane(connected));
  });
}
