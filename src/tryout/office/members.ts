/*
 * A class of Excel's object model, as far as this host knows it: a table of members by the names the documentation
 * gives them. A member that is not in a table does not exist here, and `Api` (a class of @types/office-js) keeps names
 * that Excel does not have out of the tables.
 */
export interface Members<Target, Api> {
  /** What an object of the class can be found by again; Excel sends it with everything it answers. */
  readonly id?: (target: Target) => string | number;
  readonly get?: { readonly [Name in keyof Api & string]?: (target: Target) => unknown };
  readonly set?: { readonly [Name in keyof Api & string]?: (target: Target, value: unknown) => void };
  /** Objects behind a property, such as `format` of a range. */
  readonly objects?: { readonly [Name in keyof Api & string]?: (target: Target) => HostObject | null };
  readonly call?: { readonly [Name in keyof Api & string]?: (target: Target, ...args: unknown[]) => unknown };
  /** Events the add-in may listen to, with the name their registration travels under. */
  readonly events?: { readonly [Name in keyof Api & string]?: string };
  /** Of a collection: everything in it, and one item by what the indexer was given. */
  readonly items?: (target: Target) => HostObject[];
  readonly item?: (target: Target, key: unknown) => HostObject | null;
  /** Ranges are not found again by an identity: Excel hands out references to them. */
  readonly isReferenced?: boolean;
  /** What is not in the documentation and office.js uses on its own account, by wire name. */
  readonly internal?: {
    readonly call?: Readonly<Record<string, (target: Target, ...args: unknown[]) => unknown>>;
    readonly set?: Readonly<Record<string, (target: Target, value: unknown) => void>>;
    readonly objects?: Readonly<Record<string, (target: Target) => HostObject | null>>;
  };
}

/** The members of a class whatever its target: what the processing of requests works with. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyMembers = Members<any, any>;

export type ObjectModel = ReadonlyMap<string, AnyMembers>;

/** An object of the workbook: the name of its class, and what of the workbook it stands for. */
export class HostObject<Target = unknown> {
  constructor(
    readonly className: string,
    readonly target: Target,
  ) {}
}
