import { MissingPreset } from "../engine/errors";
import { normalizeName } from "../engine/names";
import { splitAliases } from "./keyIndex";
import { likeNames } from "./likeness";
import { once } from "./once";
import { priceAliases, priceHistories } from "./priceSheet";
import { shownText } from "../engine/shownText";

/*
 * The names under which invoices, gateways, exports and people write the models of the price sheet. A name is tried as it
 * stands, then without what only says by which way, from where or in which snapshot the same model is called. What sells at
 * another price (a tuned model, a region, a free variant) is never taken for the plain one.
 */

/** Paths in front of a name that say where it is called, not what. */
const PATHS = /^(?:projects\/.*?\/models\/|arn:aws[\w-]*:bedrock:.*?\/|(?:models|publishers\/[\w-]+\/models)\/)/;
/** Gateways, which pass the maker's price on. */
const GATEWAYS = /^(?:openrouter|litellm_proxy|litellm|vercel(?:_ai_gateway)?|portkey|helicone|requesty)\//;
/** Makers whose names nobody else uses: their keys are bare. */
const MAKERS_WITHOUT =
  /^(?:openai|azure_openai|azure_ai|azure|text-completion-openai|responses|chatgpt|anthropic|google|gemini|google_ai_studio|vertex_ai|vertex_ai_beta|vertex|xai|x-ai|cohere|cohere_chat|perplexity|voyage|voyageai)\//;
/** Makers of open models, whose names others use too: their keys carry the maker in front. */
const MAKERS_IN_FRONT: readonly (readonly [spelling: RegExp, prefix: string])[] = [
  [/^(?:mistral|mistralai)\//, "mistral/"],
  [/^(?:deepseek|deepseek-ai)\//, "deepseek/"],
  [/^(?:moonshot|moonshotai|kimi)\//, "moonshot/"],
  [/^(?:zai|z-ai|zai-org)\//, "zai/"],
  [/^(?:minimax|minimaxai)\//, "minimax/"],
];
/** Hosts of other makers' models, at prices of their own. */
const HOSTS: readonly (readonly [spelling: RegExp, prefix: string])[] = [
  [/^groq\//, "groq/"],
  [/^(?:together|together_ai|togetherai|togethercomputer)\//, "together/"],
  [/^(?:fireworks|fireworks_ai|accounts\/fireworks)\/(?:accounts\/fireworks\/)?(?:models\/)?/, "fireworks/"],
  [/^cerebras\//, "cerebras/"],
  [/^azure(?:_ai)?\//, "azure/"],
];
const BEDROCK = /^(?:(?:aws|amazon)[-_])?bedrock(?:_converse)?\/(?:converse\/|invoke\/)?(?:[a-z]{2}(?:-gov)?-[a-z]+-\d\/)?/;
const BEDROCK_MAKER =
  /^(?:(?:us-gov|us|eu|apac|au|jp|ca|sa|me|global|regional)\.)?(?:ai21|amazon|anthropic|cohere|deepseek|google|meta|minimax|mistral|moonshot|nvidia|openai|qwen|writer|zai)\./;

const TUNED = /(?:^|[/:])ft:|\.ft-|:ft-|\(?fine-?tuned\)?\s*$/;
/** A snapshot, at the end: 2024-08-06, 20241022, @20241022, -001. */
const SNAPSHOT = /(?:[-@]20\d\d-?\d\d-?\d\d|-0\d\d)$/;
/** The second edition of a snapshot, as Vertex writes it. */
const EDITION = /^(claude-.*)-v\d$/;
/** Ways of asking the same model at the same price. */
const WAYS = /(?::(?:beta|thinking|nitro|floor)|[-@]latest|@default)$/;
/** Previews that were sold at the price of the model they became. */
const PREVIEWS: readonly (readonly [spelling: RegExp, key: string])[] = [
  [/^gemini-2\.5-pro-(?:preview|exp)(?!.*tts)/, "gemini-2.5-pro"],
  [/^gemini-2\.5-flash-lite-preview(?!.*tts)/, "gemini-2.5-flash-lite"],
  [/^gemini-embedding-2-preview/, "gemini-embedding-2"],
];

const withoutEnding = (name: string): string[] => {
  const forms = [name];
  for (const ending of [WAYS, SNAPSHOT, WAYS]) {
    const shorter = forms[forms.length - 1].replace(ending, "");
    if (shorter !== forms[forms.length - 1]) forms.push(shorter);
  }
  return forms;
};

const withoutVersion = (name: string): string => name.replace(/(?:-v\d+)?(?::\d+)?(?::\d+k)?$/, "");

/** An id of AWS, with and without its version; the plain ones are of a region. */
function bedrockForms(name: string): string[] {
  const id = name.replace(BEDROCK, "");
  if (id === name && !BEDROCK_MAKER.test(name)) return [];
  const global = id.startsWith("global.") ? "global." : "";
  const model = id
    .replace(/^(?:us-gov|us|eu|apac|au|jp|ca|sa|me|global|regional)\./, "")
    .replace(/:\d+k$/, "")
    .replace(/:\d+$/, "");
  return [model, withoutVersion(model)].map((form) => `bedrock/${global}${form}`);
}

/** The forms of a name, in the order in which they are tried. */
function formsOf(text: string): string[] {
  const called = text
    .replace(GATEWAYS, "")
    .replace(PATHS, "")
    .replace(/\s*\(regional\)$/, "");
  const bedrock = bedrockForms(called);
  if (bedrock.length > 0) return bedrock;
  const host = HOSTS.find(([spelling]) => spelling.test(called));
  const atHost =
    host === undefined ? [] : [called.replace(host[0], host[1]), `${host[1]}${called.slice(called.lastIndexOf("/") + 1)}`];
  if (host !== undefined && host[1] !== "azure/") return atHost.flatMap(withoutEnding);
  const bare = called.replace(MAKERS_WITHOUT, "").replace(MAKERS_WITHOUT, "");
  const open = MAKERS_IN_FRONT.find(([spelling]) => spelling.test(bare));
  const plain = withoutEnding(bare).flatMap((form) => [form, form.replace(EDITION, "$1")]);
  return [
    ...atHost,
    ...(open === undefined ? plain : withoutEnding(bare.replace(open[0], open[1]))),
    ...MAKERS_IN_FRONT.flatMap(([, prefix]) => plain.map((form) => prefix + form)),
    ...PREVIEWS.filter(([spelling]) => spelling.test(bare)).map(([, key]) => key),
  ];
}

/** The form of a tuned model's name under which it has a price: "ft:gpt-4o-mini" of "ft:gpt-4o-mini-2024-07-18:org::id". */
function tunedForm(text: string): string {
  const [, model = ""] = /ft:([^:]*)/.exec(text) ?? /([^/]*?)(?:\.ft-|:ft-|\s*\(?fine-?tuned)/.exec(text) ?? [];
  return `ft:${model.replace(SNAPSHOT, "").replace(/-\d{4}$/, "")}`;
}

const keyByName = once(() => {
  const byName = new Map<string, string>();
  const keys = [...priceHistories().keys()];
  // A key always means its own model, whatever aliases others have.
  const undated = (key: string): string => (key.startsWith("bedrock/") ? withoutVersion(key).replace(SNAPSHOT, "") : key);
  for (const key of keys) byName.set(normalizeName(undated(key)), key);
  for (const [key, aliases] of Object.entries(priceAliases()))
    for (const alias of splitAliases(aliases)) byName.set(normalizeName(alias), key);
  for (const key of keys) byName.set(normalizeName(key), key);
  return byName;
});

const sortedKeys = once(() => [...priceHistories().keys()].sort());
const spellings = once(() => likeNames([...keyByName().keys()]));

/** The keys of the API models with a price, in alphabetical order. */
export const apiModelKeys = (): readonly string[] => sortedKeys();

function find(text: string): string | undefined {
  const byName = keyByName();
  const name = text.trim().toLowerCase();
  if (TUNED.test(name)) return byName.get(normalizeName(tunedForm(name)));
  const exact = byName.get(normalizeName(name));
  if (exact !== undefined) return exact;
  for (const form of formsOf(name)) {
    const key = byName.get(normalizeName(form));
    if (key !== undefined) return key;
  }
  return undefined;
}

/** What a name means, or why it means nothing: looking for the names that are near takes time, and not every message is read. */
type Meaning = { readonly key: string } | { readonly brief: string; readonly why: () => string };

/** Names are looked up again in every cell of a column. */
const MOST_REMEMBERED = 2000;
const remembered = new Map<string, Meaning>();

/** A longer text names nothing, and a message repeats only its beginning. */
const MOST_READ = 256;

function unknown(text: string, why?: () => string): Meaning {
  const brief = `"${text}" is not a chat model`;
  return { brief, why: once(why ?? (() => brief)) };
}

function meaningOf(text: string): Meaning {
  if (text.length > MOST_READ) return unknown(shownText(text));
  let meaning = remembered.get(text);
  if (meaning === undefined) {
    const key = find(text);
    meaning = key === undefined ? unknown(text, () => whyUnknown(text)) : { key };
    if (remembered.size < MOST_REMEMBERED) remembered.set(text, meaning);
  }
  return meaning;
}

function whyUnknown(text: string): string {
  const name = text.trim().toLowerCase();
  if (TUNED.test(name)) {
    const tuned = apiModelKeys().filter((key) => key.startsWith("ft:"));
    return `"${text}" is a tuned model without a price of its own in the sheet, which has ${tuned.join(", ")}`;
  }
  if (/:free$/.test(name)) return `"${text}" is a free variant: it has no price`;
  const like = [
    ...new Set(
      spellings()
        .like(name, 12)
        .map((spelling) => keyByName().get(spelling)),
    ),
  ].slice(0, 5);
  return like.length === 0 ? `"${text}" is not a chat model` : `"${text}" is not a known API model; nearest: ${like.join(", ")}`;
}

/** The key of an API model spelled in any known way; undefined when it is none. */
export function findApiModel(text: string): string | undefined {
  const meaning = meaningOf(text);
  return "key" in meaning ? meaning.key : undefined;
}

/**
 * The key of an API model spelled in any known way; `argument` is the argument as the user sees it.
 * @throws MissingPreset that names the nearest, or says that nothing is alike.
 */
export function requireApiModel(argument: string, text: string): string {
  const meaning = meaningOf(text);
  if ("key" in meaning) return meaning.key;
  const { brief, why } = meaning;
  throw new MissingPreset(`${argument} ${brief}`, () => `${argument} ${why()}`);
}
