import type { ComponentType } from "react";

export const VIEW_TITLES = {
  start: "Start",
  case: "Business case",
  usage: "Usage",
  presets: "Presets",
  decide: "Decide",
  risk: "Risk",
  project: "Project",
  conversation: "Conversation",
  cases: "Cases",
  functions: "Functions",
} as const;

export type ViewKey = keyof typeof VIEW_TITLES;

/** What a view may ask of the pane around it. */
export interface ViewProps {
  readonly open: (view: ViewKey) => void;
}

export type ViewComponent = ComponentType<ViewProps>;
