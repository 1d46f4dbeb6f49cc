import { useId, useLayoutEffect, useRef, type ReactNode } from "react";

/** Asks before something of the user's is changed; Escape leaves it as it is. The children are the answers. */
export function Question(props: { title: string; text: string; onKeep: () => void; children: ReactNode }) {
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
      <h2 id={`${id}title`}>{props.title}</h2>
      <p id={`${id}text`}>{props.text}</p>
      <div className="question-actions">{props.children}</div>
    </dialog>
  );
}
