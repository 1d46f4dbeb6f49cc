import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from "react";
import type { BlockPlan } from "../workbook/sheetPlan";
import { insertBlock, type Occupied, type Target, undoInsertion } from "../workbook/excelWorkbook";
import type { InsertionUndo } from "../workbook/insertionUndo";
import { WorkbookError } from "../workbook/workbookProblems";
import { Notice, type NoticeText } from "./Notice";
import { OccupiedQuestion } from "./OccupiedQuestion";

export interface Insertion {
  /** Writes a block, asks first when the place is not empty, and says how it went. */
  readonly insert: (plan: BlockPlan, target?: Target) => Promise<void>;
  /** Carries out another change of the workbook and says what it did; while one is under way nothing is begun. */
  readonly change: (make: () => Promise<string>) => Promise<void>;
  /** Says that a field must be mended first. */
  readonly refuse: () => void;
  /** Shows something that went wrong elsewhere, where results of insertions are shown. */
  readonly report: (error: unknown) => void;
  /** Says that something else went well; what was said before it is over. */
  readonly confirm: (title: string, text: string) => void;
}

const Context = createContext<Insertion | undefined>(undefined);

export function useInsertion(): Insertion {
  const insertion = useContext(Context);
  if (!insertion) throw new Error("useInsertion outside of InsertionProvider");
  return insertion;
}

interface Question {
  readonly plan: BlockPlan;
  readonly occupied: Occupied;
}

/**
 * Holds the one insertion that can be under way, its question about a place that is not empty, and its outcome. That
 * something was written is said in the view it was written from; in another it would only cover what is read there.
 */
export function InsertionProvider({ view, children }: { view: string; children: ReactNode }) {
  const [busy, setBusy] = useState(false);
  const [question, setQuestion] = useState<Question>();
  const [notice, setNotice] = useState<NoticeText & { readonly view?: string; readonly undo?: InsertionUndo }>();
  const underWay = useRef(false);

  const report = useCallback((error: unknown, whatFailed = "Not inserted") => {
    const text = error instanceof Error ? error.message : String(error);
    setNotice({ kind: "error", title: error instanceof WorkbookError ? whatFailed : "That did not work", text });
  }, []);

  const confirm = useCallback((title: string, text: string) => setNotice({ kind: "success", title, text, view }), [view]);

  const refuse = useCallback(() => setNotice({ kind: "error", title: "Not inserted", text: "Fix the marked fields first." }), []);

  const change = useCallback(
    /** @param make Gives what was done; undefined where nothing was. */
    async (make: () => Promise<string | { readonly text: string; readonly undo: InsertionUndo } | undefined>) => {
      // A double click must not write twice.
      if (underWay.current) return;
      underWay.current = true;
      setBusy(true);
      setNotice(undefined);
      setQuestion(undefined);
      try {
        const done = await make();
        if (done !== undefined) {
          const { text, undo } = typeof done === "string" ? { text: done, undo: undefined } : done;
          setNotice({ kind: "success", title: "Written", text, view, undo });
        }
      } catch (error) {
        report(error);
      } finally {
        underWay.current = false;
        setBusy(false);
      }
    },
    [report, view],
  );

  const write = useCallback(
    (plan: BlockPlan, target: Target, ifOccupied: "ask" | "overwrite") =>
      change(async () => {
        const outcome = await insertBlock(plan, target, ifOccupied);
        if (outcome.kind === "written") return { text: `${plan.title}: ${outcome.address}`, undo: outcome.undo };
        setQuestion({ plan, occupied: outcome });
        return undefined;
      }),
    [change],
  );

  const takeBack = useCallback(
    async (undo: InsertionUndo) => {
      if (underWay.current) return;
      underWay.current = true;
      setBusy(true);
      setNotice(undefined);
      try {
        await undoInsertion(undo);
        setNotice({ kind: "success", title: "Undone", text: undone(undo), view });
      } catch (error) {
        report(error, "Not undone");
      } finally {
        underWay.current = false;
        setBusy(false);
      }
    },
    [report, view],
  );

  const insertion = useMemo<Insertion>(
    () => ({ insert: (plan, target = { kind: "selection" }) => write(plan, target, "ask"), change, refuse, report, confirm }),
    [write, change, refuse, report, confirm],
  );
  const undo = notice?.undo;

  return (
    <Context.Provider value={insertion}>
      {children}
      <Notice
        notice={notice?.view === undefined || notice.view === view ? notice : undefined}
        busy={busy}
        onDismiss={() => setNotice(undefined)}
        onUndo={undo && (() => void takeBack(undo))}
      />
      {question && (
        <OccupiedQuestion
          title={question.plan.title}
          occupied={question.occupied}
          onKeep={() => {
            setQuestion(undefined);
            setNotice({ kind: "success", title: "Kept", text: `${question.occupied.address} is as it was.` });
          }}
          onOverwrite={() => void write(question.plan, question.occupied.place, "overwrite")}
          onNextFree={() => void write(question.plan, question.occupied.nextFree, "ask")}
        />
      )}
    </Context.Provider>
  );
}

const undone = ({ address, before }: InsertionUndo): string =>
  before && !before.looks
    ? `What ${address} held is back; how its cells looked is kept for blocks of up to 5,000 cells only.`
    : `${address} is as it was.`;
