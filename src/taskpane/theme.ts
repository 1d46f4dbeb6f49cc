import { teamsHighContrastTheme, type Theme, webDarkTheme, webLightTheme } from "@fluentui/react-components";
import { useSyncExternalStore } from "react";

export type Look = "light" | "dark" | "highContrast";

const THEMES: Record<Look, Theme> = { light: webLightTheme, dark: webDarkTheme, highContrast: teamsHighContrastTheme };

/** The colours Office reports, as far as a pane needs them; Excel on the web reports none. */
export interface HostColors {
  readonly bodyBackgroundColor?: string;
  readonly bodyForegroundColor?: string;
}

/** The look of the host: forced colours first, then what Office reports, then what the system prefers. */
export function lookOf(host: HostColors | undefined, system: { forcedColors: boolean; prefersDark: boolean }): Look {
  if (system.forcedColors) return "highContrast";
  const background = host?.bodyBackgroundColor;
  const light = background === undefined ? undefined : luminance(background);
  if (light === undefined) return system.prefersDark ? "dark" : "light";
  if (light >= 0.5) return "light";
  // Office's dark themes are greys; black behind a pure colour is one of the system's contrast themes.
  const contrast = light === 0 && /^#?(ffffff|ffff00|00ff00|00ffff)$/i.test(host?.bodyForegroundColor ?? "");
  return contrast ? "highContrast" : "dark";
}

/** Perceived lightness of #RRGGBB or #AARRGGBB, 0 to 1; undefined when it is neither. */
function luminance(color: string): number | undefined {
  const digits = /^#?(?:[0-9a-f]{2})?([0-9a-f]{6})$/i.exec(color)?.[1];
  if (digits === undefined) return undefined;
  const [red, green, blue] = [0, 2, 4].map((i) => parseInt(digits.slice(i, i + 2), 16) / 255);
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}

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
