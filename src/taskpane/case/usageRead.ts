import { useSyncExternalStore } from "react";
import type { UsageReport } from "../../usage/readUsage";

/* The export that was read last, for the views that begin where it ends. */

let last: UsageReport | undefined;
const listeners = new Set<() => void>();

export function rememberUsage(report: UsageReport): void {
  last = report;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** What was read under Usage, as long as the pane is open. */
export const useUsageRead = (): UsageReport | undefined => useSyncExternalStore(subscribe, () => last);
