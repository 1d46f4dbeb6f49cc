import { HostError } from "./hostError";
import { type AnyMembers, HostObject, type ObjectModel } from "./members";
import type { ReferenceTable } from "./references";
import {
  type Action,
  ActionType,
  type ArgumentInfo,
  memberName,
  type ObjectPath,
  PathType,
  type QueryInfo,
  type RichApiRequest,
  type RichApiResponse,
  wireName,
} from "./richApiRequest";

/*
 * The requests of office.js: `context.sync()` sends everything queued since the last one as a list of actions on
 * object paths, and the host answers with one value per action, up to the first that fails. Nothing is rolled back
 * then, as in Excel.
 */

/** What a host brings: the root object (the workbook), services made by name, and a place to keep references. */
export interface RichApiHost {
  readonly objectModel: ObjectModel;
  readonly root: HostObject;
  readonly services: ReadonlyMap<string, HostObject>;
  readonly references: ReferenceTable;
  /** Event registrations: the event's wire name with or without "Un" before "register". */
  onEventRegistration(object: HostObject, event: string, isRegistered: boolean): void;
}

/** An error with the member at which it happened, as Excel reports it ("Range.values"). */
class LocatedError extends Error {
  constructor(
    readonly cause: HostError,
    readonly location: string,
  ) {
    super(cause.message);
  }
}

export function processRequest(request: RichApiRequest, host: RichApiHost): RichApiResponse {
  const response: RichApiResponse = { Results: [], TraceIds: [] };
  const run = new RequestRun(request, host);
  for (const [index, action] of request.Actions.entries()) {
    try {
      response.Results.push({ ActionId: action.Id, Value: run.carryOut(action) });
      if (action.ActionType === ActionType.Trace) response.TraceIds.push(action.Id);
    } catch (error) {
      const { cause, location } = error instanceof LocatedError ? error : new LocatedError(asHostError(error), "");
      const { code, message, httpStatusCode } = cause;
      response.Error = { Code: code, Message: message, Location: location, ActionIndex: index, HttpStatusCode: httpStatusCode };
      break;
    }
  }
  return response;
}

function asHostError(error: unknown): HostError {
  if (error instanceof HostError) return error;
  // A defect of this host must not look like an answer of Excel's: it is named, and on the console with its stack.
  console.error(error);
  return new HostError(
    "GeneralException",
    `the browser workbook failed: ${error instanceof Error ? error.message : String(error)}`,
  );
}

class RequestRun {
  private readonly resolved = new Map<number, HostObject | null>();

  constructor(
    private readonly request: RichApiRequest,
    private readonly host: RichApiHost,
  ) {}

  carryOut(action: Action): unknown {
    switch (action.ActionType) {
      case ActionType.Instantiate:
        return this.instantiate(this.resolve(action.ObjectPathId));
      case ActionType.Query:
        return this.query(this.resolve(action.ObjectPathId), action.QueryInfo ?? {});
      case ActionType.Method: {
        const object = this.resolve(action.ObjectPathId);
        return object && this.call(object, action.Name, this.args(action.ArgumentInfo));
      }
      case ActionType.SetProperty: {
        const object = this.resolve(action.ObjectPathId);
        if (object) this.set(object, action.Name, this.args(action.ArgumentInfo)[0]);
        return null;
      }
      case ActionType.Trace:
        return null;
      default:
        throw new HostError("NotImplemented", `action type ${action.ActionType} is not known to the browser workbook`);
    }
  }

  /** The object at the end of a path; null where a path went through something that does not exist (…OrNullObject). */
  private resolve(id: number): HostObject | null {
    const known = this.resolved.get(id);
    if (known !== undefined) return known;
    const path = this.request.ObjectPaths[String(id)];
    if (!path) throw new HostError("InvalidReference");
    const parent = path.ParentObjectPathId ? this.resolve(path.ParentObjectPathId) : undefined;
    const object = parent === null ? null : this.follow(path, parent);
    this.resolved.set(id, object);
    return object;
  }

  private follow(path: ObjectPath, parent: HostObject | undefined): HostObject | null {
    switch (path.ObjectPathType) {
      case PathType.GlobalObject:
        return this.host.root;
      case PathType.NewObject: {
        const service = this.host.services.get(path.Name);
        if (!service) throw new LocatedError(new HostError("ApiNotFound"), path.Name);
        return service;
      }
      case PathType.Method:
        return this.methodObject(parent as HostObject, path.Name, this.args(path.ArgumentInfo));
      case PathType.Property:
        return this.navigate(parent as HostObject, path.Name);
      case PathType.Indexer: {
        const collection = parent as HostObject;
        const find = this.members(collection).item;
        if (!find) throw notFound(collection, "getItem");
        return at(collection, "getItem", () => {
          const item = find(collection.target, this.args(path.ArgumentInfo)[0]);
          if (!item) throw new HostError("ItemNotFound");
          return item;
        });
      }
      case PathType.ReferenceId: {
        const kept = this.host.references.find(path.Name);
        if (!kept) throw new HostError("InvalidReference");
        return kept;
      }
      case PathType.NullObject:
        return null;
      default:
        throw new HostError("NotImplemented", `object path type ${path.ObjectPathType} is not known to the browser workbook`);
    }
  }

  private args(info: ArgumentInfo | undefined): unknown[] {
    const references = info?.ReferencedObjectPathIds ?? [];
    return (info?.Arguments ?? []).map((argument, i) => (references[i] ? this.resolve(references[i]) : argument));
  }

  private instantiate(object: HostObject | null): unknown {
    if (object === null) return null;
    // A range is looked up by reference in later requests, everything else by its identity.
    if (this.members(object).isReferenced && this.request.AutoKeepReference)
      return { _ReferenceId: this.host.references.keep(object) };
    return this.identity(object);
  }

  private methodObject(parent: HostObject, wireName: string, args: unknown[]): HostObject | null {
    const result = this.invoke(parent, wireName, args);
    if (result === null || result instanceof HostObject) return result;
    throw notFound(parent, memberName(wireName));
  }

  private call(object: HostObject, wireName: string, args: unknown[]): unknown {
    const event = /^_(Un)?[rR]egister(.+?)(?:Event)?$/.exec(wireName);
    if (event) {
      const known = Object.values(this.members(object).events ?? {});
      if (!known.includes(event[2])) throw notFound(object, memberName(wireName));
      this.host.onEventRegistration(object, event[2], event[1] === undefined);
      return null;
    }
    const result = this.invoke(object, wireName, args);
    return result instanceof HostObject ? null : (result ?? null);
  }

  private invoke(object: HostObject, wireName: string, args: unknown[]): unknown {
    const { references } = this.host;
    switch (wireName) {
      case "_KeepReference":
      case "_GetReferenceId":
        return references.keep(object);
      case "_RemoveReference":
        return references.release(String(args[0]));
      case "_RemoveAllReferences":
        return references.releaseAll();
      case "_GetRangeForEventByReferenceId":
      case "_GetRangeOrNullObjectForEventByReferenceId":
        return references.find(String(args[0])) ?? null;
    }
    const members = this.members(object);
    const name = memberName(wireName);
    const method = members.call?.[name] ?? members.internal?.call?.[wireName];
    if (!method) throw notFound(object, name);
    return at(object, name, () => method(object.target, ...args));
  }

  private set(object: HostObject, wireName: string, value: unknown): void {
    const name = memberName(wireName);
    const members = this.members(object);
    const setter = members.set?.[name] ?? members.internal?.set?.[wireName];
    if (!setter) throw notFound(object, name);
    at(object, name, () => setter(object.target, value));
  }

  private query(object: HostObject | null, query: QueryInfo): unknown {
    if (object === null) return null;
    const selected = [...(query.Select ?? []), ...(query.Expand ?? []).map((path) => `${path}/*`)];
    return this.load(object, selected, query);
  }

  private load(object: HostObject, selected: readonly string[], query: QueryInfo = {}): Record<string, unknown> {
    const members = this.members(object);
    if (members.items) return this.loadItems(object, selected, query);
    const loaded: Record<string, unknown> = this.identity(object);
    const nested = new Map<string, string[]>();
    for (const path of selected.length > 0 ? selected : ["*"]) {
      const slash = path.indexOf("/");
      const head = slash < 0 ? path : path.slice(0, slash);
      const name = head === "*" ? head : memberName(head);
      if (slash >= 0 || members.objects?.[name]) {
        if (!members.objects?.[name]) throw notFound(object, name);
        nested.set(name, [...(nested.get(name) ?? []), slash < 0 ? "*" : path.slice(slash + 1)]);
      } else if (name === "*") {
        for (const each of Object.keys(members.get ?? {})) loaded[wireName(each)] = this.read(object, each);
      } else loaded[wireName(name)] = this.read(object, name);
    }
    for (const [name, paths] of nested) {
      const child = this.navigate(object, wireName(name));
      loaded[wireName(name)] = child && this.load(child, paths);
    }
    return loaded;
  }

  private loadItems(collection: HostObject, selected: readonly string[], { Top, Skip = 0 }: QueryInfo): Record<string, unknown> {
    const members = this.members(collection);
    const loaded: Record<string, unknown> = {};
    const ofItems = selected.filter((path) => {
      // `count` is the one scalar a collection has of its own; every other path speaks of its items.
      if (memberName(path) !== "count" || !members.get?.count) return true;
      loaded.Count = this.read(collection, "count");
      return false;
    });
    if (selected.length > 0 && ofItems.length === 0) return loaded;
    const items = at(collection, "items", () => members.items?.(collection.target) ?? []);
    const shown = items.slice(Skip, Top === undefined ? undefined : Skip + Top);
    loaded._Items = shown.map((item) => this.load(item, ofItems));
    return loaded;
  }

  private read(object: HostObject, name: string): unknown {
    const getter = this.members(object).get?.[name];
    if (!getter) throw notFound(object, name);
    return at(object, name, () => getter(object.target));
  }

  private navigate(object: HostObject, wire: string): HostObject | null {
    const name = memberName(wire);
    const follow = this.members(object).objects?.[name] ?? this.members(object).internal?.objects?.[wire];
    if (!follow) throw notFound(object, name);
    return at(object, name, () => follow(object.target));
  }

  private identity(object: HostObject): Record<string, unknown> {
    const { id } = this.members(object);
    return id ? { Id: id(object.target) } : {};
  }

  private members({ className }: HostObject): AnyMembers {
    const members = this.host.objectModel.get(className);
    if (!members) throw new LocatedError(new HostError("ApiNotFound"), className);
    return members;
  }
}

function notFound({ className }: HostObject, name: string): LocatedError {
  return new LocatedError(new HostError("ApiNotFound"), `${className}.${name}`);
}

function at<Result>(object: HostObject, name: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    if (error instanceof HostError) throw new LocatedError(error, `${object.className}.${name}`);
    throw error;
  }
}
