/** Draws assets/icon-*.png from assets/icon.svg in headless Chromium; run after a change of the drawing. */
const { readFileSync, writeFileSync } = require("node:fs");
const path = require("node:path");
const { chromium } = require("playwright-core");
const { findBrowser } = require("./findBrowser.js");

const svg = readFileSync(path.join(__dirname, "../assets/icon.svg"), "utf8");
async function main() {
  const browser = await chromium.launch({ executablePath: findBrowser(), args: ["--no-sandbox", "--disable-gpu"] });
  for (const size of [16, 32, 64, 80, 128]) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(`<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
    writeFileSync(path.join(__dirname, `../assets/icon-${size}.png`), await page.screenshot({ omitBackground: true }));
    await page.close();
  }
  await browser.close();
}

void main();
