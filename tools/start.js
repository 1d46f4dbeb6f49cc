/**
 * Starts the add-in in Excel on Windows and macOS; elsewhere, where Excel does not run, the browser workbook.
 */
const { spawn } = require("node:child_process");
const path = require("node:path");
const { serveWorkbook, whyNotServed } = require("./workbookServer.js");

const PORT = 3000;

const root = path.join(__dirname, "..");
/**
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<number>}
 */
const run = (command, args) =>
  new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: "inherit", shell: process.platform === "win32" });
    child.on("error", (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.on("exit", (code) => resolve(code ?? 1));
  });

async function main() {
  if (process.platform !== "win32" && process.platform !== "darwin") {
    console.log("Excel does not run on this system: starting the browser workbook instead.");
    process.exitCode = await run("npm", ["run", "workbook"]);
  } else {
    const built = await run("npm", ["run", "build"]);
    if (built !== 0) process.exit(built);
    const certificate = await run("npx", ["office-addin-dev-certs", "install"]);
    if (certificate !== 0) process.exit(certificate);
    const server = await serveWorkbook({ port: PORT }).catch((error) => {
      // The manifest names this port, so that no other will do.
      console.error(
        error.code === "EADDRINUSE" ? `Port ${PORT} is taken: end what uses it.` : whyNotServed(error, String(PORT), "npm start"),
      );
      process.exit(1);
    });
    console.log(`The add-in is served from ${server.url}; npm run stop takes it out of Excel again.`);
    const started = await run("npx", [
      "office-addin-debugging",
      "start",
      "manifest.xml",
      "desktop",
      "--app",
      "excel",
      "--no-debug",
    ]);
    if (started !== 0) {
      console.error("Excel could not be started with the add-in; the server goes on, press Ctrl+C to end it.");
    }
  }
}

void main();
