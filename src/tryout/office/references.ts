import type { HostObject } from "./members";

/** Ranges the client holds on to between requests. */
export class ReferenceTable {
  private readonly byId = new Map<string, HostObject>();
  private readonly ids = new WeakMap<HostObject, string>();
  private next = 1;

  keep(object: HostObject): string {
    const id = this.ids.get(object) ?? `FT${this.next++}`;
    this.ids.set(object, id);
    this.byId.set(id, object);
    return id;
  }

  find(id: string): HostObject | undefined {
    return this.byId.get(id);
  }

  release(id: string): void {
    this.byId.delete(id);
  }

  releaseAll(): void {
    this.byId.clear();
  }

  get size(): number {
    return this.byId.size;
  }
}
