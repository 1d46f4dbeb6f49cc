import { useCallback } from "react";
import { showFigure, showNumber } from "../numbers";
import { useSeparators } from "../separators";

/** As many decimals as a figure needs to be told from its like: small ones have three digits at least. */
function decimalsOf(size: number): number {
  if (size >= 1) return size >= 100 ? 0 : 2;
  return size === 0 ? 0 : Math.min(12, 3 - Number(size.toExponential().split("e")[1]));
}

/** Figures of any size, short enough for a narrow pane. */
export function useShown(): (value: number) => string {
  const separators = useSeparators();
  return useCallback((value) => showNumber(value, separators, decimalsOf(Math.abs(value))), [separators]);
}

/** A figure with its unit, as a sentence says it: $12,380, 5.04 months. */
export function useAmount(): (value: number, unit: string) => string {
  const separators = useSeparators();
  return useCallback((value, unit) => showFigure(value, unit, separators, decimalsOf(Math.abs(value))), [separators]);
}

/** A figure as it is, for what a cell holds or is to hold. */
export function useExact(): (value: number | string) => string {
  const separators = useSeparators();
  return useCallback((value) => (typeof value === "number" ? showNumber(value, separators, 12) : value), [separators]);
}
