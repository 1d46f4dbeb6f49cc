import { teamsHighContrastTheme, type Theme, webDarkTheme, webLightTheme } from "@fluentui/react-components";
import { useSyncExternalStore } from "react";
import { type HostColors, type Look, lookOf } from "./look";

const THEMES: Record<Look, Theme> = { light: webLightTheme, dark: webDarkTheme, highContrast: teamsHighContrastTheme };

const forcedColors = window.matchMedia("(forced-colors: active)");
const prefersDark = window.matchMedia("(prefers-color-scheme: dark)");

function currentLook(): Look {
  const host = typeof Office === "undefined" ? undefined : (Office.context?.officeTheme as HostColors | undefined);
  return lookOf(host, { forcedColors: forcedColors.matches, prefersDark: prefersDark.matches });
}

/** Excel has no event for a new theme, but the user changes it elsewhere and comes back to the pane. */
function onPossibleChange(listen: () => void): () => void {
  const queries = [forcedColors, prefersDark];
  for (const query of queries) query.addEventListener("change", listen);
  window.addEventListener("focus", listen);
  document.addEventListener("visibilitychange", listen);
  return () => {
    for (const query of queries) query.removeEventListener("change", listen);
    window.removeEventListener("focus", listen);
    document.removeEventListener("visibilitychange", listen);
  };
}

export function useHostTheme(): { look: Look; theme: Theme } {
  const look = useSyncExternalStore(onPossibleChange, currentLook);
  return { look, theme: THEMES[look] };
}
