import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from "react";
import type { BlockPlan } from "../workbook/sheetPlan";
import { insertBlock, type Occupied, type Target } from "../workbook/excelWorkbook";
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
  const [notice, setNotice] = useState<NoticeText & { readonly view?: string }>();
  const underWay = useRef(false);

  const report = useCallback((error: unknown) => {
    const text = error instanceof Error ? error.message : String(error);
    setNotice({ kind: "error", title: error instanceof WorkbookError ? "Not inserted" : "That did not work", text });
  }, []);

  const refuse = useCallback(() => setNotice({ kind: "error", title: "Not inserted", text: "Fix the marked fields first." }), []);

  const change = useCallback(
    /** @param make Gives what was done; undefined where nothing was. */
    async (make: () => Promise<string | undefined>) => {
      // A double click must not write twice.
      if (underWay.current) return;
      underWay.current = true;
      setBusy(true);
      setNotice(undefined);
      setQuestion(undefined);
      try {
        const text = await make();
        if (text !== undefined) setNotice({ kind: "success", title: "Written", text, view });
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
        if (outcome.kind === "written") return `${plan.title}: ${outcome.address}`;
        setQuestion({ plan, occupied: outcome });
        return undefined;
      }),
    [change],
  );

  const insertion = useMemo<Insertion>(
    () => ({ insert: (plan, target = { kind: "selection" }) => write(plan, target, "ask"), change, refuse, report }),
    [write, change, refuse, report],
  );

  return (
    <Context.Provider value={insertion}>
      {children}
      <Notice
        notice={notice?.view === undefined || notice.view === view ? notice : undefined}
        busy={busy}
        onDismiss={() => setNotice(undefined)}
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
