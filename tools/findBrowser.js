const { existsSync } = require("node:fs");
const path = require("node:path");

/** Where Chromium, Chrome or Edge usually is, by platform. FT_BROWSER names another. */
/** @type {Partial<Record<NodeJS.Platform, string[]>>} */
const PLACES = {
  linux: [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/usr/bin/google-chrome-stable",
    "/usr/bin/microsoft-edge",
    "/snap/bin/chromium",
  ],
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ],
  win32: [process.env.PROGRAMFILES, process.env["PROGRAMFILES(X86)"], process.env.LOCALAPPDATA]
    .flatMap((folder) => folder ?? [])
    .flatMap((folder) => [
      path.join(folder, "Google/Chrome/Application/chrome.exe"),
      path.join(folder, "Microsoft/Edge/Application/msedge.exe"),
    ]),
};

/** The path of an installed browser of the Chromium family, or undefined. */
function findBrowser() {
  const named = process.env.FT_BROWSER;
  if (named) return existsSync(named) ? named : undefined;
  return (PLACES[process.platform] ?? []).find((place) => existsSync(place));
}

module.exports = { findBrowser };
