import { FileError } from "./fileProblems";
import { type Token, tokensOf } from "./formulaTokens";
import { GIVES_AN_ARRAY, storedName, TAKES_RANGES } from "./futureFunctions";

/* Formulas as a file holds them, which is not as a user types them. */

/** Every function of the add-in, as a user types it. */
const NAMESPACE = "FT.";
/** Excel stores a function of an Office add-in under this, with every dot of its name as an underscore. */
const STORED_NAMESPACE = "_xldudf_FT_";

const MOST_CHARACTERS = 8192;

const isOurs = ({ kind, text }: Token): boolean => kind === "function" && text.toUpperCase().startsWith(NAMESPACE);

/** Whether a formula calls the add-in. */
export const callsFt = (formula: string): boolean => tokensOf(formula).some(isOurs);

/** Without its "=", its functions under the names that a file gives them. */
export function storedFormula(formula: string): string {
  const tokens = tokensOf(formula);
  const stored = tokens.map((token, i) => {
    switch (token.kind) {
      case "function":
        return storedFunction(token, formula);
      case "reference":
        return token.text.endsWith("#") ? spillReference(token, tokens[i - 1]) : token.text;
      case "sheet":
        return tokens[i + 1]?.text.endsWith("#") ? "" : token.text;
      case "sign":
        if (token.text === "@" || token.text === "#")
          throw new FileError(`The formula ${formula} uses ${token.text} in a way that no file is written with.`);
        return token.text;
      default:
        return token.text;
    }
  });
  const text = stored.join("");
  if (text.length > MOST_CHARACTERS)
    throw new FileError(`The formula ${formula.slice(0, 40)}… is longer than the ${MOST_CHARACTERS} characters Excel takes.`);
  return text;
}

function storedFunction(token: Token, formula: string): string {
  const name = token.text.toUpperCase();
  if (isOurs(token)) return STORED_NAMESPACE + name.slice(NAMESPACE.length).replaceAll(".", "_");
  // Their own names inside the formula would need a prefix too.
  if (name === "LET" || name === "LAMBDA")
    throw new FileError(`The formula ${formula} uses ${name}, which no file is written with.`);
  return storedName(name);
}

/** `E1#`, all that spills from E1, has no notation in a file but a function of its own. */
function spillReference(token: Token, before: Token | undefined): string {
  const sheet = before?.kind === "sheet" ? before.text : "";
  return `_xlfn.ANCHORARRAY(${sheet}${token.text.slice(0, -1)})`;
}

/**
 * Whether Excel must be told that a formula works on arrays, where its result is a single cell: without the mark it would
 * take one cell of each range, as Excel did before 2019. An add-in's function takes ranges as they are.
 */
export function worksOnArrays(formula: string): boolean {
  const tokens = tokensOf(formula).filter(({ kind }) => kind !== "space");
  const calls: Token[] = [];
  for (const [i, token] of tokens.entries()) {
    if (token.kind === "function") {
      if (GIVES_AN_ARRAY.has(token.text.toUpperCase())) return true;
      calls.push(token);
    } else if (token.kind === "open") {
      if (tokens[i - 1]?.kind !== "function") calls.push(token);
    } else if (token.kind === "close") calls.pop();
    else if (token.kind === "reference" && /[:#]/.test(token.text) && !isWholeArgument(tokens, i, calls.at(-1))) return true;
  }
  return false;
}

function isWholeArgument(tokens: readonly Token[], i: number, call: Token | undefined): boolean {
  if (call?.kind !== "function") return false;
  if (!isOurs(call) && !TAKES_RANGES.has(call.text.toUpperCase())) return false;
  const before = tokens[tokens[i - 1]?.kind === "sheet" ? i - 2 : i - 1];
  const after = tokens[i + 1];
  return (before?.kind === "open" || before?.kind === "comma") && (after?.kind === "close" || after?.kind === "comma");
}
