import "./gridInNode";
import { readFileSync } from "node:fs";
import path from "node:path";
import vm from "node:vm";
import { Model } from "@odoo/o-spreadsheet";
import { boundHistory } from "../../src/tryout/grid/boundedHistory";
import { addNotesToLibrary } from "../../src/tryout/office/newestMembers";
import { OfficeHost } from "../../src/tryout/office/officeHost";
import { addOfficePlugins } from "../../src/tryout/office/plugins";
import { HOSTS } from "../../src/tryout/hosts/profiles";
import type { RichApiRequest } from "../../src/tryout/office/richApiRequest";

/*
 * The real office.js in Node: the library's own proxies, queue and error handling, with the browser workbook's host
 * at the other end of its native bridge, and the grid's model behind it. What a test sees of a request is what Excel
 * would be sent.
 */

// The library lets go of its ranges after a run has ended; jest takes the globals away with the last test.
afterAll(() => new Promise((resolve) => setTimeout(resolve, 50)));

const OFFICE_JS = path.join(path.dirname(require.resolve("@microsoft/office-js/package.json")), "dist/excel-web-16.00.js");

export interface OfficeBridgeOptions {
  /** The workbook to start with, as the grid saves it; one empty sheet named Sheet1 otherwise. */
  workbook?: object;
  /** Requirement sets the host claims; those of the browser workbook unless said otherwise. */
  requirementSets?: Readonly<Record<string, string>>;
}

export interface OfficeBridge {
  readonly Excel: typeof Excel;
  readonly Office: typeof Office;
  readonly OfficeExtension: typeof OfficeExtension;
  readonly host: OfficeHost;
  readonly model: Model;
  /** Requests that arrived so far: one per `context.sync()` with something to do. Releasing of ranges is not counted. */
  readonly requests: RichApiRequest[];
  /** How many requests an action makes. */
  countSyncs(action: () => Promise<unknown>): Promise<number>;
  /** From now on the host answers as Excel does while the user types into a cell. */
  setEditing(isEditing: boolean): void;
  /** From now on the host does not answer. */
  loseHost(): void;
  /** Undoes the last step of the workbook, as Ctrl+Z does. */
  undo(): void;
}

interface BridgeMessage {
  readonly id: number;
  readonly type: number;
  readonly flags: number;
  readonly message: { readonly body: string };
}

/** Starts a workbook and the library, and puts Excel, Office and OfficeExtension where the add-in's code finds them. */
export function startOfficeBridge({
  workbook,
  requirementSets = HOSTS.web.requirementSets,
}: OfficeBridgeOptions = {}): OfficeBridge {
  addOfficePlugins();
  const model = new Model(workbook ?? { sheets: [{ id: "sheet1", name: "Sheet1", colNumber: 26, rowNumber: 100 }] });
  boundHistory(model);
  const requests: RichApiRequest[] = [];
  let isEditing = false;
  let isLost = false;

  const window = browserGlobals();
  const nativeBridge = {
    onMessageFromHost: undefined as ((text: string) => void) | undefined,
    sendMessageToHost(text: string) {
      const { id, type, flags, message } = JSON.parse(text) as BridgeMessage;
      if (type !== 1 || isLost) return;
      const request = (typeof message.body === "string" ? JSON.parse(message.body) : message.body) as RichApiRequest;
      if (!isRelease(request)) requests.push(request);
      const answer = host.answer(request, flags);
      const reply =
        answer === "editing"
          ? {
              statusCode: 400,
              headers: {},
              body: { error: { code: "InvalidOperationInCellEditMode", message: EDITING_MESSAGE } },
            }
          : { statusCode: 200, headers: {}, body: JSON.stringify(answer) };
      // Never within the call: Excel answers later, too.
      setImmediate(() => nativeBridge.onMessageFromHost?.(JSON.stringify({ id, type: 2, message: reply })));
    },
  };
  const host = new OfficeHost({
    model,
    send: (entries) => setImmediate(() => nativeBridge.onMessageFromHost?.(JSON.stringify({ type: 3, message: { entries } }))),
    isEditing: () => isEditing,
  });
  window._richApiNativeBridge = nativeBridge;
  vm.runInContext(readFileSync(OFFICE_JS, "utf8"), vm.createContext(window), { filename: OFFICE_JS });
  // What a host tells the library when it starts in a page; the native bridge has no such message.
  window.Office = Object.create(window.Office as object, {
    context: { value: { requirements: { isSetSupported: supports(requirementSets) } }, enumerable: true },
  });
  if (supports(requirementSets)("ExcelApi", "1.18")) addNotesToLibrary(window as never);
  const library = window as unknown as Pick<OfficeBridge, "Excel" | "Office" | "OfficeExtension">;
  Object.assign(globalThis, { Excel: library.Excel, Office: library.Office, OfficeExtension: library.OfficeExtension });

  return {
    Excel: library.Excel,
    Office: library.Office,
    OfficeExtension: library.OfficeExtension,
    host,
    model,
    requests,
    async countSyncs(action) {
      const before = requests.length;
      await action();
      return requests.length - before;
    },
    setEditing: (value) => {
      isEditing = value;
    },
    loseHost: () => {
      isLost = true;
    },
    undo: () => void model.dispatch("REQUEST_UNDO"),
  };
}

const EDITING_MESSAGE =
  "Excel is in cell-editing mode. Please exit the edit mode by pressing ENTER or TAB or selecting another cell, and then try again.";

function isRelease({ Actions }: RichApiRequest): boolean {
  return Actions.every(({ ActionType, Name }) => ActionType === 1 || Name === "_RemoveReference");
}

function supports(sets: Readonly<Record<string, string>>) {
  const parts = (version: string) => version.split(".").map(Number);
  return (name: string, version = "1.1"): boolean => {
    const supported = sets[name];
    if (supported === undefined) return false;
    const [major, minor] = parts(supported);
    const [wantedMajor, wantedMinor = 0] = parts(version);
    return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
  };
}

/** As little of a browser as the library touches while it loads. */
function browserGlobals(): Record<string, unknown> {
  const element = () => ({ style: {}, setAttribute: () => undefined, appendChild: () => undefined });
  const location = {
    href: "https://localhost:3000/taskpane.html",
    origin: "https://localhost:3000",
    hostname: "localhost",
    search: "",
    hash: "",
  };
  const document = {
    readyState: "complete",
    domain: "localhost",
    URL: location.href,
    cookie: "",
    head: element(),
    body: element(),
    documentElement: {},
    createElement: element,
    getElementsByTagName: () => [element()],
    addEventListener: () => undefined,
  };
  const window: Record<string, unknown> = {
    setTimeout,
    clearTimeout,
    setInterval,
    clearInterval,
    console,
    performance,
    location,
    document,
  };
  Object.assign(window, { window, self: window, navigator: { userAgent: "Node" } });
  return window;
}
