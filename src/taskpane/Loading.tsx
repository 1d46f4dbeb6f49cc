import { Button, MessageBar, MessageBarActions, MessageBarBody, Spinner } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { Loaded } from "./useLoaded";

/** A part of the pane that must first be fetched: says so, or says that it failed and how to try again. */
export function Loading<Value>({
  what,
  loaded,
  children,
}: {
  what: string;
  loaded: Loaded<Value>;
  children: (value: Value) => ReactNode;
}) {
  if (loaded.state === "loading") return <Spinner size="small" label={`Loading ${what}…`} />;
  if (loaded.state === "ready") return children(loaded.value);
  return (
    <MessageBar intent="error" layout="multiline" role="alert">
      <MessageBarBody>Could not load {what}. Check the connection; formulas in cells go on working.</MessageBarBody>
      <MessageBarActions>
        <Button size="small" onClick={loaded.retry}>
          Try again
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}
