import { lookOf } from "../../src/taskpane/look";

const system = { forcedColors: false, prefersDark: false };

test.each([
  ["Colorful", { bodyBackgroundColor: "#F3F2F1", bodyForegroundColor: "#323130" }, "light"],
  ["White", { bodyBackgroundColor: "#FFFFFF", bodyForegroundColor: "#000000" }, "light"],
  ["Dark Gray", { bodyBackgroundColor: "#666666", bodyForegroundColor: "#FFFFFF" }, "dark"],
  ["Black", { bodyBackgroundColor: "#262626", bodyForegroundColor: "#FFFFFF" }, "dark"],
  ["contrast black", { bodyBackgroundColor: "#000000", bodyForegroundColor: "#FFFF00" }, "highContrast"],
  ["contrast white", { bodyBackgroundColor: "#FFFFFF", bodyForegroundColor: "#000000" }, "light"],
  ["a colour with its opacity", { bodyBackgroundColor: "#FF262626" }, "dark"],
  ["no theme at all", undefined, "light"],
  ["nonsense", { bodyBackgroundColor: "window" }, "light"],
])("%s is %s", (_, host, look) => {
  expect(lookOf(host, system)).toBe(look);
});

test("without a word from the host the system decides", () => {
  expect(lookOf(undefined, { ...system, prefersDark: true })).toBe("dark");
  expect(lookOf({ bodyBackgroundColor: "#FFFFFF" }, { ...system, prefersDark: true })).toBe("light");
});

test("forced colours lie on top of the look the system prefers, whatever the host says", () => {
  const black = { bodyBackgroundColor: "#000000", bodyForegroundColor: "#FFFFFF" };
  expect(lookOf(black, { forcedColors: true, prefersDark: false })).toBe("light");
  expect(lookOf(black, { forcedColors: true, prefersDark: true })).toBe("dark");
});
