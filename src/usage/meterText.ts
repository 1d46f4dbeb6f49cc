/*
 * What the meters of cloud bills say in words: "gpt-4o-0806-Inp-glbl Tokens", "USE1-Claude3Sonnet-input-tokens", "Gemini
 * 2.5 Flash Text Input - Predictions". Read into the model as the meter spells it and the kind of token it counts.
 */

export type TokenKind = "input" | "cachedInput" | "cacheWrite" | "output";

export interface Meter {
  readonly model: string;
  readonly kind: TokenKind;
}

const CACHE_WRITE = /\b(cache[- ]?(?:write|creation|storage)\w*|cd[- ]?wr|write[- ]?cache)\b/i;
const CACHED = /\b(?:cache[- ]?read\w*|cached|c+chd|cd|cache)\b/i;
const INPUT = /\b(?:input|inp|in|prompt|request)\b/i;
const OUTPUT = /\b(?:output|outp|opt|out|completion|response|generated)\b/i;
const TOKENS = /token|\binput\b|\boutput\b|character/i;

/** Words of a meter that say where, how and in what unit, not which model. */
const NOT_THE_MODEL =
  /\b(?:tokens?|tokencount|count|units?|1[km]|glbl|global|gl|regnl|regional|rg|dz|dzone|data ?zone|std|standard|on[- ]?demand|batch|priority|pp|flex|geo|cross[- ]region|inference|predictions?|text|image|audio|video|mantle|shortco|longco|short|long|context|for|the|from|online|vertex ai|generate content|million|thousand|mp)\b/gi;

/** The words of a meter with its joints loosened: InputTokenCount, USE1-Claude3Sonnet-input-tokens. */
function words(text: string): string {
  return text
    .replace(/^[A-Z]{2,4}\d-/, "")
    .replace(/^MP:[A-Z]{2,4}\d_/, "")
    .replace(/(Input|Output|CacheRead|CacheWrite)TokenCount/g, " $1 token ")
    .replace(/CacheRead/g, "cache-read")
    .replace(/CacheWrite/g, "cache-write")
    .replaceAll("_", " ")
    .replace(/[|,;()]/g, " ");
}

/** The kind of token a meter counts and the model it counts for; undefined where it counts no tokens. */
export function readMeter(text: string): Meter | undefined {
  if (!TOKENS.test(text)) return undefined;
  const loose = words(text).replace(/(?<=[A-Za-z])-(?=[A-Za-z])/g, " ");
  const kind = CACHE_WRITE.test(loose)
    ? "cacheWrite"
    : OUTPUT.test(loose)
      ? "output"
      : CACHED.test(loose)
        ? "cachedInput"
        : INPUT.test(loose)
          ? "input"
          : undefined;
  if (kind === undefined) return undefined;
  const model = words(text)
    .replace(
      /(?<=[A-Za-z\d])-(?=(?:inp?|input|outp?|output|opt|cached|c+chd|cache|batch|glbl|regnl|tokens?|mantle|std)\b)/gi,
      " ",
    )
    .replace(/(?<=\b(?:input|output|cached|cache|read|write|batch|inp|outp?|c+chd|mantle|cross))-/gi, " ")
    .replace(CACHE_WRITE, " ")
    .replace(/\b(?:cache[- ]?read\w*|cached|c+chd|cd|cache)\b/gi, " ")
    .replace(/\b(?:input|inp|prompt|request|output|outp|opt|out|in|completion|response|generated)\b/gi, " ")
    .replace(NOT_THE_MODEL, " ")
    .replace(/\s+-\s+|\s+-(?=\s|$)|(?:^|\s)-+(?=\s)/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/^-+|-+$/g, "")
    .trim();
  return model === "" ? undefined : { model, kind };
}

/** How many tokens one unit of a meter is; undefined where the words do not say. */
export function tokensPerUnit(...texts: readonly unknown[]): number | undefined {
  for (const value of texts) {
    const text = typeof value === "string" ? value : "";
    if (/\b1\s?M\b|\bmillion\b|\b1,?000,?000\b|1M\b/i.test(text)) return 1e6;
    if (/\b1\s?K\b|\bthousand\b|\b1,?000\b|1K\b/i.test(text)) return 1e3;
    if (/^\s*(?:\d+\s+)?(?:tokens?|counts?|each|1)\s*$/i.test(text)) return 1;
  }
  return undefined;
}
