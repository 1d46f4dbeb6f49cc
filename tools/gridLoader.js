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
];

/** @param {string} source the grid as published */
module.exports = function gridAsBundled(source) {
  for (const { why, from, to, times = 1 } of MENDS) {
    const pieces = source.split(from);
    if (pieces.length !== times + 1) throw new Error(`the grid holds ${pieces.length - 1} times "${from}" (mended: ${why})`);
    source = pieces.join(to);
  }
  return source;
};
