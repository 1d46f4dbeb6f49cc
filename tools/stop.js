/** Takes the add-in out of Excel again, where `npm start` put it. */
const { spawn } = require("node:child_process");
const path = require("node:path");

if (process.platform === "win32" || process.platform === "darwin") {
  const child = spawn("npx", ["office-addin-debugging", "stop", "manifest.xml"], {
    cwd: path.join(__dirname, ".."),
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  child.on("exit", (code) => {
    process.exitCode = code ?? 1;
  });
} else {
  console.log("Nothing to stop: Excel does not run on this system. Press Ctrl+C where the browser workbook runs.");
}
