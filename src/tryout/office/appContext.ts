/* What Excel on the web tells a pane of itself before anything else, in the words office.js reads. */

const EXCEL_ON_THE_WEB = 16;
const READ_WRITE = 1;
const CONTAINER_LEVEL = 1;
const HIDDEN = 1;
const TASK_PANE = 2;

/** office.js starts the runtime of functions only for a pane with this bit (2) in a shared runtime (1). */
const SHARED_RUNTIME_WITH_FUNCTIONS = 3;
const CORRELATION = "ft-workbook";

export interface PaneContext {
  readonly addInId: string;
  readonly isVisible: boolean;
  readonly settings: Readonly<Record<string, string>>;
  readonly requirementSets: Readonly<Record<string, string>>;
}

export function appContext({ addInId, isVisible, settings, requirementSets }: PaneContext): object {
  return {
    _id: addInId,
    _appInstanceId: addInId,
    _appName: EXCEL_ON_THE_WEB,
    _appVersion: "16.0",
    _hostFullVersion: "16.0.20000.10000",
    _appUILocale: "en-US",
    _dataLocale: "en-US",
    _docUrl: new URL("FT workbook.xlsx", location.href).href,
    _clientMode: READ_WRITE,
    _settings: Object.entries(settings),
    _reason: "documentOpened",
    _osfControlType: CONTAINER_LEVEL,
    _eToken: "",
    _correlationId: CORRELATION,
    _requirementMatrix: JSON.stringify(requirementSets),
    _initialDisplayMode: isVisible ? TASK_PANE : HIDDEN,
  };
}

/** The pane's address with what office.js reads from it: the kind of host, and whom to talk to. */
export function paneUrl(page: string, conversationId: string, addInId: string): string {
  const host = ["Excel", "Web", "16.01", "en-US", CORRELATION, "", "disableLogging", SHARED_RUNTIME_WITH_FUNCTIONS].join("$");
  const conversation = [conversationId, addInId, location.href.split(/[?#]/)[0]].join("|");
  return `${page}&_host_Info=${host}#&_xdm_Info=${conversation}&_serializer_version=1`;
}
