import { catalogueChange } from "../support/catalogue";

const saved = { NPV: "rate values [first_at]", ROI: "gain cost" };

test("a new function and new arguments at the end, which may be left out, are appended", () => {
  const built = { NPV: "rate values [first_at] [days]", ROI: "gain cost", IRR: "values" };
  expect(catalogueChange(saved, built)).toEqual({
    refused: [],
    appended: { NPV: "rate values [first_at] [days]", IRR: "values" },
  });
});

test("an argument that is no longer required is appended, since no saved formula leaves it out", () => {
  const built = { ...saved, ROI: "gain [cost] [months]" };
  expect(catalogueChange(saved, built)).toEqual({ refused: [], appended: { ROI: "gain [cost] [months]" } });
});

test.each([
  ["a function that is gone", { NPV: saved.NPV }, "ROI is gone"],
  ["an argument that is gone", { ...saved, NPV: "rate values" }, "NPV was"],
  ["a renamed argument", { ...saved, ROI: "gain costs" }, "ROI was"],
  ["arguments in another order", { ...saved, ROI: "cost gain" }, "ROI was"],
  ["a new argument that is required", { ...saved, ROI: "gain cost months" }, "ROI was"],
  ["an argument that may no longer be left out", { ...saved, NPV: "rate values first_at" }, "NPV was"],
  ["a new argument in between", { ...saved, NPV: "rate values [days] [first_at]" }, "NPV was"],
])("%s is refused", (_, built, says) => {
  const { refused, appended } = catalogueChange(saved, built as typeof saved);
  expect(refused).toHaveLength(1);
  expect(refused[0]).toContain(says);
  expect(appended).toEqual({});
});
