/**
 * Serves the built browser workbook and opens it where there is a browser to open: `npm run workbook`, after a build.
 * PORT names the port; BROWSER=none opens nothing. Ctrl+C ends it.
 */
import { existsSync } from "node:fs";
import path from "node:path";
import { DIST, serveWorkbook } from "./workbookServer.mjs";

const PORT = process.env.PORT ?? "3000";

async function main() {
  if (!existsSync(path.join(DIST, "index.html"))) throw new Error(`${DIST} holds no built workbook: npm run build first.`);
  const port = Number(PORT);
  if (!/^\d+$/.test(PORT) || port > 65535) throw new Error(`PORT must be a number from 0 to 65535, not "${PORT}".`);
  const server = await serveWorkbook({ port });
  // Grid and functions need no certificate; the pane does, because office.js insists on https.
  const address = server.isTrusted() ? server.url : server.plainUrl;
  const secure = server.isTrusted() ? "" : `\nWith the add-in's pane: ${server.url} (accept the certificate of localhost once).`;
  console.log(`The workbook is open at ${address} (Ctrl+C ends it).${secure}`);
  const end = () => {
    // A second Ctrl+C need not wait for a browser that keeps its connection open.
    process.once("SIGINT", () => process.exit(130));
    void server.close().finally(() => process.exit(0));
  };
  process.once("SIGINT", end);
  process.once("SIGTERM", end);
  if (hasScreen()) await openBrowser(address);
}

/** Whether a window can be opened for someone to see. */
function hasScreen() {
  if (process.env.CI || process.env.BROWSER === "none") return false;
  return (
    process.platform !== "linux" || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY || process.env.WSL_DISTRO_NAME)
  );
}

async function openBrowser(url) {
  try {
    const { default: open } = await import("open");
    const browser = await open(url);
    browser.once("error", () => console.log("No browser could be opened: open the address yourself."));
  } catch {
    console.log("No browser could be opened: open the address yourself.");
  }
}

main().catch((error) => {
  console.error(
    error.code === "EADDRINUSE" ? `Port ${PORT} is taken: choose another, as in PORT=3001 npm run workbook.` : error.message,
  );
  process.exitCode = 1;
});
