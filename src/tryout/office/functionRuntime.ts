import { CellError, type Implementation } from "../customFunctionsRuntime";
import type { AddIn, Metadata } from "../grid/customFunctions";
import type { InvocationResult } from "./services";
import type { MessageEntry } from "./workbookEvents";

/*
 * Functions called as Excel on the web calls them: each call is a message to the runtime in the pane's page, which
 * collects results and sends them back together. The grid calculates at once, so a call without its result shows that
 * it is under way, and the sheet is calculated again when results have come.
 */

const FUNCTION_CATEGORY = 1;
const INVOKE = 1000;
const CANCEL = 1001;
/** The function takes errors in its arguments as values. */
const ALLOWS_ERRORS = 4;

/** Why a call failed, by the numbers the runtime gives; all others show #VALUE!. */
const FAILURES: Readonly<Record<number, string>> = { 1: "#N/A", 5: "#DIV/0!", 6: "#NUM!", 8: "#NULL!" };
/** Excel shows a message with these errors only. */
const WITH_MESSAGE = new Set(["#VALUE!", "#N/A"]);
/** A failure of the function itself, not one it has thrown for the cell: its words are kept from the user. */
const THREW_PLAIN_ERROR = 2;

interface Call {
  readonly invocationId: number;
  outcome?: { readonly value: unknown } | { readonly error: CellError };
}

/** A call as a cell makes it. */
interface Asked {
  readonly id: string;
  readonly parameters: readonly unknown[];
  readonly address: string;
  readonly parameterAddresses: readonly string[] | undefined;
  readonly key: string;
}

export class FunctionRuntime {
  private readonly calls = new Map<string, Call>();
  private readonly byInvocation = new Map<number, Call>();
  /** The calls each cell waits for, to give up those that its formula no longer makes. */
  private readonly awaited = new Map<string, ReadonlySet<string>>();
  /** The calls each cell has made in the calculation under way, which ends with the turn. */
  private made = new Map<string, Set<string>>();
  private nextInvocation = 1;
  private unsent: MessageEntry[] = [];
  private isReady = false;

  /**
   * @param send carries calls to the runtime
   * @param recalculate is called when results have come
   */
  constructor(
    private readonly metadata: Metadata,
    private readonly send: (entries: readonly MessageEntry[]) => void,
    private readonly recalculate: () => void,
  ) {}

  /** The add-in's functions, to be registered with the grid like any others. */
  get addIn(): AddIn {
    const implementations = this.metadata.functions.map(({ id }): [string, Implementation] => [
      id,
      (...args) => this.call(id, args),
    ]);
    return { metadata: this.metadata, implementations: new Map(implementations) };
  }

  /** Calls that have no result yet. */
  get pending(): number {
    return this.byInvocation.size;
  }

  /** The runtime can be called from now on. */
  onReady(): void {
    this.isReady = true;
    this.flush();
  }

  onResults(results: readonly InvocationResult[]): void {
    for (const [invocationId, succeeded, value, errorCode] of results) {
      const call = this.byInvocation.get(invocationId);
      // A result for a call that was given up.
      if (!call) continue;
      this.byInvocation.delete(invocationId);
      call.outcome = succeeded ? { value: received(value) } : { error: failure(Number(errorCode), value) };
    }
    this.recalculate();
  }

  private call(id: string, args: unknown[]): unknown {
    const parameters = args.slice(0, -1);
    const { address = "", parameterAddresses } = args.at(-1) as { address?: string; parameterAddresses?: string[] };
    // The same values from elsewhere are the same call, but for a function that is told where they stand.
    const key = JSON.stringify([id, parameters.map(sent), parameterAddresses ?? null]);
    const known = this.calls.get(key) ?? this.invoke({ id, parameters, address, parameterAddresses, key });
    this.note(address, key);
    if (!known.outcome) throw new CellError("#N/A", "the add-in's runtime is calculating");
    if ("error" in known.outcome) throw known.outcome.error;
    return known.outcome.value;
  }

  private invoke({ id, parameters, address, parameterAddresses, key }: Asked): Call {
    const call: Call = { invocationId: this.nextInvocation++ };
    this.calls.set(key, call);
    this.byInvocation.set(call.invocationId, call);
    const message = JSON.stringify([
      call.invocationId,
      id,
      parameters.map(sent),
      address || null,
      ALLOWS_ERRORS,
      parameterAddresses ?? null,
    ]);
    this.unsent.push([FUNCTION_CATEGORY, INVOKE, "", message, 0]);
    return call;
  }

  private note(address: string, key: string): void {
    if (this.made.size === 0) queueMicrotask(() => this.endCalculation());
    const keys = this.made.get(address) ?? new Set();
    this.made.set(address, keys.add(key));
  }

  private endCalculation(): void {
    const formerly = [...this.made.keys()].flatMap((address) => [...(this.awaited.get(address) ?? [])]);
    for (const [address, keys] of this.made) {
      const pending = [...keys].filter((key) => !this.calls.get(key)?.outcome);
      if (pending.length > 0) this.awaited.set(address, new Set(pending));
      else this.awaited.delete(address);
    }
    this.made = new Map();
    const stillAwaited = new Set([...this.awaited.values()].flatMap((keys) => [...keys]));
    for (const key of formerly) if (!stillAwaited.has(key)) this.giveUp(key);
    this.flush();
  }

  private giveUp(key: string): void {
    const call = this.calls.get(key);
    if (!call || call.outcome) return;
    this.calls.delete(key);
    this.byInvocation.delete(call.invocationId);
    this.unsent.push([FUNCTION_CATEGORY, CANCEL, "", JSON.stringify({ invocationId: call.invocationId }), 0]);
  }

  /** Calls of one calculation leave together. */
  private flush(): void {
    if (!this.isReady || this.unsent.length === 0) return;
    const entries = this.unsent;
    this.unsent = [];
    this.send(entries);
  }
}

/** An argument as Excel sends it: errors as objects, everything else as it is. */
function sent(argument: unknown): unknown {
  if (argument instanceof CellError) return { type: "CustomFunctionError", code: argument.code };
  if (Array.isArray(argument)) return argument.map(sent);
  return argument ?? null;
}

/** A result as the runtime sends it: errors inside tables are objects. */
function received(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(received);
  if (typeof value !== "object" || value === null) return value;
  const { basicType, basicValue, message } = value as { basicType?: string; basicValue?: unknown; message?: string };
  return basicType === "Error" ? new CellError(String(basicValue), message) : (basicValue ?? "");
}

function failure(errorCode: number, message: unknown): CellError {
  const code = FAILURES[errorCode] ?? "#VALUE!";
  const isForTheCell = WITH_MESSAGE.has(code) && errorCode !== THREW_PLAIN_ERROR;
  return new CellError(code, isForTheCell ? String(message ?? "") : "");
}
