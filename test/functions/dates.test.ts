import { DomainError } from "../../src/engine/errors";
import { excelDay, optionalDay } from "../../src/functions/support/dates";

test.each([
  // Excel counts 2024-01-01 as day 45292 and 2024-06-30, 181 days on, as 45473.
  [45292, "2024-01-01"],
  [45473, "2024-06-30"],
  [45473.99, "2024-06-30"],
  ["45473", "2024-06-30"],
  ["2024-02-29", "2024-02-29"],
  [36526, "2000-01-01"],
])("%s is %s", (given, day) => {
  expect(optionalDay("as_of", given)).toBe(day);
});

test.each([[null], [undefined], [""], [0]])("%s is no day given", (blank) => {
  expect(optionalDay("as_of", blank)).toBeUndefined();
});

test.each([[2024], ["2024-02-30"], ["2024-6-30"], ["30.06.2024"], ["06/30/2024"], [-1], [73051], [20240630], [true]])(
  "%s is refused",
  (given) => {
    expect(() => optionalDay("as_of", given)).toThrow(DomainError);
    expect(() => optionalDay("as_of", given)).toThrow(/as_of must be/);
  },
);

test("a day is given back as Excel counts it", () => {
  expect(excelDay("2024-01-01")).toBe(45292);
  expect(excelDay("2024-06-30")).toBe(45473);
});
