import { Button } from "@fluentui/react-components";
import { useId, useLayoutEffect, useRef } from "react";

/** A case that was written before is not written over unasked. */
export function RewriteQuestion({
  sheets,
  onKeep,
  onReplace,
  onBeside,
}: {
  sheets: readonly string[];
  onKeep: () => void;
  onReplace: () => void;
  onBeside: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  // The browser's own modal dialog keeps the focus inside, and gives it back to the button that asked.
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="question"
      aria-labelledby={`${id}title`}
      aria-describedby={`${id}text`}
      // office.js takes these keys in a frame, to hand the focus to Excel; a question is answered first.
      onKeyDown={(event) => {
        if (event.key === "Escape" || event.key === "Tab") event.stopPropagation();
      }}
      onCancel={(event) => {
        event.preventDefault();
        onKeep();
      }}
    >
      <h2 id={`${id}title`}>There is a business case already</h2>
      <p id={`${id}text`}>
        Replacing it writes over {sheets.join(", ")}, with what was changed there. No other sheet is touched.
      </p>
      <div className="question-actions">
        <Button appearance="primary" onClick={onKeep}>
          Keep it
        </Button>
        <Button onClick={onBeside}>Write another beside it</Button>
        <Button onClick={onReplace}>Replace it</Button>
      </div>
    </dialog>
  );
}
