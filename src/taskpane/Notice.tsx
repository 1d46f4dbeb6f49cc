import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from "@fluentui/react-components";

export interface NoticeText {
  readonly kind: "success" | "error";
  readonly title: string;
  readonly text: string;
}

/** How the last insertion went. The live regions stand in the page from the start, or a screen reader would miss them. */
export function Notice({
  notice,
  busy,
  onDismiss,
  onUndo,
}: {
  notice: NoticeText | undefined;
  busy: boolean;
  onDismiss: () => void;
  onUndo: (() => void) | undefined;
}) {
  const bar = notice && (
    <MessageBar intent={notice.kind} layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{notice.title}</MessageBarTitle> {notice.text}
      </MessageBarBody>
      <MessageBarActions>
        {onUndo && (
          <Button size="small" onClick={onUndo}>
            Undo
          </Button>
        )}
        <Button size="small" onClick={onDismiss}>
          Dismiss
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
  return (
    <div className="notice">
      <div role="status" aria-label="Result">
        {busy && <p className="busy">Writing…</p>}
        {notice?.kind === "success" && bar}
      </div>
      <div role="alert">{notice?.kind === "error" && bar}</div>
    </div>
  );
}
