/*
 * The Excels there are, as far as an add-in can tell them apart: what they send for an empty cell, what they support, how
 * much one call may carry, and how old the metadata may be that they still hold. `?host=desktop` opens the browser
 * workbook as one of them.
 */

export const HOST_NAMES = ["web", "desktop", "datatypes", "ltsc", "stale", "newest"] as const;
export type HostName = (typeof HOST_NAMES)[number];

export interface HostProfile {
  readonly name: HostName;
  /** In the bar of the page. */
  readonly title: string;
  /** What an empty cell is sent as: nothing, the 0 of its type, or an object of Excel's data types. */
  readonly blanks: "null" | "zero" | "object";
  readonly requirementSets: Readonly<Record<string, string>>;
  /** Office.context.platform. */
  readonly platform: "OfficeOnline" | "PC";
  /** The most that one call, one answer or one request may carry; above it the cell shows #BUSY! for good. */
  readonly mostBytes?: number;
  /** Whether functions.json is that of the last release, which Excel may hold for a day beside today's functions.js. */
  readonly isStale?: true;
  /** Whether lists of options are offered while an argument is typed. */
  readonly offersOptions: boolean;
  /** Whether the client library has the members above its npm package's ExcelApi 1.15. */
  readonly hasNewestMembers?: true;
}

/** 1.15 is where the office.js of the npm package ends; Excel and the office.js of Microsoft's CDN go on. */
const CURRENT = {
  ExcelApi: "1.15",
  CustomFunctionsRuntime: "1.5",
  CustomFunctions: "1.9",
  SharedRuntime: "1.1",
  AddinCommands: "1.1",
  Settings: "1.1",
};
const MOST_BYTES_ON_THE_WEB = 5 * 1024 * 1024;
const onTheWeb = {
  platform: "OfficeOnline",
  mostBytes: MOST_BYTES_ON_THE_WEB,
  requirementSets: CURRENT,
  offersOptions: true,
} as const;
const onTheDesktop = { platform: "PC", requirementSets: CURRENT, offersOptions: true } as const;

export const HOSTS: Readonly<Record<HostName, HostProfile>> = {
  web: { name: "web", title: "Excel on the web", blanks: "null", ...onTheWeb },
  desktop: { name: "desktop", title: "Excel for Windows or Mac", blanks: "zero", ...onTheDesktop },
  datatypes: { name: "datatypes", title: "Excel with data types", blanks: "object", ...onTheDesktop },
  ltsc: {
    name: "ltsc",
    title: "Excel LTSC",
    blanks: "zero",
    ...onTheDesktop,
    requirementSets: { ...CURRENT, ExcelApi: "1.14", CustomFunctionsRuntime: "1.3" },
    offersOptions: false,
  },
  stale: { name: "stale", title: "Excel with the metadata of the last release", blanks: "null", ...onTheWeb, isStale: true },
  newest: {
    name: "newest",
    title: "the newest Excel on the web",
    blanks: "null",
    ...onTheWeb,
    requirementSets: { ...CURRENT, ExcelApi: "1.20" },
    hasNewestMembers: true,
  },
};

/** The host that an address asks for; the web where it asks for none. */
export function hostOf(query: string): HostProfile {
  const name = new URLSearchParams(query).get("host") ?? "web";
  const host = HOST_NAMES.find((each) => each === name);
  if (!host) throw new Error(`there is no host "${name}": ${HOST_NAMES.join(", ")}`);
  return HOSTS[host];
}
