import type { InputName, NumberInputName } from "../inputs";
import type { OutputName } from "../outputs";
import type { UncheckedScenario } from "../scenario";

/** The price of an hour of one GPU, as a preset knows it. */
export interface KnownGpuPrice {
  readonly gpu: string;
  readonly pricePerHour: number;
}

/** Facts that the checks compare a scenario with; presets give them, and a text says why one is not known. */
export interface CheckFacts {
  /** What is wrong with the keys and dates of the scenario. */
  readonly unknown: readonly string[];
  /** Prices of the scenario's GPU, or the reference prices where it names none. */
  readonly gpuPrices: readonly KnownGpuPrice[] | string;
  /** What the model needs to be served, and what an instance has (bytes). */
  readonly memory:
    | {
        /** As the scenario names it, or its size. */
        readonly model: string;
        readonly neededBytes: number;
        readonly availableBytes: number;
        readonly instance: string;
      }
    | string;
  /** The tokens of a request with its answer, and the most that the model takes. */
  readonly context: { readonly model: string; readonly tokens: number; readonly mostTokens: number } | string;
  /** Prices of the scenario's API model on its date, for a prompt of its length. */
  readonly apiPrice: { readonly model: string; readonly asOf: string; readonly input: number; readonly output: number } | string;
  /** The day of `as_of`: a date cell arrives as a number that nobody reads. */
  readonly asOf?: string;
  /** The presets behind the scenario with their age on the day of the check. */
  readonly presets:
    readonly { readonly key: string; readonly asOf: string; readonly status: "current" | "stale" | "expired" }[] | string;
}

export interface Finding {
  readonly check: string;
  /** Undefined where it could not be checked. */
  readonly pass: boolean | undefined;
  readonly message: string;
}

export type Verdict = Omit<Finding, "check">;

export const passed = (message: string): Verdict => ({ pass: true, message });
export const failed = (message: string): Verdict => ({ pass: false, message });
export const unchecked = (message: string): Verdict => ({ pass: undefined, message: `not checked: ${message}` });

/** Passes when there is nothing to complain about. */
export const passedUnless = (complaints: readonly string[], message: string): Verdict =>
  complaints.length === 0 ? passed(message) : failed(complaints.join("; "));

/** What checks of the inputs read. */
export interface InputContext {
  readonly scenario: UncheckedScenario;
  readonly facts: CheckFacts;
  /** What an input counts as: its value, or what it follows from others. */
  readonly input: (name: NumberInputName) => number;
  readonly given: (name: InputName) => boolean;
}

/** The outputs that checks read: all of them are computed at once. */
export const CHECKED_OUTPUTS = [
  "tokens_per_day",
  "api_cost",
  "breakeven_tokens_per_day",
  "saving",
  "quality_delta",
  "amortized_cost",
  "retrain_cost_per_month",
  "quality_breakeven_rate",
  "payback_months",
  "npv",
] as const satisfies readonly OutputName[];

/** What checks of the outputs read besides. */
export interface OutputContext extends InputContext {
  /** Undefined where it has no value. */
  readonly output: (name: (typeof CHECKED_OUTPUTS)[number]) => number | undefined;
}

/** Checks by name, in the order of their rows. */
export type Checks<Context> = Readonly<Record<string, (context: Context) => Verdict>>;
