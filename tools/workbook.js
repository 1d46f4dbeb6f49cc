/**
 * Serves the built browser workbook and opens it where there is a browser to open: `npm run workbook`, after a build.
 * PORT names the port; BROWSER=none opens nothing. Ctrl+C ends it.
 */
const { spawn } = require("node:child_process");
const { existsSync } = require("node:fs");
const { homedir } = require("node:os");
const path = require("node:path");
const { findBrowser } = require("./findBrowser.js");
const { DIST, serveWorkbook, whyNotServed } = require("./workbookServer.js");

const PORT = process.env.PORT ?? "3000";

async function main() {
  if (!existsSync(path.join(DIST, "index.html"))) throw new Error(`${DIST} holds no built workbook: npm run build first.`);
  const port = Number(PORT);
  if (!/^\d+$/.test(PORT) || port > 65535) throw new Error(`PORT must be a number from 0 to 65535, not "${PORT}".`);
  const server = await serveWorkbook({ port });
  console.log(`The workbook is open at ${server.url} (Ctrl+C ends it).`);
  const end = () => {
    // A second Ctrl+C need not wait for a browser that keeps its connection open.
    process.once("SIGINT", () => process.exit(130));
    void server.close().finally(() => process.exit(0));
  };
  process.once("SIGINT", end);
  process.once("SIGTERM", end);
  if (hasScreen()) await openBrowser(server);
  else if (!server.isTrusted()) console.log(untrusted(server));
}

/** @typedef {Awaited<ReturnType<typeof serveWorkbook>>} Server */

/**
 * What to do about a certificate that the user's browser does not know.
 * @param {Server} server
 */
function untrusted({ plainUrl }) {
  return `A browser will warn of its certificate: accept it once, or run npx office-addin-dev-certs install; ${plainUrl} needs none, and has no pane.`;
}

/** Whether a window can be opened for someone to see. */
function hasScreen() {
  if (process.env.CI || process.env.BROWSER === "none") return false;
  return (
    process.platform !== "linux" || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY || process.env.WSL_DISTRO_NAME)
  );
}

/** @param {Server} server */
async function openBrowser(server) {
  try {
    if (!server.isTrusted()) {
      if (openAccepting(server)) return;
      console.log(untrusted(server));
    }
    const { default: open } = await import("open");
    const browser = await open(server.url);
    browser.once("error", () => console.log("No browser could be opened: open the address yourself."));
  } catch {
    console.log("No browser could be opened: open the address yourself.");
  }
}

/**
 * Opens a browser of the Chromium family that accepts this one certificate, and no other that it does not know: with a
 * profile of its own, because a running browser would ignore the flag.
 * @param {Server} server
 */
function openAccepting({ url, spkiHash }) {
  const browserPath = findBrowser();
  if (!browserPath) return false;
  const profile = path.join(homedir(), ".office-addin-dev-certs", "browser");
  const flags = [
    `--ignore-certificate-errors-spki-list=${spkiHash}`,
    `--user-data-dir=${profile}`,
    "--no-first-run",
    "--no-default-browser-check",
  ];
  const browser = spawn(browserPath, [...flags, url], { detached: true, stdio: "ignore" });
  browser.once("error", () => console.log("The browser could not be started: open the address yourself."));
  browser.unref();
  return true;
}

main().catch((error) => {
  console.error(whyNotServed(error, PORT, "npm run workbook"));
  process.exitCode = 1;
});
