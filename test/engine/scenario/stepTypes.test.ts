import { step } from "../../../src/engine/scenario/steps/step";

/*
 * Held by the compiler when the tests are checked (`npm run check`): each line marked as an expected error fails the
 * check as soon as the compiler accepts it.
 */
describe("a step of the scenario", () => {
  const one = new Float64Array(1);

  test("cannot read what it computes, or write what it reads", () => {
    step({
      gives: ["api_cost"],
      needs: ["request_cost"],
      // @ts-expect-error swapped: api_cost is given, request_cost is needed
      run(count, { request_cost }, { api_cost }) {
        for (let i = 0; i < count; i++) request_cost[i] = api_cost[i];
      },
    });
  });

  test("cannot misspell a quantity", () => {
    step({
      gives: ["api_cost"],
      needs: ["request_cost", "requests_per_month"],
      // @ts-expect-error misspelled: requests_per_mouth
      run(count, { api_cost }, { request_cost, requests_per_mouth }) {
        for (let i = 0; i < count; i++) api_cost[i] = request_cost[i] * (requests_per_mouth as Float64Array)[i];
      },
    });
  });

  test("cannot use a quantity that it does not list", () => {
    step({
      gives: ["saving"],
      needs: ["api_cost"],
      run(count, { saving }, needs) {
        // @ts-expect-error not in needs: ft_cost
        for (let i = 0; i < count; i++) saving[i] = needs.api_cost[i] - (needs.ft_cost?.[i] ?? 0);
      },
    });
  });

  test("runs on the columns it lists", () => {
    const half = step({
      gives: ["half"],
      needs: ["whole"],
      run(count, gives, { whole }) {
        for (let i = 0; i < count; i++) gives.half[i] = whole[i] / 2;
      },
    });
    half.run(1, { half: one }, { whole: Float64Array.of(3) });
    expect(one[0]).toBe(1.5);
  });
});
