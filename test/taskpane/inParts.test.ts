import type { InSlices } from "../../src/engine/scenario/oneCall";
import { workInParts } from "../../src/taskpane/risk/inParts";

let clock = 0;

/** Parts that take so many milliseconds each, by a clock that only they move. */
function* parts(count: number, eachMs: number, worked: number[]): InSlices<string> {
  for (let part = 1; part <= count; part++) {
    clock += eachMs;
    worked.push(part);
    yield part;
  }
  return "the answer";
}

function begun(work: InSlices<string>) {
  const told = { onProgress: jest.fn(), onAnswer: jest.fn(), onError: jest.fn() };
  return { ...told, end: workInParts(work, told) };
}

describe("work in parts", () => {
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ["performance"] });
    jest.spyOn(performance, "now").mockImplementation(() => clock);
  });
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  test("pauses once 12 ms are worked, and begins only after what is under way", () => {
    const worked: number[] = [];
    const { onAnswer } = begun(parts(7, 5, worked));
    expect(worked).toEqual([]);
    const perTurn: number[] = [];
    for (let before = 0; !onAnswer.mock.calls.length; before = worked.length) {
      jest.runOnlyPendingTimers();
      perTurn.push(worked.length - before);
    }
    // 15 ms are the first that are not below 12; the last turn finds that there are no more parts.
    expect(perTurn).toEqual([3, 3, 1]);
    expect(onAnswer.mock.calls).toEqual([["the answer"]]);
  });

  test("says how far it is ten times a second at most", () => {
    const { onProgress } = begun(parts(60, 20, []));
    jest.runAllTimers();
    // 1,200 ms in parts of 20: after every fifth of them.
    expect(onProgress.mock.calls.flat()).toEqual([5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60]);
  });

  test("that is ended tells nothing any more", () => {
    const worked: number[] = [];
    const { end, onProgress, onAnswer } = begun(parts(100, 20, worked));
    jest.runOnlyPendingTimers();
    end();
    jest.runAllTimers();
    expect(worked).toEqual([1]);
    expect([onProgress, onAnswer].map(({ mock }) => mock.calls.length)).toEqual([0, 0]);
  });

  test("tells an error and stops", () => {
    function* failing(): InSlices<string> {
      yield 4096;
      throw new Error("a draw outside the domain");
    }
    const { onAnswer, onError } = begun(failing());
    jest.runAllTimers();
    expect(onError.mock.calls).toEqual([[new Error("a draw outside the domain")]]);
    expect(onAnswer).not.toHaveBeenCalled();
  });
});
