const ts = require("typescript");

/**
 * A custom enum exists for Excel's metadata: the option list offered while typing. The functions read the text that
 * arrives, so a const enum whose members are never named would be dead code in functions.js; compiled file by file,
 * TypeScript keeps it.
 */
function dropTypeOnlyEnums(context) {
  return (file) => {
    const isConstEnum = (node) =>
      ts.isEnumDeclaration(node) && node.modifiers?.some((m) => m.kind === ts.SyntaxKind.ConstKeyword);
    const named = new Set();
    const collect = (node) => {
      if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) named.add(node.expression.text);
      if (ts.isElementAccessExpression(node) && ts.isIdentifier(node.expression)) named.add(node.expression.text);
      ts.forEachChild(node, collect);
    };
    collect(file);
    const kept = file.statements.filter((node) => !isConstEnum(node) || named.has(node.name.text));
    return context.factory.updateSourceFile(file, kept);
  };
}

module.exports = { dropTypeOnlyEnums };
