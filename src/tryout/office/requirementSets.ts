/**
 * What this host says it supports. ExcelApi ends where the office.js of the npm package ends: its proxies have no
 * member of a later set (1.18's notes, for one), although Excel and the office.js of Microsoft's CDN go on.
 */
export const REQUIREMENT_SETS: Readonly<Record<string, string>> = {
  ExcelApi: "1.15",
  CustomFunctionsRuntime: "1.3",
  CustomFunctions: "1.9",
  SharedRuntime: "1.1",
  AddinCommands: "1.1",
  Settings: "1.1",
};
