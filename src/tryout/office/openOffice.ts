import type { Model } from "@odoo/o-spreadsheet";
import type { AddIn, Metadata } from "../grid/customFunctions";
import type { HostProfile } from "../hosts/profiles";
import { appContext, paneUrl } from "./appContext";
import { FunctionRuntime } from "./functionRuntime";
import { readButton, showButton } from "./manifestRibbon";
import "./office.css";
import { addNotesToLibrary } from "./newestMembers";
import { OfficeHost } from "./officeHost";
import { PaneConversation } from "./paneConversation";
import { createPaneFrame } from "./paneFrame";
import type { RuntimeState } from "./services";

/*
 * Excel on the web around the grid: the add-in's button in the bar, its page in a frame beside the grid, and the host
 * that answers it. The page runs from the start, hidden, as a shared runtime does; the button only shows it.
 */

/** The copy that takes office.js from this server; `?office=cdn` opens the page as it was built. */
const PANE_PAGE = "taskpane.html?office-js";
const BUILT_PANE_PAGE = "taskpane.html?built";
const VISIBILITY_CHANGED = 65539;
const EVENT_CATEGORY = 65536;

export interface OfficeElements {
  readonly ribbon: HTMLElement;
  readonly pane: HTMLElement;
  readonly grid: HTMLElement;
  /** Takes the keyboard when it leaves the pane. */
  readonly focusGrid: () => void;
  readonly isEditing: () => boolean;
  /** The Excel that is imitated. */
  readonly host: HostProfile;
}

export interface Office {
  /** Starts the add-in on the workbook. */
  connect(model: Model): void;
  /** The add-in's functions, called in its own runtime instead of in this page. */
  runtimeAddIn(metadata: Metadata): AddIn;
}

/** The add-in of manifest.xml, beside a grid that is made meanwhile. */
export async function openOffice(elements: OfficeElements): Promise<Office> {
  const response = await fetch("manifest.xml");
  if (!response.ok) throw new Error(`manifest.xml: ${response.status} ${response.statusText}`);
  const button = readButton(await response.text(), location.href);
  const profile = elements.host;
  const addInId = `{${button.addInId}}`;
  let host: OfficeHost | undefined;
  let functions: FunctionRuntime | undefined;
  let functionsAreReady = false;
  let startState: RuntimeState = "Background";

  const pane = createPaneFrame(elements.pane, button.displayName, () => {
    hidePane();
    ribbonButton.focus();
  });
  const conversation = new PaneConversation(
    () => pane.frame.contentWindow,
    () =>
      appContext({
        addInId,
        isVisible: pane.isShown,
        settings: host?.book.documentSettings ?? {},
        requirementSets: profile.requirementSets,
      }),
    {
      answer: (request, flags) => connected().answerText(request, flags),
      loadSettings: () => connected().book.documentSettings,
      saveSettings: (settings) => connected().book.saveDocumentSettings(settings),
      onFocusLeaves: (direction) => (direction === "backward" ? ribbonButton.focus() : elements.focusGrid()),
    },
  );
  const connected = (): OfficeHost => {
    if (!host) throw new Error("the pane spoke before it was connected");
    return host;
  };
  const ribbonButton = showButton(elements.ribbon, button, () => {
    if (pane.isShown) hidePane();
    else {
      showPane();
      pane.focus();
    }
  });
  const tellVisibility = () =>
    conversation.push([
      [EVENT_CATEGORY, VISIBILITY_CHANGED, "", JSON.stringify({ visibility: pane.isShown ? "Visible" : "Hidden" }), 0],
    ]);
  function showPane(): void {
    if (pane.isShown) return;
    pane.show();
    ribbonButton.setPressed(true);
    tellVisibility();
  }

  function hidePane(): void {
    if (!pane.isShown) return;
    pane.hide();
    ribbonButton.setPressed(false);
    tellVisibility();
  }

  ribbonButton.setPressed(false);
  cycleByF6([
    { element: elements.grid, focus: elements.focusGrid },
    { element: elements.ribbon, focus: () => ribbonButton.focus() },
    { element: elements.pane, focus: () => conversation.enter(), isShown: () => pane.isShown },
  ]);
  return {
    runtimeAddIn(metadata) {
      functions = new FunctionRuntime(
        metadata,
        (entries) => conversation.push(entries),
        () => connected().book.dispatch("EVALUATE_CELLS"),
      );
      if (functionsAreReady) functions.onReady();
      return functions.addIn;
    },
    connect(model) {
      host = new OfficeHost({
        model,
        send: (entries) => conversation.push(entries),
        onDocumentSelectionChanged: () => conversation.selectionChanged(),
        isEditing: elements.isEditing,
        mostBytes: profile.mostBytes,
        services: {
          getRuntimeState: () => (pane.isShown ? "Visible" : "Background"),
          setRuntimeState: (state) => (state === "Visible" ? showPane() : hidePane()),
          getStartState: () => startState,
          setStartState: (state) => {
            startState = state;
          },
          onFunctionsReady: () => {
            adaptLibrary(pane.frame.contentWindow, profile);
            functionsAreReady = true;
            functions?.onReady();
          },
          onFunctionResults: (results) => functions?.onResults(results),
        },
      });
      // office.js talks to pages that came over https only.
      const isBuiltPage = new URLSearchParams(location.search).get("office") === "cdn";
      if (location.protocol === "https:")
        pane.frame.src = paneUrl(isBuiltPage ? BUILT_PANE_PAGE : PANE_PAGE, conversation.id, addInId);
      else {
        const secure = location.href.replace(/^http:/, "https:");
        pane.explain("The pane needs a secure connection; the grid and its functions work without. Open the workbook at", secure);
      }
    },
  };
}

type Library = Parameters<typeof addNotesToLibrary>[0] & { Office: { readonly context: { readonly platform?: unknown } } };

/** What the library of the pane's page lacks of the host that is imitated, or says of another. */
function adaptLibrary(paneWindow: Window | null, { hasNewestMembers, platform }: HostProfile): void {
  if (!paneWindow) return;
  const library = paneWindow as unknown as Library;
  if (hasNewestMembers) addNotesToLibrary(library);
  // The library speaks as on the web; what it calls the platform cannot be redefined, only stood in front of.
  const { Office } = library;
  if (Office.context.platform === platform) return;
  const context = Object.create(Office.context, { platform: { value: platform } }) as object;
  library.Office = Object.create(Office, { context: { value: context } }) as Library["Office"];
}

interface Region {
  readonly element: HTMLElement;
  readonly focus: () => void;
  readonly isShown?: () => boolean;
}

/** F6 moves the keyboard from one part of the window to the next, with Shift to the one before, as in Excel. */
function cycleByF6(regions: readonly Region[]): void {
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "F6") return;
      event.preventDefault();
      event.stopPropagation();
      const shown = regions.filter(({ isShown }) => isShown?.() ?? true);
      const current = shown.findIndex(({ element }) => element.contains(document.activeElement));
      const step = event.shiftKey ? shown.length - 1 : 1;
      shown[(Math.max(current, 0) + step) % shown.length].focus();
    },
    { capture: true },
  );
}
