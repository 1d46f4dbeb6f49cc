/*
 * The words of a request of office.js and of its answer: what `context.sync()` sends and gets.
 */

/** How an object is reached from the root. Names are those of the office.js sources; the numbers are the wire's. */
export const PathType = {
  GlobalObject: 1,
  NewObject: 2,
  Method: 3,
  Property: 4,
  Indexer: 5,
  ReferenceId: 6,
  NullObject: 7,
} as const;

export const ActionType = {
  Instantiate: 1,
  Query: 2,
  Method: 3,
  SetProperty: 4,
  Trace: 5,
} as const;

export interface ArgumentInfo {
  readonly Arguments?: readonly unknown[] | null;
  readonly ReferencedObjectPathIds?: readonly (number | null)[] | null;
}

export interface ObjectPath {
  readonly Id: number;
  readonly ObjectPathType: number;
  readonly Name: string;
  readonly ParentObjectPathId?: number;
  readonly ArgumentInfo?: ArgumentInfo;
}

export interface QueryInfo {
  readonly Select?: readonly string[];
  readonly Expand?: readonly string[];
  readonly Top?: number;
  readonly Skip?: number;
}

export interface Action {
  readonly Id: number;
  readonly ActionType: number;
  readonly Name: string;
  readonly ObjectPathId: number;
  readonly ArgumentInfo?: ArgumentInfo;
  readonly QueryInfo?: QueryInfo;
}

export interface RichApiRequest {
  readonly Actions: readonly Action[];
  readonly ObjectPaths: Readonly<Record<string, ObjectPath>>;
  /** Set when ranges of the request shall stay reachable by reference after it. */
  readonly AutoKeepReference?: boolean;
}

export interface RichApiResponse {
  Results: { ActionId: number; Value: unknown }[];
  /** The trace actions that were reached: office.js counts an event handler as added when its mark comes back. */
  TraceIds: number[];
  Error?: { Code: string; Message: string; Location: string; ActionIndex: number; HttpStatusCode: number };
}

/** "NumberFormat" travels for `numberFormat`. */
export const memberName = (wire: string): string => wire.charAt(0).toLowerCase() + wire.slice(1);
export const wireName = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
