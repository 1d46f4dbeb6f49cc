import path from "node:path";
import ts from "typescript";

/*
 * Which API set each member of Office that a source uses belongs to, by the remarks in @types/office-js, and whether it is
 * used only where that set was asked for. Read with the compiler: a name alone does not say whose member it is.
 */

const ROOT = path.join(__dirname, "../..");
const isOfOffice = (node: ts.Node): boolean => node.getSourceFile().fileName.includes("/@types/office-js/");

export interface Use {
  /** `file:line` */
  readonly place: string;
  readonly member: string;
  /** Such as `ExcelApi 1.18`; undefined where the types name none. */
  readonly set: string | undefined;
  /** The version of the same set that was asked for before; 0 where none was. */
  readonly guard: number;
}

/** 1.9 before 1.18. */
export const versionNumber = (version: string): number => {
  const [major, minor] = version.split(".").map(Number);
  return major * 1000 + minor;
};

/** Every use of an Office member in the files; `more` are files that stand only here, by path. */
export function officeUses(folders: readonly string[], more: Readonly<Record<string, string>> = {}): Use[] {
  const { config } = ts.readConfigFile(path.join(ROOT, "tsconfig.json"), (file) => ts.sys.readFile(file)) as { config: object };
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const extra = new Map(Object.entries(more).map(([file, text]) => [path.join(ROOT, file), text]));
  const host = ts.createCompilerHost(options, true);
  const { readFile, fileExists, getSourceFile } = host;
  host.readFile = (file) => extra.get(file) ?? readFile(file);
  host.fileExists = (file) => extra.has(file) || fileExists(file);
  host.getSourceFile = (file, ...rest) => {
    const text = extra.get(file);
    return text === undefined ? getSourceFile(file, ...rest) : ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  };
  const program = ts.createProgram([...fileNames, ...extra.keys()], options, host);
  const checker = program.getTypeChecker();
  return program
    .getSourceFiles()
    .filter(({ fileName }) => folders.some((folder) => fileName.startsWith(path.join(ROOT, folder) + path.sep)))
    .flatMap((file) => usesIn(file, checker));
}

function usesIn(file: ts.SourceFile, checker: ts.TypeChecker): Use[] {
  const uses: Use[] = [];
  const add = (node: ts.Node, declarations: readonly ts.Declaration[]) => {
    // Of several signatures the earliest set: a later one only adds a way to call it, and is resolved by itself.
    const own = declarations.filter(isOfOffice);
    if (own.length === 0) return;
    const sets = own.map(setOf);
    const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    uses.push({
      place: `${path.relative(ROOT, file.fileName)}:${line}`,
      member: qualifiedName(own[0]),
      set: sets.find((set) => set !== undefined),
      guard: Math.max(0, ...guardsOf(node, checker)),
    });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node)) return;
    if (ts.isIdentifier(node)) {
      const called = calledSignature(node, checker);
      if (called) add(node, [called]);
      else add(node, symbolOf(node, checker)?.declarations ?? []);
    } else if (ts.isStringLiteralLike(node)) {
      for (const member of valueOfEnum(node, checker)) add(node, [member]);
    }
    if (ts.isCallExpression(node)) for (const [at, symbol] of loaded(node, checker)) add(at, symbol.declarations ?? []);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return uses;
}

/** What a name refers to; for a key of an object literal, the property it fills. */
function symbolOf(node: ts.Identifier, checker: ts.TypeChecker): ts.Symbol | undefined {
  const { parent } = node;
  if ((ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent)) && parent.name === node) {
    const type = checker.getContextualType(parent.parent);
    return type && checker.getPropertyOfType(checker.getNonNullableType(type), node.text);
  }
  if (ts.isBindingElement(parent) && (parent.propertyName ?? parent.name) === node)
    return checker.getPropertyOfType(checker.getTypeAtLocation(parent.parent), node.text);
  return checker.getSymbolAtLocation(node);
}

/** The signature that a call of this name takes. */
function calledSignature(node: ts.Identifier, checker: ts.TypeChecker): ts.Declaration | undefined {
  const callee = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node ? node.parent : node;
  if (!ts.isCallExpression(callee.parent) || callee.parent.expression !== callee) return undefined;
  return checker.getResolvedSignature(callee.parent)?.declaration;
}

/** Members of enums that a text stands for: "Hidden" is Excel.SheetVisibility.hidden, and as new as that. */
function valueOfEnum(node: ts.StringLiteralLike, checker: ts.TypeChecker): ts.Declaration[] {
  const types = [checker.getContextualType(node)];
  const { parent } = node;
  if (ts.isCallExpression(parent)) {
    const position = parent.arguments.indexOf(node);
    for (const signature of checker.getTypeAtLocation(parent.expression).getCallSignatures()) {
      const parameter = signature.getParameters().at(position);
      if (parameter) types.push(checker.getTypeOfSymbolAtLocation(parameter, parent));
    }
  }
  const members = types
    .flatMap((type) => (type?.isUnion() ? type.types : type ? [type] : []))
    .filter((type) => type.isStringLiteral() && type.value === node.text && (type.flags & ts.TypeFlags.EnumLiteral) !== 0)
    .flatMap((type) => type.symbol.declarations ?? []);
  return [...new Set(members)];
}

/** The properties that `load("values,format/columnWidth")` asks for. */
function loaded(call: ts.CallExpression, checker: ts.TypeChecker): [ts.Node, ts.Symbol][] {
  const { expression } = call;
  if (!ts.isPropertyAccessExpression(expression) || expression.name.text !== "load") return [];
  const owner = checker.getNonNullableType(checker.getTypeAtLocation(expression.expression));
  return call.arguments.filter(ts.isStringLiteralLike).flatMap((argument) =>
    argument.text.split(",").flatMap((text) => {
      const found: [ts.Node, ts.Symbol][] = [];
      let type: ts.Type | undefined = owner;
      for (const step of text.trim().split("/")) {
        const property: ts.Symbol | undefined = type && checker.getPropertyOfType(type, step);
        // The items of a collection take the names that follow, with or without the word.
        if (!property) throw new Error(`${argument.getSourceFile().fileName}: load("${text}") asks for no member`);
        found.push([argument, property]);
        const held = checker.getTypeOfSymbolAtLocation(property, argument);
        type = checker.getIndexTypeOfType(held, ts.IndexKind.Number) ?? held;
      }
      return found;
    }),
  );
}

/** The set a declaration's remarks name, or those of what it stands in. */
function setOf(declaration: ts.Declaration): string | undefined {
  for (let node: ts.Node = declaration; !ts.isSourceFile(node); node = node.parent) {
    const remarks = ts
      .getJSDocCommentsAndTags(node)
      .map((each) => each.getText())
      .join("\n");
    const set =
      /\[Api set:\s*([A-Za-z]+ \d+\.\d+)/.exec(remarks) ??
      /\*\*Requirement set\*\*: \{@link \S+ \| ([A-Za-z]+ \d+\.\d+)\}/.exec(remarks);
    if (set) return set[1];
  }
  return undefined;
}

function qualifiedName(declaration: ts.Declaration): string {
  const names: string[] = [];
  for (let node: ts.Node = declaration; !ts.isSourceFile(node); node = node.parent) {
    const { name } = node as ts.Node & { name?: ts.Node };
    if (name) names.unshift(name.getText());
  }
  return names.join(".");
}

/** The versions that were asked for where a node stands. */
function guardsOf(node: ts.Node, checker: ts.TypeChecker): number[] {
  const guards: number[] = [];
  for (let child = node, { parent } = node; parent; child = parent, parent = parent.parent) {
    if (ts.isConditionalExpression(parent) && parent.whenTrue === child) guards.push(askedIn(parent.condition, checker));
    if (ts.isIfStatement(parent) && parent.thenStatement === child) guards.push(askedIn(parent.expression, checker));
    if (ts.isBinaryExpression(parent) && parent.right === child && isAnd(parent)) guards.push(askedIn(parent.left, checker));
    if (ts.isBlock(parent)) {
      for (const statement of parent.statements.slice(0, parent.statements.indexOf(child as ts.Statement)))
        if (ts.isIfStatement(statement)) guards.push(askedBefore(statement, checker));
    }
  }
  return guards;
}

const isAnd = (node: ts.BinaryExpression): boolean => node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken;

/** `if (!supports("1.11")) return` */
function askedBefore({ expression, thenStatement }: ts.IfStatement, checker: ts.TypeChecker): number {
  const first = ts.isBlock(thenStatement) ? thenStatement.statements.at(-1) : thenStatement;
  const leaves = first !== undefined && (ts.isReturnStatement(first) || ts.isThrowStatement(first));
  if (!leaves || !ts.isPrefixUnaryExpression(expression) || expression.operator !== ts.SyntaxKind.ExclamationToken) return 0;
  return askedIn(expression.operand, checker);
}

/** The version that is supported wherever a condition is true; 0 where it says nothing of one. */
function askedIn(condition: ts.Expression, checker: ts.TypeChecker): number {
  if (ts.isParenthesizedExpression(condition)) return askedIn(condition.expression, checker);
  if (ts.isBinaryExpression(condition) && isAnd(condition))
    return Math.max(askedIn(condition.left, checker), askedIn(condition.right, checker));
  if (ts.isCallExpression(condition)) {
    const asked = condition.arguments.at(-1);
    return asked && ts.isStringLiteralLike(asked) && asksOffice(condition, checker) ? versionNumber(asked.text) : 0;
  }
  // `const notes = supports("1.18") ? sheet.notes : undefined; if (notes) …`
  if (ts.isIdentifier(condition)) {
    const declaration = checker.getSymbolAtLocation(condition)?.valueDeclaration;
    const value = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
    if (value && ts.isConditionalExpression(value) && value.whenFalse.getText() === "undefined")
      return askedIn(value.condition, checker);
  }
  return 0;
}

/** Whether a call is isSetSupported("ExcelApi", …), or a function of ours that only passes the version on to it. */
function asksOffice(call: ts.CallExpression, checker: ts.TypeChecker): boolean {
  const declaration = checker.getResolvedSignature(call)?.declaration;
  if (!declaration) return false;
  if (isOfOffice(declaration)) {
    const [name] = call.arguments;
    return qualifiedName(declaration).endsWith("RequirementSetSupport.isSetSupported") && name.getText() === '"ExcelApi"';
  }
  if (!ts.isFunctionDeclaration(declaration)) return false;
  const [statement] = declaration.body?.statements ?? [];
  if (!statement || !ts.isReturnStatement(statement) || !statement.expression || !ts.isCallExpression(statement.expression))
    return false;
  const passed = statement.expression.arguments.at(-1)?.getText();
  return passed === declaration.parameters.at(-1)?.name.getText() && asksOffice(statement.expression, checker);
}
