import type { Model } from "@odoo/o-spreadsheet";

/*
 * The grid undoes 99 steps, but keeps every step there ever was, for computers that may send theirs late: and each step that was undone
 * makes it keep another version of all later ones. Here nobody else sends any, so what can be neither undone nor redone is forgotten.
 */

interface Step {
  readonly id: string;
}

/** The steps in their order, from where an earlier one was undone. */
interface Branch {
  operations: readonly Step[];
}

/** As much of the grid's inside as is looked at. */
interface Inside {
  readonly session: {
    readonly revisions: {
      readonly HEAD_BRANCH: Branch;
      readonly tree: {
        /** Each goes on where the one before it has a step that is undone, without that step. */
        readonly branches: Branch[];
        /** The step that is undone. */
        readonly branchingOperationIds: Map<Branch, string>;
      };
    };
    isFullySynchronized(): boolean;
  };
  readonly handlers: readonly object[];
}

interface Stacks {
  readonly undoStack: readonly string[];
  readonly redoStack: readonly string[];
}

const hasStacks = (plugin: object): plugin is Stacks => "undoStack" in plugin && "redoStack" in plugin;

export function boundHistory(model: Model): void {
  const { session, handlers } = model as unknown as Inside;
  const stacks = handlers.find(hasStacks);
  if (!stacks || session.revisions.tree.branches.length !== 1) throw new Error("the grid's history is not kept as it was");
  let isDue = false;
  model.on("update", {}, () => {
    if (isDue) return;
    isDue = true;
    // Not at once: while a step is being undone it can, for a moment, be neither undone nor redone.
    queueMicrotask(() => {
      isDue = false;
      if (session.isFullySynchronized()) forget(session.revisions, stacks);
    });
  });
}

function forget({ HEAD_BRANCH, tree }: Inside["session"]["revisions"], { undoStack, redoStack }: Stacks): void {
  const { branches, branchingOperationIds } = tree;
  while (branches[0] !== HEAD_BRANCH) {
    const [first, second] = branches;
    const undone = branchingOperationIds.get(first);
    if (undone === undefined || redoStack.includes(undone)) break;
    const place = first.operations.findIndex(({ id }) => id === undone);
    second.operations = [...first.operations.slice(0, place), ...second.operations];
    branchingOperationIds.delete(first);
    branches.shift();
  }
  const [first] = branches;
  const needed = new Set([...undoStack, ...redoStack]);
  const oldest = first.operations.findIndex(({ id }) => needed.has(id));
  // One step stays before the oldest: what an undone step is done again after.
  const forgotten = (oldest < 0 ? first.operations.length : oldest) - 1;
  if (forgotten > 0) first.operations = first.operations.slice(forgotten);
}
