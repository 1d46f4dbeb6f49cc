import {
  addFunction,
  type AddFunctionDescription,
  CellErrorType,
  createAutocompleteArgumentsProvider,
  EvaluationError,
} from "@odoo/o-spreadsheet";
import { CellError } from "../customFunctionsRuntime";
import type { AddIn, EnumMetadata, FunctionMetadata, ParameterMetadata } from "./customFunctions";

/*
 * Each function of the add-in as a function of the grid, called as Excel calls it: null for what is omitted or blank,
 * ranges as rows (the grid keeps columns), a single value given to a range argument as 1×1, scalars coerced to the
 * declared type or refused before the call, error cells of ranges as values, and an Invocation last.
 */

type Compute = AddFunctionDescription["compute"];
type EvaluationContext = ThisParameterType<Compute>;
type Argument = Parameters<Compute>[number];
type CellResult = { value: string | number | boolean | null; message?: string };
type ReadArgument = (argument: Argument) => unknown;

/** Registers everything under the namespace, e.g. FT.PAYBACK. */
export function registerFunctions({ metadata, implementations }: AddIn, namespace: string): void {
  const enums = new Map((metadata.enums ?? []).map((entry) => [entry.id.toLowerCase(), entry.values]));
  for (const entry of metadata.functions) {
    const implementation = implementations.get(entry.id);
    if (!implementation) throw new Error(`functions.js does not register ${entry.id}, which functions.json declares`);
    const name = `${namespace}.${entry.name}`;
    const args = entry.parameters.map((parameter) => describeArgument(parameter, enums));
    addFunction(name, {
      description: entry.description,
      category: "Fine-tuning",
      isExported: true,
      args,
      compute: hostCall(entry, implementation),
    });
    createAutocompleteArgumentsProvider(name, args);
  }
}

function describeArgument(
  parameter: ParameterMetadata,
  enums: ReadonlyMap<string, EnumMetadata["values"]>,
): AddFunctionDescription["args"][number] {
  const type = (parameter.type ?? "any").toUpperCase() as "NUMBER" | "STRING" | "BOOLEAN" | "ANY";
  const range = parameter.dimensionality === "matrix";
  const options = parameter.customEnumId ? enums.get(parameter.customEnumId.toLowerCase()) : undefined;
  return {
    name: parameter.name,
    description: parameter.description ?? "",
    optional: parameter.optional === true,
    type: [range ? `RANGE<${type}>` : type],
    // The grid would call a function once per cell of a range given for a scalar; Excel does not do so for add-ins.
    acceptMatrix: true,
    acceptErrors: range,
    proposalValues: options?.map(({ name, stringValue, numberValue, tooltip }) => ({
      value: stringValue ?? numberValue ?? name,
      label: tooltip,
    })),
  };
}

function hostCall(entry: FunctionMetadata, implementation: (...args: unknown[]) => unknown): Compute {
  const count = entry.parameters.length;
  const readers = entry.parameters.map(argumentReader);
  return function (this: EvaluationContext, ...args: Argument[]) {
    const passed: unknown[] = new Array(count + 1);
    for (let i = 0; i < count; i++) {
      const argument = args[i];
      passed[i] = argument === undefined ? null : readers[i](argument);
    }
    passed[count] = new Invocation(this, entry.id);
    let result: unknown;
    try {
      result = implementation(...passed);
    } catch (error) {
      return thrown(entry.id, error);
    }
    return Array.isArray(result) ? spilled(result as unknown[][]) : shown(result);
  };
}

/** Excel's last argument. The address is written out only when a function asks for it. */
class Invocation {
  private readonly position;
  private readonly getters;

  constructor(
    context: EvaluationContext,
    readonly functionName: string,
  ) {
    this.position = context.__originCellPosition;
    this.getters = context.getters;
  }

  get address(): string {
    if (!this.position) return "";
    const { sheetId, col, row } = this.position;
    const zone = { left: col, right: col, top: row, bottom: row };
    const sheet = this.getters.getSheetName(sheetId);
    const cell = this.getters.getRangeString(this.getters.getRangeFromZone(sheetId, zone), sheetId);
    return `${/^[A-Za-z_]\w*$/.test(sheet) ? sheet : `'${sheet.replaceAll("'", "''")}'`}!${cell}`;
  }
}

/* What goes in. */

function argumentReader(parameter: ParameterMetadata): ReadArgument {
  if (parameter.dimensionality === "matrix") return readRange;
  const coerce = COERCIONS[parameter.type ?? "any"];
  const { name } = parameter;
  return (argument) => {
    if (argument === undefined) return null;
    if (!Array.isArray(argument)) return argument.value === null ? null : coerce(name, argument.value);
    if (argument.length !== 1 || argument[0].length !== 1) throw refused(`${name} must be a single value, not a range`);
    const { value, message } = argument[0][0];
    if (isErrorText(value)) throw new EvaluationError(message ?? "", value);
    return value === null ? null : coerce(name, value);
  };
}

function readRange(argument: Argument): unknown {
  if (argument === undefined) return null;
  if (!Array.isArray(argument)) return [[rangeCell(argument.value)]];
  const columns = argument.length;
  const rows = argument[0].length;
  const table: unknown[][] = new Array(rows);
  for (let r = 0; r < rows; r++) {
    const row: unknown[] = new Array(columns);
    for (let c = 0; c < columns; c++) row[c] = rangeCell(argument[c][r].value);
    table[r] = row;
  }
  return table;
}

function rangeCell(value: CellResult["value"]): unknown {
  return isErrorText(value) ? errorCell(value) : value;
}

const ERROR_TEXTS: ReadonlySet<unknown> = new Set(Object.values(CellErrorType));
/** What Excel has, too; the grid's own (#SPILL!, #CYCLE, #BAD_EXPR) reach a function as #VALUE!. */
const KNOWN_TO_EXCEL = new Set(["#VALUE!", "#N/A", "#DIV/0!", "#NUM!", "#REF!", "#NAME?", "#NULL!"]);

const isErrorText = (value: unknown): value is string =>
  typeof value === "string" && value.startsWith("#") && ERROR_TEXTS.has(value);
const errorCell = (text: string): CellError => new CellError(KNOWN_TO_EXCEL.has(text) ? text : "#VALUE!");

const COERCIONS: Record<NonNullable<ParameterMetadata["type"]>, (name: string, value: string | number | boolean) => unknown> = {
  any: (_, value) => value,
  number: (name, value) => {
    if (typeof value === "number") return value;
    if (typeof value === "boolean") return value ? 1 : 0;
    return numberFromText(value) ?? refuse(`${name} must be a number, not "${value}"`);
  },
  string: (_, value) => (typeof value === "boolean" ? (value ? "TRUE" : "FALSE") : String(value)),
  boolean: (name, value) => {
    if (typeof value === "boolean") return value;
    if (typeof value === "number") return value !== 0;
    const word = value.trim().toUpperCase();
    return word === "TRUE" || word === "FALSE" ? word === "TRUE" : refuse(`${name} must be TRUE or FALSE, not "${value}"`);
  },
};

/** Text that Excel takes for a number: 1234.5, 1,234.5, $1,234, 5%, 1e3. */
function numberFromText(text: string): number | undefined {
  const match =
    /^\s*([+-]?)\s*\$?\s*(\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)\s*(%?)\s*$/.exec(text);
  if (!match) return undefined;
  const [, sign, digits, percent] = match;
  return (sign === "-" ? -1 : 1) * (Number(digits.replaceAll(",", "")) / (percent ? 100 : 1));
}

/** What Excel does where it cannot coerce: the cell shows #VALUE! and the function is not called. */
const refused = (message: string) => new EvaluationError(message, "#VALUE!");
function refuse(message: string): never {
  throw refused(message);
}

/* What comes out. */

function shown(value: unknown): CellResult {
  if (typeof value === "number")
    return Number.isFinite(value) ? { value } : { value: "#NUM!", message: "the result is not a number" };
  if (typeof value === "string" || typeof value === "boolean") return { value };
  if (value instanceof CellError) return { value: value.code, message: value.message };
  // Excel shows 0 where a function returns nothing.
  return { value: 0 };
}

function spilled(rows: unknown[][]): CellResult | CellResult[][] {
  const width = rows[0]?.length ?? 0;
  if (width === 0 || rows.some((row) => row.length !== width)) return { value: "#VALUE!", message: "the rows differ in length" };
  const columns: CellResult[][] = new Array(width);
  for (let c = 0; c < width; c++) {
    const column: CellResult[] = new Array(rows.length);
    for (let r = 0; r < rows.length; r++) column[r] = shown(rows[r][c]);
    columns[c] = column;
  }
  return columns;
}

function thrown(id: string, error: unknown): CellResult {
  if (error instanceof CellError) return { value: error.code, message: error.message };
  // Excel shows #VALUE! without a word of why; a developer finds it in the console.
  console.error(`${id} threw what is no cell error`, error);
  return { value: "#VALUE!" };
}
