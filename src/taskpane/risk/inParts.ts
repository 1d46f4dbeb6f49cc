import type { InSlices } from "../../engine/scenario/oneCall";

/** So long is worked before the page may do something else. */
const WORK_MS = 12;
/** So often it is said how far the work is: what shows it has to be drawn, too. */
const SAID_MS = 100;

/** What is told of work under way. */
export interface Told<Answer> {
  readonly onProgress: (trials: number) => void;
  readonly onAnswer: (answer: Answer) => void;
  readonly onError: (error: unknown) => void;
}

/** Works parts out, with pauses in which the page breathes. @returns What ends it; nothing is told any more. */
export function workInParts<Answer>(parts: InSlices<Answer>, { onProgress, onAnswer, onError }: Told<Answer>): () => void {
  let said = performance.now();
  const work = (): void => {
    const start = performance.now();
    let now = start;
    try {
      let part = parts.next();
      while (part.done !== true && (now = performance.now()) < start + WORK_MS) part = parts.next();
      if (part.done === true) return onAnswer(part.value);
      timer = setTimeout(work);
      if (now < said + SAID_MS) return;
      said = now;
      onProgress(part.value);
    } catch (error) {
      onError(error);
    }
  };
  let timer = setTimeout(work);
  return () => clearTimeout(timer);
}
