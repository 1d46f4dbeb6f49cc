/*
 * What functions.json may hold: stricter than what Excel takes. A key that is not named here is a fault, since Excel passes
 * over what it does not know without a word, and a flag it does know (volatile, stream) would change when everything is
 * calculated. The names are those of learn.microsoft.com, "Manually create JSON metadata for custom functions".
 */

type Json = Readonly<Record<string, unknown>>;
type Check = (value: unknown) => boolean;
/** Keys that must be there, and keys that may. */
interface Shape {
  readonly required: Readonly<Record<string, Check>>;
  readonly optional?: Readonly<Record<string, Check>>;
}

const isText: Check = (value) => typeof value === "string" && value.trim() === value && value !== "";
const isList: Check = (value) => Array.isArray(value);
const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);
const isTrue: Check = (value) => value === true;
const is =
  (...allowed: readonly unknown[]): Check =>
  (value) =>
    allowed.includes(value);
const matches =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === "string" && pattern.test(value);

const FILE: Shape = {
  required: {
    functions: isList,
    enums: isList,
    // Without these two, error cells and cells with data types never arrive.
    allowErrorForDataTypeAny: isTrue,
    allowCustomDataForDataTypeAny: isTrue,
  },
};
const FUNCTION: Shape = {
  required: {
    id: matches(/^[A-Z][A-Z0-9_]*$/),
    name: isText,
    description: isText,
    helpUrl: matches(/^https:\/\/\S+$/),
    parameters: isList,
    result: isObject,
  },
  optional: { options: isObject },
};
const OPTIONS: Shape = { required: { requiresParameterAddresses: isTrue } };
const PARAMETER: Shape = {
  required: { name: matches(/^[a-z][a-z0-9_]*$/), description: isText, type: is("number", "string", "boolean", "any") },
  optional: { optional: isTrue, dimensionality: is("matrix"), customEnumId: isText },
};
/** A scalar of any type, a number, or a table. */
const RESULT: Shape = { required: {}, optional: { type: is("number"), dimensionality: is("matrix") } };
const ENUM: Shape = { required: { id: matches(/^[a-z][A-Za-z0-9]*$/), type: is("string"), values: isList } };
const ENUM_VALUE: Shape = {
  required: { name: matches(/^[A-Z][A-Za-z0-9]*$/), stringValue: matches(/^[a-z0-9][a-z0-9_]*$/), tooltip: isText },
};

function faultsOf(where: string, value: unknown, { required, optional = {} }: Shape): string[] {
  if (!isObject(value)) return [`${where} is no object`];
  const known = { ...required, ...optional };
  return [
    ...Object.keys(required).flatMap((key) => (Object.hasOwn(value, key) ? [] : [`${where} has no ${key}`])),
    ...Object.entries(value).flatMap(([key, held]) => {
      if (!Object.hasOwn(known, key)) return [`${where} has ${key}, which is not known`];
      return known[key](held) ? [] : [`${where}.${key} cannot be ${JSON.stringify(held)}`];
    }),
  ];
}

/** Names that stand twice; Excel takes ids, options and arguments without case. */
function twice(where: string, names: readonly unknown[]): string[] {
  const lower = names.map((name) => String(name).toLowerCase());
  return lower.flatMap((name, i) => (lower.indexOf(name) < i ? [`${where} has ${name} twice`] : []));
}

const listIn = (value: unknown, key: string): Json[] => {
  const list = isObject(value) ? value[key] : undefined;
  return Array.isArray(list) ? (list as Json[]) : [];
};

function parameterFaults(where: string, parameter: Json, enumIds: ReadonlySet<unknown>): string[] {
  const { type, dimensionality, customEnumId } = parameter;
  const faults = faultsOf(where, parameter, PARAMETER);
  // Cells of a range hold what they hold: with another type Excel itself refuses the range, in its own words.
  if (dimensionality === "matrix" && type !== "any") faults.push(`${where} is a range of type ${String(type)}`);
  if (customEnumId !== undefined) {
    if (type !== "string") faults.push(`${where} has options but is of type ${String(type)}`);
    if (dimensionality !== undefined) faults.push(`${where} is a range with options`);
    if (!enumIds.has(customEnumId)) faults.push(`${where} has the options ${String(customEnumId)}, which are nowhere`);
  }
  return faults;
}

function functionFaults(entry: Json, enumIds: ReadonlySet<unknown>): string[] {
  const where = String(entry.id);
  const parameters = listIn(entry, "parameters");
  const firstOptional = parameters.findIndex(({ optional }) => optional === true);
  const late = firstOptional < 0 ? [] : parameters.slice(firstOptional).filter(({ optional }) => optional !== true);
  return [
    ...faultsOf(where, entry, FUNCTION),
    ...(entry.name === entry.id ? [] : [`${where} is called ${String(entry.name)}`]),
    ...(entry.options === undefined ? [] : faultsOf(`${where}.options`, entry.options, OPTIONS)),
    ...faultsOf(`${where}.result`, entry.result, RESULT),
    ...parameters.flatMap((parameter) => parameterFaults(`${where}(${String(parameter.name)})`, parameter, enumIds)),
    ...late.map(({ name }) => `${where}(${String(name)}) must be given but stands after one that may be left out`),
    ...twice(
      where,
      parameters.map(({ name }) => name),
    ),
  ];
}

function enumFaults(entry: Json, used: ReadonlySet<unknown>): string[] {
  const where = `options ${String(entry.id)}`;
  const values = listIn(entry, "values");
  return [
    ...faultsOf(where, entry, ENUM),
    ...values.flatMap((value) => faultsOf(`${where} ${String(value.name)}`, value, ENUM_VALUE)),
    ...twice(
      where,
      values.map(({ name }) => name),
    ),
    ...twice(
      where,
      values.map(({ stringValue }) => stringValue),
    ),
    ...(values.length < 2 ? [`${where} leave no choice`] : []),
    ...(used.has(entry.id) ? [] : [`${where} are those of no argument`]),
  ];
}

/** Everything in a functions.json that is not as it must be; empty where nothing is. */
export function metadataFaults(json: unknown): string[] {
  const functions = listIn(json, "functions");
  const enums = listIn(json, "enums");
  const enumIds = new Set(enums.map(({ id }) => id));
  const used = new Set(functions.flatMap((entry) => listIn(entry, "parameters").map(({ customEnumId }) => customEnumId)));
  return [
    ...faultsOf("functions.json", json, FILE),
    ...functions.flatMap((entry) => functionFaults(entry, enumIds)),
    ...enums.flatMap((entry) => enumFaults(entry, used)),
    ...twice(
      "functions.json",
      functions.map(({ id }) => id),
    ),
    ...twice(
      "enums",
      enums.map(({ id }) => id),
    ),
  ];
}
