const { existsSync, readdirSync, readFileSync, writeFileSync } = require("node:fs");
const path = require("node:path");

const NAME = "ThirdPartyNotices";
const FILE = "THIRD-PARTY-NOTICES.txt";
const RULE = "=".repeat(80);

const INTRODUCTION = `FT's own licence is in LICENSE.txt. functions.js holds nothing but FT's own code and the direction numbers of
Sobol's sequence, whose terms stand first. What the other files hold of others follows, package by
package, with the licences it came under. office.js is not part of FT: Excel loads it from Microsoft.
`;

/** What each part of dist/ is, for the person who reads the notices. */
/** @type {Record<string, string>} */
const PARTS = {
  usage: "The reader of usage exports for the command line (usage.js).",
  casefile: "The writer of workbooks for the command line (casefile.js).",
  calculator:
    "What works out the formulas of such a workbook (calculator.js): the grid of the browser workbook without its page.",
  taskpane: "The pane (taskpane.html and its scripts and styles), which Excel loads.",
  tryout: `The browser workbook (index.html, workbook.js, workbook.css): a tool for trying the add-in without Excel. It is not part of the
add-in, and nothing that Excel loads contains any of what this part lists. It contains o-spreadsheet and OWL under the GNU Lesser
General Public License, version 3, from the files of their npm packages as published; the build changes the lines
that tools/gridLoader.js lists with the reason of each, and nothing else. To run the page with a version of your own, put it in
node_modules in place of the published one and build again: npm ci, your version, npm run build. Their source is at
https://github.com/odoo/o-spreadsheet and https://github.com/odoo/owl.`,
};

/** Packages that carry no licence text of their own. */
/** @type {Record<string, string>} */
const TERMS = {
  "@fluentui/react-icons":
    "MIT License. Copyright (c) Microsoft Corporation. The text is that of @fluentui/react-button, in this file.",
  "@odoo/owl": "The text is that of @odoo/o-spreadsheet, in this file.",
  "font-awesome": "Font Awesome by Dave Gandy, https://fontawesome.com/v4/: font SIL OFL 1.1, CSS MIT.",
};

/**
 * Writes dist/THIRD-PARTY-NOTICES.txt from the modules that webpack has put into its bundles, so that a package that comes
 * or goes changes the notices by itself. One instance is shared by the configurations; each adds its part.
 */
class ThirdPartyNotices {
  constructor() {
    /** @type {Map<string, ReturnType<typeof bundledPackages>>} */
    this.packages = new Map();
  }

  /** @param {import("webpack").Compiler} compiler */
  apply(compiler) {
    compiler.hooks.afterEmit.tap(NAME, (compilation) => {
      this.packages.set(compiler.options.name ?? "", bundledPackages(compilation));
      writeFileSync(path.join(compiler.outputPath, FILE), noticesOf(this.packages));
    });
  }
}

/** @typedef {import("webpack").Module & { resource?: string }} Bundled a module with the file it was read from */

/**
 * The packages of which at least one module is in a chunk, by name and version.
 * @param {import("webpack").Compilation} compilation
 */
function bundledPackages(compilation) {
  const packages = new Map();
  for (const module of compilation.modules) {
    if (compilation.chunkGraph.getNumberOfModuleChunks(module) === 0) continue;
    for (const part of /** @type {{ modules?: Bundled[] }} */ (module).modules ?? [/** @type {Bundled} */ (module)]) {
      const file = part.resource ?? part.identifier().split("!").at(-1)?.split("|")[0] ?? "";
      if (!/[\\/]node_modules[\\/]/.test(file)) continue;
      const found = packageOf(file);
      packages.set(`${found.name} ${found.version}`, found);
    }
  }
  return [...packages.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * @param {string} file
 * @returns {{ name: string, version: string, license: string, text: string }}
 */
function packageOf(file) {
  for (let folder = path.dirname(file); folder !== path.dirname(folder); folder = path.dirname(folder)) {
    const described = path.join(folder, "package.json");
    if (!existsSync(described)) continue;
    const { name, version, license } = JSON.parse(readFileSync(described, "utf8"));
    // Some packages hold a package.json in a folder that only says how its files are read.
    if (name && version) return { name, version, license, text: TERMS[name] ?? licenceText(folder, name) };
  }
  throw new Error(`${file} belongs to no package`);
}

/**
 * @param {string} folder
 * @param {string} name
 */
function licenceText(folder, name) {
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  if (!file) throw new Error(`${name} carries no licence text: say in tools/thirdPartyNotices.js where its terms are`);
  return readFileSync(path.join(folder, file), "utf8").replaceAll("\r\n", "\n").trim();
}

/** The terms of the direction numbers, from the head of the module that holds them. */
function numbersNotice() {
  const module = readFileSync(path.join(__dirname, "../src/engine/sobolNumbers.ts"), "utf8");
  const terms = /\/\*\n([\s\S]*?)\n \*\//.exec(module)?.[1];
  if (terms === undefined) throw new Error("src/engine/sobolNumbers.ts no longer begins with its terms");
  return `${terms.replaceAll(/^ \* ?/gm, "")}\n`;
}

/**
 * The packages of each part; those of one text stand together above it.
 * @param {Map<string, ReturnType<typeof bundledPackages>>} parts
 */
function noticesOf(parts) {
  const sections = [...parts].map(([part, packages]) => {
    const byText = new Map();
    for (const found of packages) byText.set(found.text, [...(byText.get(found.text) ?? []), found]);
    const texts = [...byText].map(([text, those]) => {
      const names = those.map(({ name, version, license }) => `${name} ${version} (${license.replace(/^\((.*)\)$/, "$1")})`);
      return `${RULE}\n${names.join("\n")}\n${RULE}\n\n${text}\n`;
    });
    return [`${PARTS[part]}\n`, ...texts].join("\n");
  });
  return [INTRODUCTION, numbersNotice(), ...sections].join("\n");
}

module.exports = { ThirdPartyNotices };
