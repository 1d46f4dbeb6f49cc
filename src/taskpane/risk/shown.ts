import { useCallback } from "react";
import { showNumber } from "../numbers";
import { useSeparators } from "../separators";

/** Figures of any size, short enough for a narrow pane. */
export function useShown(): (value: number) => string {
  const separators = useSeparators();
  return useCallback(
    (value) => showNumber(value, separators, Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 1 ? 2 : 4),
    [separators],
  );
}

/** A figure as it is, for what a cell holds or is to hold. */
export function useExact(): (value: number | string) => string {
  const separators = useSeparators();
  return useCallback((value) => (typeof value === "number" ? showNumber(value, separators, 12) : value), [separators]);
}
