/** Days as ISO text ("2026-09-23") order as text does; these two are all the arithmetic that presets need. */
const DAY = 86400e3;

/** The day before a day. */
export const dayBefore = (day: string): string => new Date(Date.parse(day) - DAY).toISOString().slice(0, 10);

/** Days from one day to another, negative when the other is earlier. */
export const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY;
