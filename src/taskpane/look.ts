export type Look = "light" | "dark" | "highContrast";

/** The colours Office reports, as far as a pane needs them; Excel on the web reports none. */
export interface HostColors {
  readonly bodyBackgroundColor?: string;
  readonly bodyForegroundColor?: string;
}

/** The look of the host: what Office reports, else what the system prefers, which also forces its own colours on top. */
export function lookOf(host: HostColors | undefined, system: { forcedColors: boolean; prefersDark: boolean }): Look {
  if (system.forcedColors) return system.prefersDark ? "dark" : "light";
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
