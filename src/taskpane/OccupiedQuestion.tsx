import { Button } from "@fluentui/react-components";
import { useId, useLayoutEffect, useRef } from "react";
import type { Occupied } from "../workbook/excelWorkbook";

/** Nothing of the user's is overwritten unasked: keep it, overwrite it, or take the next free place. */
export function OccupiedQuestion(props: {
  title: string;
  occupied: Occupied;
  onKeep: () => void;
  onOverwrite: () => void;
  onNextFree: () => void;
}) {
  const { address, filledCells, nextFreeAddress } = props.occupied;
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
        props.onKeep();
      }}
    >
      <h2 id={`${id}title`}>The place is not empty</h2>
      <p id={`${id}text`}>
        {props.title} would take {address}, where {filledCells === 1 ? "one cell holds" : `${filledCells} cells hold`} something.
      </p>
      <div className="question-actions">
        <Button appearance="primary" onClick={props.onKeep}>
          Keep what is there
        </Button>
        <Button onClick={props.onNextFree}>Insert at the next free place, {nextFreeAddress}</Button>
        <Button onClick={props.onOverwrite}>Overwrite</Button>
      </div>
    </dialog>
  );
}
