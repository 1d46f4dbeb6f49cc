import { CellError } from "../../src/tryout/customFunctionsRuntime";
import { FunctionRuntime } from "../../src/tryout/office/functionRuntime";
import type { MessageEntry } from "../../src/tryout/office/workbookEvents";

/* What the runtime of the pane's page is sent, and what a cell makes of its answers. */

const metadata = { functions: [{ id: "PAYBACK", name: "PAYBACK", description: "", parameters: [] }] };

interface Sent {
  readonly type: "invoke" | "cancel";
  readonly message: unknown;
}

let sent: Sent[];
let runtime: FunctionRuntime;
let recalculated: number;
beforeEach(() => {
  sent = [];
  recalculated = 0;
  const send = (entries: readonly MessageEntry[]) =>
    sent.push(
      ...entries.map(([, type, , message]): Sent => ({
        type: type === 1000 ? "invoke" : "cancel",
        message: JSON.parse(message),
      })),
    );
  runtime = new FunctionRuntime(metadata, send, () => recalculated++);
});

/** Calls the function as the grid would for a cell: the value, or the error it throws. */
function calculate(address: string, ...args: unknown[]): unknown {
  const payback = runtime.addIn.implementations.get("PAYBACK");
  try {
    return payback?.(...args, { address });
  } catch (error) {
    return error;
  }
}

const endOfTurn = () => Promise.resolve().then(() => undefined);

const CALCULATING = expect.objectContaining({ code: "#N/A", message: "the add-in's runtime is calculating" }) as unknown;

it("sends a call with its cell, errors of ranges as objects, and waits until the runtime is ready", async () => {
  expect(calculate("Sheet1!B1", 1200, [[300, new CellError("#N/A")]], null)).toEqual(CALCULATING);
  await endOfTurn();
  expect(sent).toEqual([]);
  runtime.onReady();
  expect(sent).toEqual([
    {
      type: "invoke",
      message: [1, "PAYBACK", [1200, [[300, { type: "CustomFunctionError", code: "#N/A" }]], null], "Sheet1!B1", 4, null],
    },
  ]);
});

it("sends the calls of one calculation together, the same call once", async () => {
  runtime.onReady();
  calculate("Sheet1!B1", 1, 2);
  calculate("Sheet1!B2", 1, 2);
  calculate("Sheet1!B3", 3, 4);
  expect(sent).toEqual([]);
  await endOfTurn();
  expect(sent.map(({ message }) => (message as unknown[])[2])).toEqual([
    [1, 2],
    [3, 4],
  ]);
  expect(runtime.pending).toBe(2);
});

it("gives results to the cells that asked, and asks no more", async () => {
  runtime.onReady();
  calculate("Sheet1!B1", 1200, 300);
  await endOfTurn();
  runtime.onResults([[1, true, 4, [0]]]);
  expect(recalculated).toBe(1);
  expect(calculate("Sheet1!B1", 1200, 300)).toBe(4);
  await endOfTurn();
  expect(sent).toHaveLength(1);
  expect(runtime.pending).toBe(0);
});

it("cancels a call that its formula no longer makes, unless another cell waits for it", async () => {
  runtime.onReady();
  calculate("Sheet1!B1", 1);
  calculate("Sheet1!B2", 1);
  await endOfTurn();
  calculate("Sheet1!B1", 2);
  await endOfTurn();
  expect(sent.map(({ type }) => type)).toEqual(["invoke", "invoke"]);
  calculate("Sheet1!B2", 3);
  await endOfTurn();
  expect(sent.slice(2)).toEqual([expect.objectContaining({ type: "invoke" }), { type: "cancel", message: { invocationId: 1 } }]);
  // Its result, if it still comes, is nobody's; the call is made anew when it is asked for again.
  runtime.onResults([[1, true, 99, [0]]]);
  expect(calculate("Sheet1!B2", 1)).toEqual(CALCULATING);
});

it("keeps several calls of one formula", async () => {
  runtime.onReady();
  calculate("Sheet1!B1", 1);
  calculate("Sheet1!B1", 2);
  await endOfTurn();
  expect(sent.map(({ type }) => type)).toEqual(["invoke", "invoke"]);
});

it.each([
  ["#VALUE! with its message", [7, "cost must be positive"], "#VALUE!", "cost must be positive"],
  ["#N/A with its message", [1, "no such GPU"], "#N/A", "no such GPU"],
  ["#DIV/0! without one, as in Excel", [5, "the saving is zero"], "#DIV/0!", ""],
  ["#NUM! for what is no number", [6, "Infinity"], "#NUM!", ""],
  ["#VALUE! without a word for a plain error", [2, "TypeError: x is undefined"], "#VALUE!", ""],
] as const)("shows %s", async (_, [errorCode, message], code, shown) => {
  runtime.onReady();
  calculate("Sheet1!B1", 1);
  await endOfTurn();
  runtime.onResults([[1, false, message, errorCode, [0]]]);
  expect(calculate("Sheet1!B1", 1)).toMatchObject({ code, message: shown });
});

it("takes errors inside a table as cells of it", async () => {
  runtime.onReady();
  calculate("Sheet1!B1", 1);
  await endOfTurn();
  const cell = { type: "Error", basicType: "Error", basicValue: "#N/A", message: "no price" };
  runtime.onResults([
    [
      1,
      true,
      [
        ["a", 1],
        ["b", cell],
      ],
      [0],
    ],
  ]);
  expect(calculate("Sheet1!B1", 1)).toEqual([
    ["a", 1],
    ["b", expect.objectContaining({ code: "#N/A", message: "no price" })],
  ]);
});
