import { FileError } from "./fileProblems";

/* A formula cut into its words, as far as a file and its checks need them. */

export type TokenKind =
  "text" | "sheet" | "error" | "reference" | "number" | "function" | "name" | "open" | "close" | "comma" | "space" | "sign";

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

const CELL = String.raw`\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6}`;
const AREA = String.raw`(?:${CELL}(?::${CELL})?#?|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}|\$?[1-9]\d{0,6}:\$?[1-9]\d{0,6})`;

/** In the order in which they are tried. */
const WORDS: readonly (readonly [TokenKind, RegExp])[] = [
  ["text", /"(?:[^"]|"")*"/y],
  ["sheet", /(?:'(?:[^']|'')+'|[\p{L}_][\p{L}\p{N}_.]*)!/uy],
  ["error", /#(?:REF!|VALUE!|NAME\?|N\/A|DIV\/0!|NUM!|NULL!|SPILL!|CALC!|BUSY!)/y],
  ["reference", new RegExp(String.raw`${AREA}(?![\p{L}\p{N}_.(!:])`, "uy")],
  ["number", /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y],
  ["function", /[\p{L}_\\][\p{L}\p{N}_.\\]*(?=\()/uy],
  ["name", /[\p{L}_\\][\p{L}\p{N}_.\\?]*/uy],
  ["open", /\(/y],
  ["close", /\)/y],
  ["comma", /,/y],
  ["space", /\s+/y],
  ["sign", /<>|<=|>=|[-+*/^&=<>%@{};:#]/y],
];

/** @throws FileError where the formula holds what no formula holds. */
export function tokensOf(formula: string): Token[] {
  const tokens: Token[] = [];
  let at = formula.startsWith("=") ? 1 : 0;
  while (at < formula.length) {
    const token = wordAt(formula, at);
    if (!token) throw new FileError(`The formula ${formula} cannot be read from "${formula.slice(at, at + 20)}" on.`);
    tokens.push(token);
    at += token.text.length;
  }
  return tokens;
}

function wordAt(formula: string, at: number): Token | undefined {
  for (const [kind, pattern] of WORDS) {
    pattern.lastIndex = at;
    const found = pattern.exec(formula);
    if (found) return { kind, text: found[0] };
  }
  return undefined;
}
