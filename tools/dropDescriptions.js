const ts = require("typescript");

const DESCRIPTIONS = new Set(["doc", "group"]);

/**
 * The definitions of a scenario's inputs and outputs say for people what each is and where it belongs. Sheets and help show
 * that; functions.js computes without it, so it is left out there. A function that came to read it would find nothing, so
 * reading it is an error of the build.
 */
function dropDescriptions(context) {
  return (file) => {
    const refuse = (name) => {
      throw new Error(`${file.fileName} reads .${name}, which tools/dropDescriptions.js leaves out of functions.js`);
    };
    const visit = (node) => {
      if (ts.isPropertyAccessExpression(node) && DESCRIPTIONS.has(node.name.text)) refuse(node.name.text);
      if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) {
        const name = (node.propertyName ?? node.name).text;
        if (DESCRIPTIONS.has(name)) refuse(name);
      }
      if (ts.isPropertyAssignment(node) && DESCRIPTIONS.has(node.name.text)) return undefined;
      return ts.visitEachChild(node, visit, context);
    };
    return ts.visitNode(file, visit);
  };
}

module.exports = { dropDescriptions };
