const ts = require("typescript");

/* Rules of this project's own, for what no rule of a library says. */

/** The readers of src/functions/support/arguments.ts, which take an argument's name as the user sees it, then the argument. */
const READERS = new Set([
  "fallbackOf",
  "flag",
  "number",
  "numberOrSeries",
  "numbers",
  "option",
  "optional",
  "optionalDay",
  "optionalNonZero",
  "optionalText",
  "series",
  "text",
  "zeroMeansDefault",
]);

/**
 * Whether a name is that of an argument of a function Excel calls.
 * @param {import("eslint").Scope.Scope} scope
 * @param {string} name
 * @returns {boolean}
 */
function isArgument(scope, name) {
  const variable = scope.set.get(name);
  if (variable === undefined) return scope.upper !== null && isArgument(scope.upper, name);
  // ESLint gives every node its parent, which the types of the syntax tree alone do not say.
  return variable.defs.some(
    ({ type, node }) =>
      type === "Parameter" && /** @type {import("eslint").Rule.Node} */ (node).parent?.type === "ExportNamedDeclaration",
  );
}

/** A message that names another argument than the one it read sends the user to the wrong cell. */
/** @type {import("eslint").Rule.RuleModule} */
const argumentNames = {
  meta: { type: "problem", schema: [], messages: { differs: 'The argument {{variable}} is read as "{{name}}".' } },
  create: (context) => ({
    CallExpression({ callee, arguments: [name, value] }) {
      if (callee.type !== "Identifier" || !READERS.has(callee.name)) return;
      if (name?.type !== "Literal" || value?.type !== "Identifier" || name.value === value.name) return;
      if (!isArgument(context.sourceCode.getScope(value), value.name)) return;
      context.report({ node: name, messageId: "differs", data: { name: String(name.value), variable: value.name } });
    },
  }),
};

/**
 * A user's word is never looked up on a plain object, which also has "constructor" and "__proto__": a Map has only what
 * was put in. A key whose type lists its values is no user's word.
 */
/** @type {import("eslint").Rule.RuleModule} */
const noLookupByText = {
  meta: {
    type: "problem",
    schema: [],
    messages: { lookup: "A look-up by text on a plain object also finds what every object has (constructor): use a Map." },
  },
  create(context) {
    const { program, esTreeNodeToTSNodeMap } = context.sourceCode.parserServices;
    const checker = program.getTypeChecker();
    /** @param {{ type: string }} node */
    const typeOf = (node) => checker.getTypeAtLocation(esTreeNodeToTSNodeMap.get(node));
    /** @param {{ type: string }} node */
    const isText = (node) => (typeOf(node).flags & ts.TypeFlags.String) !== 0;
    return {
      MemberExpression(node) {
        if (node.computed && node.property.type !== "Literal" && isText(node.property)) {
          context.report({ node, messageId: "lookup" });
        }
      },
      BinaryExpression(node) {
        if (
          node.operator === "in" &&
          node.left.type !== "Literal" &&
          node.left.type !== "PrivateIdentifier" &&
          isText(node.left)
        ) {
          context.report({ node, messageId: "lookup" });
        }
      },
    };
  },
};

const ownRules = { rules: { "argument-names": argumentNames, "no-lookup-by-text": noLookupByText } };

module.exports = { ownRules };
