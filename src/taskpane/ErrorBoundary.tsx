import { Button, MessageBar, MessageBarActions, MessageBarBody } from "@fluentui/react-components";
import { Component, type ReactNode } from "react";

/** A view that fails takes only itself down: the others, and every formula, go on working. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { problem?: string }> {
  override state: { problem?: string } = {};

  static getDerivedStateFromError(error: unknown): { problem: string } {
    return { problem: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    if (this.state.problem === undefined) return this.props.children;
    return (
      <MessageBar intent="error" layout="multiline" role="alert">
        <MessageBarBody>This view has failed ({this.state.problem}). Please report it.</MessageBarBody>
        <MessageBarActions>
          <Button size="small" onClick={() => this.setState({ problem: undefined })}>
            Show it again
          </Button>
        </MessageBarActions>
      </MessageBar>
    );
  }
}
