/**
 * What is mended in the grid while its unmodified file is bundled: each text stands exactly as often in the file as said here, or the build
 * fails, so that a new version of the grid cannot bring a mended fault back unseen.
 */
/** @type {readonly { readonly why: string, readonly from: string, readonly to: string, readonly times?: number }[]} */
const MENDS = [
  { why: "Excel's name of an error", from: 'GenericError: "#ERROR"', to: 'GenericError: "#VALUE!"' },
  { why: "Excel's name of an error", from: 'InvalidReference: "#REF"', to: 'InvalidReference: "#REF!"' },
  { why: "Excel's name of an error", from: 'BadExpression: "#BAD_EXPR"', to: 'BadExpression: "#NAME?"' },
  { why: "an error the grid does not know", from: 'NullError: "#NULL!"', to: 'NullError: "#NULL!", Busy: "#BUSY!"' },
  {
    why: "$A$1:$A1 became $A$1, so that a running sum filled down was the first row's in every row",
    from: "else if (args.parts.length === 2 && getZoneArea(zone) === 1) parts = [args.parts[0]];",
    to: "else if (args.parts.length === 2 && getZoneArea(zone) === 1 && deepEquals(args.parts[0], args.parts[1])) parts = [args.parts[0]];",
  },
  {
    why: "after a reference to one cell one to several ended the saving of both",
    from: "if (previousReference.sheetId !== reference.sheetId || previousReference.prefixSheet",
    to: "if (previousReference.parts.length !== reference.parts.length || previousReference.sheetId !== reference.sheetId || previousReference.prefixSheet",
  },
  {
    why: "every change was packed for other computers and unpacked again, and what failed there stopped all later changes from being kept",
    from: "new CommandSquisher(this.getters)",
    to: "{ squish: (commands) => commands, unsquish: (commands) => commands }",
  },
  {
    why: "an apostrophe inside the name of a sheet, which Excel takes, is written twice where the name stands in quotes; 2026, A1 and R1C1 need quotes in a file",
    from: "if (symbolName.match(/\\w/g)?.length !== symbolName.length) symbolName = `'${symbolName}'`;",
    to: "if (!/^[A-Z_]\\w*$/i.test(symbolName) || /^([A-Z]{1,3}\\d+|R\\d*C\\d*|TRUE|FALSE)$/i.test(symbolName)) symbolName = `'${symbolName.replaceAll(\"'\", \"''\")}'`;",
  },
  {
    why: "the same, read again",
    from: 'return unquote(sheetName, "\'");',
    to: 'return sheetName.startsWith("\'") ? unquote(sheetName, "\'").replaceAll("\'\'", "\'") : sheetName;',
  },
  {
    why: "the same, entered; a colon, which Excel does not take, is refused",
    from: String.raw`/'|\*|\?|\/|\\|\[|\]/`,
    to: String.raw`/^'|'$|\*|\?|\/|\\|\[|\]|:/`,
  },
  {
    why: "a name of more than 31 characters, with which a file is damaged to Excel",
    from: "if (FORBIDDEN_SHEETNAME_CHARS_IN_EXCEL_REGEX.test(name)) return",
    to: "if (name?.length > 31 || FORBIDDEN_SHEETNAME_CHARS_IN_EXCEL_REGEX.test(name)) return",
  },
  {
    why: "a copy of a sheet is named as Excel names it, in 31 characters",
    from: 'const baseName = _t("Copy of %s", nameToDuplicate);\n\tlet name = baseName.toString();',
    to: "const copy = (number) => `${nameToDuplicate.slice(0, 28 - String(number).length)} (${number})`;\n\tlet name = copy(++i);",
  },
  {
    why: "the same, further copies",
    from: "name = `${baseName} (${i})`;",
    to: "name = copy(i);",
  },
  {
    why: "what a name of a sheet must be, said where it is entered",
    from: '_t("Some used characters are not allowed in a sheet name (Forbidden characters are %s).", FORBIDDEN_SHEETNAME_CHARS.join(" "))',
    to: "`A sheet cannot be named ${name}: its name has at most 31 characters, none of them : \\\\ / ? * [ or ], and no apostrophe at either end.`",
  },
  {
    why: "1 200 and 10 000, as half of Europe writes thousands, became dates in the years 200 and 0: no date has spaces for its strokes",
    from: "[\\/${whiteSpaceChars}\\-]",
    to: "[\\/\\-]",
    times: 2,
  },
  {
    why: "a year before 1900, of which Excel makes no date",
    from: "if (year === null || month === null || day === null) return null;",
    to: "if (year === null || year < 1900 || month === null || day === null) return null;",
  },
  {
    why: "a sheet that grows at its end was taken for one in which rows are inserted: references to cells beyond that end moved",
    from: 'if (cmd.position === "after") {\n\t\t\tif (range.zone[start] <= cmd.base',
    to: 'if (cmd.isGrowth && !isUnboundedAtEnd) return { changeType: "NONE", range };\n\t\tif (cmd.position === "after") {\n\t\t\tif (range.zone[start] <= cmd.base',
  },
  // The same wherever the grid adds rows or columns at a sheet's end: for what is pasted, what spills, and by its own button.
  ...[
    "base: this.getters.getNumberRows(sheetId) - 1,",
    "base: this.getters.getNumberCols(sheetId) - 1,",
    "base: this.getters.getNumberRows(this.sheetId) - 1,",
    "base: this.getters.getNumberCols(this.sheetId) - 1,",
    "base: this.env.model.getters.getNumberRows(sheetId) - 1,",
    "base: this.env.model.getters.getNumberCols(sheetId) - 1,",
    "base: rowNumber - 1,",
  ].map((from) => ({ why: "rows added at the end are no insertion", from, to: `${from} isGrowth: true,` })),
];

/**
 * @this {{ addDependency(file: string): void } | void} of webpack, where a build is cached
 * @param {string} source the grid as published
 */
module.exports = function gridAsBundled(source) {
  if (this && "addDependency" in this) this.addDependency(require.resolve("./gridLoader.js"));
  for (const { why, from, to, times = 1 } of MENDS) {
    const pieces = source.split(from);
    if (pieces.length !== times + 1) throw new Error(`the grid holds ${pieces.length - 1} times "${from}" (mended: ${why})`);
    source = pieces.join(to);
  }
  return source;
};
