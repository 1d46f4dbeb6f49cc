import {
  addFunction,
  type AddFunctionDescription,
  CellErrorType,
  createAutocompleteArgumentsProvider,
  EvaluationError,
} from "@odoo/o-spreadsheet";
import { CellError } from "../customFunctionsRuntime";
import { emptyCell, errorCell, filledCell, isErrorOfExcel, isTooLarge } from "../hosts/cellsAsSent";
import type { HostProfile } from "../hosts/profiles";
import type { AddIn, EnumMetadata, FunctionMetadata, ParameterMetadata } from "./customFunctions";

/*
 * Each function of the add-in as a function of the grid, called as the host calls it: null for what is omitted, an empty
 * cell as that host sends it, ranges as rows (the grid keeps columns), a single value given to a range argument as 1×1,
 * scalars coerced to the declared type or refused before the call, errors as values where the metadata allows it, and an
 * Invocation last.
 */

type Compute = AddFunctionDescription["compute"];
type EvaluationContext = ThisParameterType<Compute>;
type Argument = Parameters<Compute>[number];
type CellResult = { value: string | number | boolean | null; message?: string };
/** What the grid hands over for a cell that is referred to; a value written in a formula has no position. */
type GridCell = CellResult & { format?: string; position?: CellPosition };
type CellPosition = { readonly sheetId: string; readonly col: number; readonly row: number };
type ReadArgument = (argument: Argument) => unknown;

/** Registers everything under the namespace, e.g. FT.PAYBACK. */
export function registerFunctions({ metadata, implementations }: AddIn, namespace: string, host: HostProfile): void {
  const offered = host.offersOptions ? (metadata.enums ?? []) : [];
  const enums = new Map(offered.map((entry) => [entry.id.toLowerCase(), entry.values]));
  for (const entry of metadata.functions) {
    const implementation = implementations.get(entry.id);
    if (!implementation) throw new Error(`functions.js does not register ${entry.id}, which functions.json declares`);
    const name = `${namespace}.${entry.name}`;
    const takesErrors = entry.options?.allowErrorForDataTypeAny ?? metadata.allowErrorForDataTypeAny ?? false;
    const args = entry.parameters.map((parameter) => describeArgument(parameter, enums, takesErrors));
    addFunction(name, {
      description: entry.description,
      category: "Fine-tuning",
      isExported: true,
      args,
      compute: hostCall(entry, implementation, { host, takesErrors }),
    });
    createAutocompleteArgumentsProvider(name, args);
  }
}

function describeArgument(
  parameter: ParameterMetadata,
  enums: ReadonlyMap<string, EnumMetadata["values"]>,
  takesErrors: boolean,
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
    acceptErrors: takesErrors && type === "ANY",
    proposalValues: options?.map(({ name, stringValue, numberValue, tooltip }) => ({
      value: stringValue ?? numberValue ?? name,
      label: tooltip,
    })),
  };
}

/** How a host reads arguments for one function. */
interface Manner {
  readonly host: HostProfile;
  readonly takesErrors: boolean;
}

function hostCall(entry: FunctionMetadata, implementation: (...args: unknown[]) => unknown, manner: Manner): Compute {
  const count = entry.parameters.length;
  const readers = entry.parameters.map((parameter) => argumentReader(parameter, manner));
  const needsAddresses = entry.options?.requiresParameterAddresses === true;
  const { mostBytes } = manner.host;
  return function (this: EvaluationContext, ...args: Argument[]) {
    const passed: unknown[] = new Array(count + 1);
    for (let i = 0; i < count; i++) {
      const argument = args[i];
      passed[i] = argument === undefined ? null : readers[i](argument);
    }
    // Neither the call nor its answer would get through, now or later.
    if (isTooLarge(passed, mostBytes)) return BUSY;
    passed[count] = new Invocation(this, entry.id, needsAddresses ? args : undefined);
    let result: unknown;
    try {
      result = implementation(...passed);
    } catch (error) {
      return thrown(entry.id, error);
    }
    if (isTooLarge(result, mostBytes)) return BUSY;
    return Array.isArray(result) ? spilled(result as unknown[][]) : shown(result);
  };
}

const BUSY: CellResult = { value: "#BUSY!", message: "more than Excel on the web carries in one call" };

/** Excel's last argument. Addresses are written out only when a function asks for them. */
class Invocation {
  private readonly position;
  private readonly getters;

  constructor(
    context: EvaluationContext,
    readonly functionName: string,
    /** The arguments, of a function that is told where they stand. */
    private readonly args: readonly Argument[] | undefined,
  ) {
    this.position = context.__originCellPosition;
    this.getters = context.getters;
  }

  get address(): string {
    return this.position ? this.addressOf(this.position, this.position) : "";
  }

  /** Of each argument; empty for one that is written in the formula or left out. */
  get parameterAddresses(): string[] | undefined {
    return this.args?.map((argument) => {
      const first = (Array.isArray(argument) ? argument[0]?.[0] : argument) as GridCell | undefined;
      const last = (Array.isArray(argument) ? argument.at(-1)?.at(-1) : argument) as GridCell | undefined;
      return first?.position && last?.position ? this.addressOf(first.position, last.position) : "";
    });
  }

  private addressOf({ sheetId, col, row }: CellPosition, last: CellPosition): string {
    const zone = { left: col, right: last.col, top: row, bottom: last.row };
    const sheet = this.getters.getSheetName(sheetId);
    const cells = this.getters.getRangeString(this.getters.getRangeFromZone(sheetId, zone), sheetId);
    return `${/^[A-Za-z_]\w*$/.test(sheet) ? sheet : `'${sheet.replaceAll("'", "''")}'`}!${cells}`;
  }
}

/* What goes in. */

function argumentReader(parameter: ParameterMetadata, manner: Manner): ReadArgument {
  if (parameter.dimensionality === "matrix") return (argument) => readRange(argument, manner);
  const { host } = manner;
  const type = parameter.type ?? "any";
  const takesErrors = manner.takesErrors && type === "any";
  const coerce = COERCIONS[type];
  const { name } = parameter;
  return (argument) => {
    if (argument === undefined) return null;
    const isRange = Array.isArray(argument);
    if (isRange && (argument.length !== 1 || argument[0].length !== 1))
      throw refused(`${name} must be a single value, not a range`);
    const { value, message, format, position } = (isRange ? argument[0][0] : argument) as GridCell;
    if (value === null) return emptyCell(host, type);
    if (isErrorText(value)) {
      if (takesErrors) return errorCell(host, errorName(value));
      throw new EvaluationError(message ?? "", value);
    }
    const coerced = coerce(name, value);
    return position ? filledCell(host, coerced, type, format) : coerced;
  };
}

function readRange(argument: Argument, manner: Manner): unknown {
  if (argument === undefined) return null;
  if (!Array.isArray(argument)) return [[rangeCell(argument, manner)]];
  const columns = argument.length;
  const rows = argument[0].length;
  const table: unknown[][] = new Array(rows);
  for (let r = 0; r < rows; r++) {
    const row: unknown[] = new Array(columns);
    for (let c = 0; c < columns; c++) row[c] = rangeCell(argument[c][r], manner);
    table[r] = row;
  }
  return table;
}

function rangeCell({ value, format, position, message }: GridCell, { host, takesErrors }: Manner): unknown {
  if (value === null) return emptyCell(host, "any");
  if (isErrorText(value)) {
    if (takesErrors) return errorCell(host, errorName(value));
    throw new EvaluationError(message ?? "", value);
  }
  return position ? filledCell(host, value, "any", format) : value;
}

const ERROR_TEXTS: ReadonlySet<unknown> = new Set([...Object.values(CellErrorType), BUSY.value]);

const isErrorText = (value: unknown): value is string =>
  typeof value === "string" && value.startsWith("#") && ERROR_TEXTS.has(value);
/** The grid's own words for what Excel has no error for reach a function as #VALUE!. */
const errorName = (text: string): string => (isErrorOfExcel(text) ? text : "#VALUE!");

const COERCIONS: Record<
  NonNullable<ParameterMetadata["type"]>,
  (name: string, value: string | number | boolean) => string | number | boolean
> = {
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
