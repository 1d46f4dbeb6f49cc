import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { CalculationError } from "../../engine/errors";
import type { InSlices } from "../../engine/scenario/oneCall";
import { workInParts } from "./inParts";
import type { Stages } from "./risk";

interface Work {
  /** How far the drawing of a stage is. */
  readonly underWay?: { readonly trials: number; readonly done: number };
  /** The stage that was stopped. */
  readonly stoppedAt?: number;
  readonly problem?: CalculationError;
}

export interface Staged<Answer> extends Work {
  /** That of the most trials drawn so far. */
  readonly answer?: Answer;
  /** Leaves it at the answer that stands there. */
  readonly stop: () => void;
  readonly again: () => void;
}

type Begin<Answer> = (trials: number) => InSlices<Answer>;

/**
 * The answer of more and more trials, each worked out in parts: what stands there is shown, and can be used, meanwhile. Another
 * question ends what is under way, and nothing of it is shown any more.
 * @param begin Begins to answer the question; undefined where nothing is asked.
 * @param isNext Whether it is its turn to work.
 */
export function useStages<Answer>(begin: Begin<Answer> | undefined, stages: Stages, isNext = true): Staged<Answer> {
  const [found, setFound] = useState<{ readonly begin?: Begin<Answer>; readonly answers: ReadonlyMap<number, Answer> }>();
  const [work, setWork] = useState<Work & { readonly begin?: Begin<Answer>; readonly stages?: Stages }>();
  const [times, setTimes] = useState(0);
  const end = useRef<() => void>(undefined);
  const answers = useMemo(
    (): ReadonlyMap<number, Answer> => (found && found.begin === begin ? found.answers : new Map()),
    [found, begin],
  );
  useEffect(() => {
    const trials = stages.find((stage) => !answers.has(stage));
    if (begin === undefined || !isNext || trials === undefined) return undefined;
    const tell = (now: Work): void => setWork({ begin, stages, ...now });
    tell({ underWay: { trials, done: 0 } });
    const stop = workInParts(begin(trials), {
      onProgress: (done) => tell({ underWay: { trials, done } }),
      onAnswer: (answer) => {
        tell({});
        setFound({ begin, answers: new Map([...answers, [trials, answer]]) });
      },
      onError: (error) => {
        if (!(error instanceof CalculationError)) throw error;
        tell({ problem: error });
      },
    });
    end.current = () => {
      stop();
      tell({ stoppedAt: trials });
    };
    return () => {
      stop();
      end.current = undefined;
    };
  }, [begin, stages, isNext, answers, times]);
  const stop = useCallback(() => end.current?.(), []);
  const again = useCallback(() => setTimes((before) => before + 1), []);
  const current = work && work.begin === begin && work.stages === stages && isNext ? work : undefined;
  const drawn = stages.filter((stage) => answers.has(stage));
  return { ...current, answer: answers.get(drawn[drawn.length - 1]), stop, again };
}
