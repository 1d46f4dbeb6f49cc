import { DomainError } from "../errors";

/*
 * A config.json read field by field. The same figure has several names in the files of different makers; every reader
 * here takes them all, the commonest first, and an error names that one.
 */

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);

/** Parts of a model of several senses that hold its language model. */
const TEXT_PARTS = ["text_config", "llm_config", "language_config", "text_model", "decoder"];

/** Python writes numbers that JSON does not know. */
const withoutPythonNumbers = (text: string): string => text.replace(/([:[,]\s*)-?(?:Infinity|NaN)\b/g, "$1null");

function parse(text: string, argument: string): Json {
  let value: unknown;
  try {
    value = JSON.parse(withoutPythonNumbers(text));
  } catch (error) {
    const cut = text.length >= 32_767 ? "; a cell holds 32,767 characters, so the text may have been cut off" : "";
    throw new DomainError(
      `${argument} begins like a config.json but is not one: ${error instanceof Error ? error.message : String(error)}${cut}`,
    );
  }
  if (isObject(value)) return value;
  throw new DomainError(`${argument} must be the text of a config.json: an object in braces`);
}

/** The field of a configuration, which is not what every object has. */
// eslint-disable-next-line own/no-lookup-by-text -- after asking whether it is its own.
const own = (json: Json, name: string): unknown => (Object.hasOwn(json, name) ? json[name] : undefined);

/** Fields that the file of the whole model has for its language model too. */
const INHERITED = ["tie_word_embeddings", "quantization_config", "architectures", "torch_dtype", "dtype"];

/** The language model's own part, with what it takes from the whole. */
function languagePart(whole: Json): Json {
  const thinker = isObject(whole.thinker_config) ? languagePart(whole.thinker_config) : undefined;
  const part = thinker ?? TEXT_PARTS.map((name) => own(whole, name)).find(isObject);
  if (part === undefined) return whole;
  const inherited = Object.fromEntries(
    INHERITED.filter((name) => (own(part, name) ?? null) === null).map((name) => [name, own(whole, name)]),
  );
  return { ...part, ...inherited };
}

/** A configuration as a set of fields. */
export class ConfigFields {
  constructor(
    private readonly json: Json,
    private readonly argument: string,
  ) {}

  static of(text: string, argument: string): { whole: ConfigFields; language: ConfigFields } {
    const whole = parse(text, argument);
    return { whole: new ConfigFields(whole, argument), language: new ConfigFields(languagePart(whole), argument) };
  }

  /** The first of the names that is there and not null; "a.b" looks inside a. */
  value(...names: readonly string[]): unknown {
    for (const name of names) {
      let found: unknown = this.json;
      for (const part of name.split(".")) found = isObject(found) ? own(found, part) : undefined;
      if (found !== undefined && found !== null) return found;
    }
    return undefined;
  }

  has(...names: readonly string[]): boolean {
    return this.value(...names) !== undefined;
  }

  text(...names: readonly string[]): string {
    const value = this.value(...names);
    return typeof value === "string" ? value : "";
  }

  flag(name: string, fallback = false): boolean {
    const value = this.value(name);
    return typeof value === "boolean" ? value : fallback;
  }

  /** A whole number of 0 or more; undefined where none of the names is there. */
  optional(...names: readonly string[]): number | undefined {
    const value = this.value(...names);
    if (value === undefined || typeof value === "boolean") return undefined;
    const one = Array.isArray(value) ? (value as unknown[])[0] : value;
    if (typeof one === "number" && Number.isInteger(one) && one >= 0) return one;
    throw this.error(`${names[0]} must be a whole number of 0 or more, not ${JSON.stringify(value).slice(0, 40)}`);
  }

  /** A whole number of 1 or more that has to be there. */
  required(...names: readonly string[]): number {
    const value = this.optional(...names);
    if (value !== undefined && value > 0) return value;
    const others = names.length > 1 ? ` (or ${names.slice(1, 4).join(", ")})` : "";
    throw this.error(value === 0 ? `${names[0]} must be 1 or more, not 0` : `has no ${names[0]}${others}`);
  }

  list(...names: readonly string[]): readonly unknown[] | undefined {
    const value = this.value(...names);
    return Array.isArray(value) ? value : undefined;
  }

  /** A value for each layer: a list as it stands, or one number for all. */
  perLayer(names: readonly string[], layer: number): number | undefined {
    const list = this.list(...names);
    if (list === undefined) return this.optional(...names);
    const value = list[layer];
    return typeof value === "number" ? value : undefined;
  }

  part(name: string): ConfigFields | undefined {
    const value = this.value(name);
    return isObject(value) ? new ConfigFields(value, this.argument) : undefined;
  }

  error(what: string): DomainError {
    return new DomainError(`${this.argument}: the config ${what}`);
  }
}
