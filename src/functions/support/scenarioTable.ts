import { CalculationError, DomainError } from "../../engine/errors";
import { hasValue } from "../../engine/numbers";
import { evaluateRows, inputSlot, type GivenName } from "../../engine/scenario/evaluation";
import { ANY_VALID_VALUE } from "../../engine/scenario/faults";
import {
  closedBounds,
  NUMBER_INPUTS,
  type NumberInput,
  requireInDomain,
  requireInput,
  type ScenarioInput,
  type TextInputName,
  zeroIsDefault,
} from "../../engine/scenario/inputs";
import { DEFAULT_NUMBERS } from "../../engine/scenario/scenario";
import type { Column } from "../../engine/scenario/steps/step";
import { SUPPLIED_QUANTITIES, suppliedPrices, type ApiModelPrices, type SuppliedName } from "../../engine/scenario/supplied";
import { requestsPerBillDollar } from "../../engine/scenario/supply";
import { isBlankOrZero, type RawCell, text } from "./arguments";
import { PRESETS } from "./presetSource";
import { entryOf } from "./scenario";

/*
 * Scenarios that stand in rows, read straight into the columns the engine computes in. A cell that is simply a number
 * within its input's domain is read at once; everything else, and what presets or a bill supply, goes the longer way.
 */

/** A column of the rows that holds a number input, with its default for blank cells. */
interface NumberColumn {
  readonly at: number;
  readonly input: NumberInput;
  readonly fallback: number;
  readonly lowest: number;
  readonly highest: number;
  readonly whole: boolean;
  /** True where the input may follow from another one that the rows hold. */
  readonly canFollow: boolean;
}

type Row = readonly RawCell[];

export class ScenarioTable {
  /** The rows that cannot be computed, by their place. */
  readonly refused = new Map<number, CalculationError>();
  readonly varied: readonly GivenName[];
  private readonly numbers: readonly NumberColumn[];
  private readonly places: ReadonlyMap<string, number>;
  /** Required inputs without a column, which every row must let follow from another one. */
  private readonly absent: readonly NumberInput[];
  private readonly isSupplied: boolean;
  private readonly prices = new Map<string, ApiModelPrices | CalculationError>();
  private requestsPerDollar: Float64Array | undefined;

  constructor(
    headers: readonly RawCell[],
    private readonly rows: readonly Row[],
  ) {
    const inputs: { input: ScenarioInput; at: number }[] = [];
    headers.forEach((header, at) => {
      // A column without a name may hold anything, such as a note.
      if (!isBlankOrZero(header)) inputs.push({ input: requireInput("headers", text("headers", header)), at });
    });
    if (inputs.length === 0) throw new DomainError("headers is required: the names of the inputs above their columns");
    const places = new Map<string, number>();
    for (const { input, at } of inputs) {
      if (places.has(input.name)) throw new DomainError(`headers names ${input.name} twice`);
      places.set(input.name, at);
    }
    const follows = ({ instead }: NumberInput): boolean => instead !== undefined && places.has(instead);
    const required = NUMBER_INPUTS.filter((input) => input.fallback === undefined && !places.has(input.name));
    const missing = required.filter((input) => !follows(input)).map(({ name }) => name);
    if (missing.length > 0) throw new DomainError(`headers needs ${missing.join(", ")}: no default exists`);

    this.places = places;
    this.absent = required;
    this.isSupplied = NUMBER_INPUTS.some(follows);
    this.numbers = inputs.flatMap(({ input, at }) => {
      if (input.kind !== "number") return [];
      const canFollow = follows(input);
      // A 0 that may mean something else is not simply a number.
      const isZeroSpecial = canFollow || input.zeroMeansDefault === true;
      const [lowest, highest] = closedBounds(isZeroSpecial ? { ...input.domain, aboveLeast: true } : input.domain);
      const fallback = DEFAULT_NUMBERS[inputSlot(input.name)];
      return [{ at, input, fallback, lowest, highest, whole: input.domain.whole === true, canFollow }];
    });
    const names = this.numbers.map(({ input }) => input.name);
    this.varied = this.isSupplied ? [...names, ...SUPPLIED_QUANTITIES] : names;
    if (places.has("api_bill_per_month")) this.deriveTraffic();
  }

  /** Fills the columns of `varied` with the rows from a place on. */
  readonly fill = (targets: readonly Column[], from: number, count: number): void => {
    for (let c = 0; c < this.numbers.length; c++) this.fillColumn(this.numbers[c], targets[c], from, count);
    if (this.isSupplied) for (let i = 0; i < count; i++) this.supply(targets, from + i, i);
  };

  private fillColumn(column: NumberColumn, target: Column, from: number, count: number): void {
    const { rows } = this;
    const { at, lowest, highest, whole } = column;
    for (let i = 0; i < count; i++) {
      const raw = rows[from + i][at];
      // Compared here and not in a function of its own: a number that is passed on is first put into an object.
      const isPlain = typeof raw === "number" && raw >= lowest && raw <= highest && (!whole || Math.floor(raw) === raw);
      if (isPlain) target[i] = raw;
      else target[i] = this.readUnusual(column, from + i);
    }
  }

  private refuse(place: number, error: unknown): number {
    if (!(error instanceof CalculationError)) throw error;
    if (!this.refused.has(place)) this.refused.set(place, error);
    return ANY_VALID_VALUE;
  }

  /** A cell that is not simply a number within the input's domain; NaN where the input follows from another one. */
  private readUnusual({ input, fallback, at, canFollow }: NumberColumn, place: number): number {
    try {
      const row = this.rows[place];
      const { value, isMeant } = entryOf(input, row[at]);
      if (value instanceof CalculationError) throw value;
      const isGiven = typeof value === "number" && (value !== 0 || isMeant === true);
      if (isGiven) return requireInDomain(input, value);
      if (canFollow && this.holds(input.instead, row)) return NaN;
      if (typeof value === "number" && !zeroIsDefault(input)) return requireInDomain(input, value);
      if (input.fallback === undefined) throw new DomainError(`${input.name} has no default: enter a number`);
      return fallback;
    } catch (error) {
      return this.refuse(place, error);
    }
  }

  /** Whether a row holds what a required input can follow from. */
  private holds(instead: NumberInput["instead"], row: Row): boolean {
    if (instead === undefined || !this.places.has(instead)) return false;
    if (instead === "gpu") return PRESETS.instance(this.textsOf(row))?.pricePerHour !== undefined;
    if (instead === "api_model") return this.textsOf(row).has(instead);
    const { value } = entryOf(requireInput("headers", instead), row[this.places.get(instead) as number]);
    return typeof value === "number" && value !== 0;
  }

  private textsOf(row: Row): Map<TextInputName, string> {
    const texts = new Map<TextInputName, string>();
    for (const name of ["gpu", "api_model", "as_of"] as const) {
      const at = this.places.get(name);
      if (at === undefined) continue;
      const { value } = entryOf(requireInput("headers", name), row[at]);
      if (value instanceof CalculationError) throw value;
      if (value !== undefined) texts.set(name, String(value));
    }
    return texts;
  }

  /** Writes what presets and the bill supply to a row behind its numbers. */
  private supply(targets: readonly Column[], place: number, i: number): void {
    const first = this.numbers.length;
    for (let s = 0; s < SUPPLIED_QUANTITIES.length; s++) targets[first + s][i] = NaN;
    try {
      const row = this.rows[place];
      for (const { name, instead } of this.absent) {
        if (!this.holds(instead, row)) throw new DomainError(`${name} has no default: enter a number`);
      }
      const isOpen = (name: NumberInput["name"]): boolean => {
        const c = this.numbers.findIndex(({ input }) => input.name === name);
        return c < 0 ? !hasValue(DEFAULT_NUMBERS[inputSlot(name)]) : !hasValue(targets[c][i]);
      };
      const write = (name: SuppliedName, value: number): void => {
        targets[first + SUPPLIED_QUANTITIES.indexOf(name)][i] = value;
      };
      if (isOpen("price_in_per_1m") || isOpen("price_out_per_1m")) {
        const prices = this.pricesOf(this.textsOf(row));
        const supplied = suppliedPrices(prices, { isInputPriceOwn: !isOpen("price_in_per_1m") });
        for (const [name, value] of Object.entries(supplied)) write(name as SuppliedName, value);
      }
      if (isOpen("price_per_instance_hour"))
        write("gpu_instance_price", PRESETS.instance(this.textsOf(row))?.pricePerHour ?? NaN);
      if (this.requestsPerDollar !== undefined) write("requests_per_bill_dollar", this.requestsPerDollar[place]);
    } catch (error) {
      this.refuse(place, error);
    }
  }

  /** Looked up once for all rows of the same model and day. */
  private pricesOf(texts: ReadonlyMap<TextInputName, string>): ApiModelPrices {
    const key = `${texts.get("api_model")}\n${texts.get("as_of")}`;
    let prices = this.prices.get(key);
    if (prices === undefined) {
      try {
        prices = PRESETS.apiPrices(texts);
      } catch (error) {
        if (!(error instanceof CalculationError)) throw error;
        prices = error;
      }
      this.prices.set(key, prices);
    }
    if (prices instanceof CalculationError) throw prices;
    return prices;
  }

  /** Each row is a scenario of its own: its bill stands for the traffic at its own prices. */
  private deriveTraffic(): void {
    const perDollar = new Float64Array(this.rows.length);
    evaluateRows({
      numbers: DEFAULT_NUMBERS,
      varied: this.varied,
      outputs: ["request_cost", "days_per_month"],
      count: this.rows.length,
      fill: this.fill,
      take: ([costs, days], from, count) => {
        for (let i = 0; i < count; i++) perDollar[from + i] = requestsPerBillDollar(costs[i], days[i]);
      },
    });
    this.requestsPerDollar = perDollar;
  }
}
