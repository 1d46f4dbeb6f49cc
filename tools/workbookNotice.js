const { existsSync, readdirSync, readFileSync } = require("node:fs");
const path = require("node:path");

/** What workbook.js and workbook.css hold besides this product's own code. The LGPL's text stands once, from the grid. */
const PACKAGES = [
  { name: "@odoo/o-spreadsheet", role: "the spreadsheet grid" },
  { name: "@odoo/owl", role: "the grid's component system", licenceOf: "@odoo/o-spreadsheet" },
  { name: "chart.js", role: "the grid's charts" },
  { name: "@kurkle/color", role: "part of chart.js" },
  { name: "bootstrap", role: "the grid's styles" },
  {
    name: "font-awesome",
    role: "the grid's icons",
    licence: "Font Awesome by Dave Gandy, https://fontawesome.com/v4/: font SIL OFL 1.1, CSS MIT.",
  },
];

const INTRODUCTION = `The browser workbook (index.html, workbook.js, workbook.css) is a tool for trying the add-in without Excel. It is not part
of the add-in and nothing that Excel loads contains any of what follows.

It contains o-spreadsheet and OWL under the GNU Lesser General Public License, version 3. Both are bundled from the files
of their npm packages as published; the build gives two of the grid's error values the names Excel uses
(tools/excelErrorNamesLoader.js) and changes nothing else. To run the page with a version of your own, put it in
node_modules in place of the published one and build again: npm ci, your version, npm run build. Their source is at
https://github.com/odoo/o-spreadsheet and https://github.com/odoo/owl.
`;

/** The text of dist/workbook.NOTICE.txt. */
function workbookNotice(modules) {
  const read = (name) => {
    const folder = path.join(modules, name);
    const { version, license } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
    const file = existsSync(folder) && readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    return { version, license, text: file ? readFileSync(path.join(folder, file), "utf8").trim() : "" };
  };
  const parts = PACKAGES.map(({ name, role, licence, licenceOf }) => {
    const { version, license, text } = read(name);
    const terms = licence ?? (licenceOf ? `The text is that of ${licenceOf}, in this file.` : text);
    if (!terms) throw new Error(`${name} carries no licence text`);
    return `${"=".repeat(80)}\n${name} ${version}, ${role}: ${license}\n${"=".repeat(80)}\n\n${terms}\n`;
  });
  return [INTRODUCTION, ...parts].join("\n");
}

module.exports = { workbookNotice };
