/**
 * The grid calls three of Excel's errors by other names, and does not know a fourth. Excel's are put in their place while the unmodified file is
 * bundled; the build fails if the text is not found, so that a new version of the grid cannot bring them back.
 */
const RENAMED = [
  ['GenericError: "#ERROR"', 'GenericError: "#VALUE!"'],
  ['InvalidReference: "#REF"', 'InvalidReference: "#REF!"'],
  ['BadExpression: "#BAD_EXPR"', 'BadExpression: "#NAME?"'],
  ['NullError: "#NULL!"', 'NullError: "#NULL!", Busy: "#BUSY!"'],
];

/** @param {string} source the grid as published */
module.exports = function excelErrorNames(source) {
  for (const [from, to] of RENAMED) {
    if (!source.includes(from)) throw new Error(`the grid's error table no longer holds ${from}`);
    source = source.replace(from, to);
  }
  return source;
};
