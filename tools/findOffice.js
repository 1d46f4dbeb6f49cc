const { existsSync } = require("node:fs");
const path = require("node:path");

/**
 * Where LibreOffice usually is, by platform. FT_OFFICE names another.
 * @type {Partial<Record<NodeJS.Platform, string[]>>}
 */
const PLACES = {
  linux: ["/usr/bin/soffice", "/usr/bin/libreoffice", "/usr/local/bin/soffice", "/snap/bin/libreoffice"],
  darwin: ["/Applications/LibreOffice.app/Contents/MacOS/soffice"],
  win32: [process.env.PROGRAMFILES, process.env["PROGRAMFILES(X86)"]]
    .filter((folder) => folder !== undefined)
    .map((folder) => path.join(folder, "LibreOffice/program/soffice.exe")),
};

/** The path of an installed LibreOffice, or undefined. */
function findOffice() {
  const named = process.env.FT_OFFICE;
  if (named) return existsSync(named) ? named : undefined;
  return (PLACES[process.platform] ?? []).find((place) => existsSync(place));
}

module.exports = { findOffice };
