const { referencesOf, relativeFormula } = require("./relativeFormula.js");

/*
 * The rules of the FAST standard for financial models that a program can check, and those of our own business cases: each
 * looks at a whole workbook and names the cells that break it.
 */

/**
 * @typedef {import("./readWorkbook.js").Workbook} Workbook
 * @typedef {import("./readWorkbook.js").Sheet} Sheet
 * @typedef {import("./readWorkbook.js").Cell} Cell
 * @typedef {{ kind: string, text: string }} Token
 * @typedef {{ sheet: string, address?: string, says: string }} Finding
 * @typedef {{ workbook: Workbook, tokensOf: (cell: Cell) => Token[] }} Model
 */

const isVisible = (sheet) => !sheet.isHidden;
const formulasOf = (sheet) => [...sheet.cells.values()].filter(({ formula }) => formula !== undefined);
const hasInputs = (sheet) => [...sheet.cells.values()].some(({ isInput }) => isInput);

/** Cells that a formula's result spills into: values that nobody typed. */
function spilledCells(sheet) {
  const spilled = new Set();
  for (const { row, column, spill } of sheet.cells.values()) {
    const [, , last] = /^([A-Z]+\d+):([A-Z]+\d+)$/.exec(spill ?? "") ?? [];
    const end = last && sheet.cells.get(last);
    if (!end) continue;
    for (let r = row; r <= end.row; r++)
      for (let c = column; c <= end.column; c++) spilled.add(sheet.rows.get(r)?.get(c)?.address);
  }
  return spilled;
}

/** Inputs, workings and results apart. @param {Model} model @returns {Finding[]} */
function apart({ workbook }) {
  const found = [];
  for (const sheet of workbook.sheets.filter(isVisible)) {
    const spilled = spilledCells(sheet);
    for (const { address, value, formula, isInput, isDate } of sheet.cells.values()) {
      const isTyped =
        formula === undefined && typeof value === "number" && value !== 0 && value !== 1 && !spilled.has(address) && !isDate;
      if (!hasInputs(sheet) && isTyped)
        found.push({ sheet: sheet.name, address, says: `${value} is typed in outside the sheets of inputs` });
      if (formula !== undefined && !isInput && hasInputs(sheet) && /!|_xldudf/.test(formula))
        found.push({ sheet: sheet.name, address, says: "works something out of other sheets beside inputs" });
    }
  }
  return found;
}

/** Runs of formulas shorter than this are lists of different things rather than blocks. */
const SHORTEST_BLOCK = 4;

/** One formula per row or column block. @param {Model} model @returns {Finding[]} */
function oneFormula({ workbook, tokensOf }) {
  const found = new Map();
  for (const sheet of workbook.sheets) {
    const texts = new Map(formulasOf(sheet).map((cell) => [cell, relativeFormula(tokensOf(cell), cell)]));
    const cells = [...texts.keys()];
    for (const run of [...runs(cells, "row", "column"), ...runs(cells, "column", "row")]) {
      const counts = new Map();
      for (const cell of run) counts.set(texts.get(cell), (counts.get(texts.get(cell)) ?? 0) + 1);
      const [common, count] = [...counts].reduce((best, next) => (next[1] > best[1] ? next : best));
      // A block is what mostly holds one formula; its other cells are what is looked for.
      if (count === run.length || count <= run.length / 2) continue;
      const standard = run.find((cell) => texts.get(cell) === common);
      // What a series begins with, where each further cell goes on from the one before.
      const isSeries = count === run.length - 1 && run[0] !== standard && /R\[-1\]C(\[0\]|\d+)|R(\[0\]|\d+)C\[-1\]/.test(common);
      if (isSeries) continue;
      for (const { address } of run.filter((cell) => texts.get(cell) !== common))
        found.set(`${sheet.name}!${address}`, {
          sheet: sheet.name,
          address,
          says: `differs from its block, whose formula is that of ${standard.address}`,
        });
    }
  }
  return [...found.values()];
}

/** Cells of one look that stand side by side along one direction. */
function runs(cells, line, along) {
  const sorted = [...cells].sort((a, b) => a[line] - b[line] || a[along] - b[along]);
  const all = [];
  let run = [];
  for (const cell of sorted) {
    const last = run.at(-1);
    if (last && last[line] === cell[line] && last[along] + 1 === cell[along] && last.face === cell.face) run.push(cell);
    else {
      all.push(run);
      run = [cell];
    }
  }
  all.push(run);
  return all.filter(({ length }) => length >= SHORTEST_BLOCK);
}

/** No constants in formulas but 0 and 1, and those of a unit that the sheet names. @param {Model} model @returns {Finding[]} */
function noConstants({ workbook, tokensOf }) {
  return workbook.sheets.flatMap((sheet) =>
    formulasOf(sheet).flatMap((cell) =>
      tokensOf(cell)
        .filter(({ kind, text }) => kind === "number" && ![0, 1].includes(Number(text)) && !isNamedUnit(sheet, text))
        .map(({ text }) => ({
          sheet: sheet.name,
          address: cell.address,
          says: `holds the number ${text}: give it a cell with its unit`,
        })),
    ),
  );
}

/** Whether a text of the sheet says what the number converts, such as "24 hours a day". */
const isNamedUnit = (sheet, number) =>
  [...sheet.cells.values()].some(
    ({ value, formula }) =>
      formula === undefined &&
      typeof value === "string" &&
      new RegExp(String.raw`(^|\s)${number.replace(".", "\\.")} [a-z]+ (a|in a|per) [a-z]+`, "i").test(value),
  );

/** No names but that of the scenario. @param {Model} model @returns {Finding[]} */
function noNames({ workbook }) {
  return workbook.names
    .filter((name) => !name.startsWith("_xlnm.") && !/^FT_Scenario(_\d+)?$/.test(name))
    .map((name) => ({ sheet: "", says: `the name ${name} hides where its cells are` }));
}

/** No OFFSET, no INDIRECT. @param {Model} model @returns {Finding[]} */
function traceable({ workbook, tokensOf }) {
  return workbook.sheets.flatMap((sheet) =>
    formulasOf(sheet).flatMap((cell) =>
      tokensOf(cell)
        .filter(({ kind, text }) => kind === "function" && /^(OFFSET|INDIRECT)$/i.test(text))
        .map(({ text }) => ({
          sheet: sheet.name,
          address: cell.address,
          says: `uses ${text.toUpperCase()}, which no audit can follow`,
        })),
    ),
  );
}

const CHECK_SHEET = /^checks\b/i;
const MASTER_LABEL = /^(master check|all checks pass)$/i;

/** Checks roll up to one that the first sheet shows. @param {Model} model @returns {Finding[]} */
function rollUp({ workbook, tokensOf }) {
  const checks = workbook.sheets.find(({ name }) => CHECK_SHEET.test(name));
  if (!checks) return [{ sheet: "", says: "there is no sheet of checks" }];
  const master = masterOf(checks);
  if (!master)
    return [{ sheet: checks.name, says: 'no cell labelled "All checks pass" or "Master check" has a formula beside it' }];
  const precedents = precedentsOf(workbook, tokensOf);
  const covered = reachable(precedents, `${checks.name}!${master.address}`);
  const found = formulasOf(checks)
    .filter((cell) => isCheck(checks, cell) && !covered.has(`${checks.name}!${cell.address}`))
    .map(({ address }) => ({ sheet: checks.name, address, says: "is a check that the master check does not count" }));
  const [first] = workbook.sheets;
  const isShown = formulasOf(first).some(({ address }) =>
    precedents(`${first.name}!${address}`).has(`${checks.name}!${master.address}`),
  );
  return isShown ? found : [...found, { sheet: first.name, says: "does not show the master check" }];
}

function masterOf(checks) {
  for (const { row, column, value } of checks.cells.values()) {
    const beside = checks.rows.get(row)?.get(column + 1);
    if (typeof value === "string" && MASTER_LABEL.test(value.trim()) && beside?.formula !== undefined) return beside;
  }
  return undefined;
}

/** A formula right of a text: what it says is checked. */
const isCheck = (checks, { row, column }) => {
  const beside = checks.rows.get(row)?.get(column - 1);
  return typeof beside?.value === "string" && beside.formula === undefined;
};

/** The cells that each cell's formula refers to directly. */
function precedentsOf(workbook, tokensOf) {
  const sheets = new Map(workbook.sheets.map((sheet) => [sheet.name, sheet]));
  const known = new Map();
  return (place) => {
    const cut = place.lastIndexOf("!");
    const [name, address] = [place.slice(0, cut), place.slice(cut + 1)];
    const cell = sheets.get(name)?.cells.get(address);
    if (!known.has(place))
      known.set(place, new Set(cell?.formula === undefined ? [] : cellsReferred(tokensOf(cell), name, sheets)));
    return known.get(place);
  };
}

function cellsReferred(tokens, name, sheets) {
  return referencesOf(tokens, name).flatMap(({ sheet, first, last }) => {
    const cells = sheets.get(sheet)?.cells.values() ?? [];
    const within = (at, from, to) => (from === undefined || at >= from) && (to === undefined || at <= to);
    return [...cells]
      .filter(({ row, column }) => within(row, first.row, last.row) && within(column, first.column, last.column))
      .map(({ address }) => `${sheet}!${address}`);
  });
}

function reachable(precedents, from) {
  const seen = new Set([from]);
  for (const place of seen) for (const next of precedents(place)) seen.add(next);
  return seen;
}

/** Units stated: every figure of a table that has a column of units has one. @param {Model} model @returns {Finding[]} */
function units({ workbook }) {
  const found = [];
  for (const sheet of workbook.sheets.filter(isVisible)) {
    const heads = [...sheet.cells.values()].filter(({ value, isHeading }) => isHeading && value === "Unit");
    if (heads.length === 0 && hasInputs(sheet)) found.push({ sheet: sheet.name, says: 'has inputs and no column "Unit"' });
    for (const head of heads) found.push(...withoutUnit(sheet, head));
  }
  return found;
}

/** Rows under a head of units, down to the next table: a figure beside the unit needs one. */
function withoutUnit(sheet, head) {
  const found = [];
  const last = Math.max(...sheet.rows.keys());
  for (let row = head.row + 1; row <= last; row++) {
    const cells = sheet.rows.get(row);
    if (cells?.get(head.column)?.isHeading && cells.get(head.column)?.value !== undefined) break;
    if (cells?.get(head.column)?.isHeading) continue;
    const figure = cells?.get(head.column - 1) ?? cells?.get(head.column + 1);
    if (typeof figure?.value !== "number" || figure.isHeading) continue;
    const unit = cells?.get(head.column)?.value;
    if (typeof unit !== "string" || unit.trim() === "")
      found.push({ sheet: sheet.name, address: figure.address, says: "is a figure without a unit" });
  }
  return found;
}

/** The colours of inputs are those of inputs. @param {Model} model @returns {Finding[]} */
function colours({ workbook }) {
  const found = [];
  for (const sheet of workbook.sheets.filter(isVisible)) {
    for (const { address, formula, isInput } of sheet.cells.values()) {
      if (isInput && formula !== undefined)
        found.push({ sheet: sheet.name, address, says: "has the colours of an input and is calculated" });
    }
    if (!hasInputs(sheet)) continue;
    const head = [...sheet.cells.values()].find(({ value, isHeading }) => isHeading && value === "Value");
    for (const { address, column, row, formula, value, isInput, isHeading } of sheet.cells.values()) {
      if (
        !head ||
        column !== head.column ||
        row <= head.row ||
        isHeading ||
        isInput ||
        formula !== undefined ||
        value === undefined
      )
        continue;
      found.push({ sheet: sheet.name, address, says: "is typed in and has not the colours of an input" });
    }
  }
  return found;
}

/** Protection off. @param {Model} model @returns {Finding[]} */
function open({ workbook }) {
  const sheets = workbook.sheets
    .filter(({ isProtected }) => isProtected)
    .map(({ name }) => ({ sheet: name, says: "is protected" }));
  return workbook.isProtected ? [...sheets, { sheet: "", says: "the workbook is protected" }] : sheets;
}

/** Every sheet prints. @param {Model} model @returns {Finding[]} */
function prints({ workbook }) {
  return workbook.sheets
    .filter((sheet) => isVisible(sheet) && (sheet.print?.orientation === undefined || !sheet.print.fits))
    .map(({ name }) => ({ sheet: name, says: "has no print set-up: neither upright or across, nor how many pages" }));
}

/** No cell shows an error. @param {Model} model @returns {Finding[]} */
function noErrors({ workbook }) {
  return workbook.sheets.flatMap((sheet) =>
    [...sheet.cells.values()]
      .filter(({ isError }) => isError)
      .map(({ address, value }) => ({ sheet: sheet.name, address, says: `shows ${value}` })),
  );
}

/** By the name under which a finding is reported. */
const RULES = {
  apart,
  "one-formula": oneFormula,
  "no-constants": noConstants,
  "no-names": noNames,
  traceable,
  "checks-roll-up": rollUp,
  units,
  colours,
  unprotected: open,
  prints,
  "no-errors": noErrors,
};

module.exports = { RULES };
