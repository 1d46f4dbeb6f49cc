import "../support/gridInNode";
import { Model } from "@odoo/o-spreadsheet";
import fc from "fast-check";
import { boundHistory } from "../../src/tryout/grid/boundedHistory";

/* A workbook that forgets what can no longer be undone is, after whatever was done to it, the same as one that forgets nothing. */

const sheetId = "s";
const SIZE = 6;

function workbook(): Model {
  const sheets = [{ id: sheetId, name: "Sheet1", colNumber: SIZE, rowNumber: SIZE, cells: { A1: "1", B2: "=A1+1" } }];
  return new Model({ version: "19.3.0", sheets });
}

/** What the grid keeps, in steps. */
function stepsKept(model: Model): number {
  const { branches } = (model as unknown as { session: { revisions: { tree: { branches: { operations: unknown[] }[] } } } })
    .session.revisions.tree;
  return branches.reduce((sum, { operations }) => sum + operations.length, 0);
}

/** How many steps can be undone. */
function stepsBack(model: Model): number {
  const { handlers } = model as unknown as { handlers: { undoStack?: unknown[] }[] };
  return handlers.flatMap(({ undoStack }) => undoStack ?? []).length;
}

type Action = readonly [name: "type" | "style" | "insert" | "remove" | "undo" | "redo", where: number];

function act(model: Model, [name, where]: Action, i: number): void {
  const [col, row] = [where % SIZE, Math.floor(where / SIZE) % SIZE];
  const base = { sheetId, sheetName: "Sheet1", dimension: "ROW" } as const;
  if (name === "type") model.dispatch("UPDATE_CELL", { sheetId, col, row, content: i % 3 === 0 ? `=A1*${i}` : String(i) });
  if (name === "style")
    model.dispatch("SET_FORMATTING", {
      sheetId,
      target: [{ left: col, right: col, top: row, bottom: row }],
      style: { fontSize: 8 + i },
    });
  if (name === "insert") model.dispatch("ADD_COLUMNS_ROWS", { ...base, base: row, quantity: 1, position: "before" });
  if (name === "remove") model.dispatch("REMOVE_COLUMNS_ROWS", { ...base, elements: [row] });
  if (name === "undo") model.dispatch("REQUEST_UNDO");
  if (name === "redo") model.dispatch("REQUEST_REDO");
}

/** What is forgotten is forgotten after the command. */
const later = () => Promise.resolve();

const shown = (model: Model): unknown => ({ ...model._exportData(false), revisionId: "" });

const actions = fc.array(
  fc.tuple(
    fc.constantFrom<Action[0]>("type", "type", "type", "style", "insert", "remove", "undo", "undo", "undo", "redo", "redo"),
    fc.nat(SIZE * SIZE - 1),
  ),
  { minLength: 20, maxLength: 60 },
);

test("whatever is typed, inserted, removed, undone and redone: a step back is the cells of before, a step forth those of after", async () => {
  await fc.assert(
    fc.asyncProperty(actions, async (done) => {
      const model = workbook();
      boundHistory(model);
      const states = [shown(model)];
      let at = 0;
      for (const [i, action] of done.entries()) {
        const [name] = action;
        // The grid repeats the last command where there is none to be done again.
        if (name === "redo" && at === states.length - 1) continue;
        act(model, action, i);
        await later();
        const now = shown(model);
        const isStep = stepsBack(model) > at;
        if (name === "undo") at = Math.max(at - 1, 0);
        else if (name === "redo") at++;
        else if (isStep) states.splice(++at, Infinity, now);
        expect(now).toEqual(states[at]);
        expect(stepsBack(model)).toBe(at);
      }
    }),
    { seed: 20261125, numRuns: 30 },
  );
});

test("150 steps, of which 99 can be undone and redone, and no more are kept", async () => {
  const model = workbook();
  boundHistory(model);
  const states = [shown(model)];
  for (let i = 1; i <= 150; i++) {
    act(model, ["type", i], i);
    await later();
    states.push(shown(model));
  }
  expect(stepsKept(model)).toBe(100);
  for (let at = 149; model.getters.canUndo(); at--) {
    act(model, ["undo", 0], 0);
    await later();
    expect(shown(model)).toEqual(states[at]);
  }
  expect(shown(model)).toEqual(states[51]);
  for (let at = 52; at <= 60; at++) {
    act(model, ["redo", 0], 0);
    await later();
    expect(shown(model)).toEqual(states[at]);
  }
  act(model, ["type", 1], 7);
  await later();
  // Between those that can be undone stand the marks of the undoing and redoing.
  expect(stepsKept(model)).toBeLessThan(300);
});

test("steps that are undone one after the other leave nothing behind", async () => {
  const model = workbook();
  boundHistory(model);
  for (let cycle = 1; cycle <= 300; cycle++) {
    act(model, ["type", cycle], cycle);
    act(model, ["undo", 0], cycle);
    await later();
  }
  act(model, ["type", 3], 1);
  await later();
  expect(stepsKept(model)).toBeLessThanOrEqual(4);
});
