import { FluentProvider, MessageBar, MessageBarBody } from "@fluentui/react-components";
import { useState } from "react";
import { ErrorBoundary } from "./ErrorBoundary";
import { InsertionProvider } from "./insertion";
import { Loading } from "./Loading";
import { SeparatorsProvider } from "./separators";
import { Tabs } from "./Tabs";
import { useHostTheme } from "./theme";
import { useLoaded } from "./useLoaded";
import { Start } from "./views/Start";
import { VIEW_TITLES, type ViewComponent, type ViewKey } from "./views/view";

/** Each view's code and facts are fetched when it is first opened. */
const LOADERS: Record<ViewKey, () => Promise<ViewComponent>> = {
  start: async () => Start,
  case: async () => (await import(/* webpackChunkName: "business" */ "./views/BusinessCase")).BusinessCase,
  usage: async () => (await import(/* webpackChunkName: "usage" */ "./views/Usage")).Usage,
  presets: async () => (await import(/* webpackChunkName: "presets" */ "./views/Presets")).Presets,
  decide: async () => (await import(/* webpackChunkName: "decide" */ "./views/Decide")).Decide,
  risk: async () => (await import(/* webpackChunkName: "risk" */ "./views/Risk")).Risk,
  project: async () => (await import(/* webpackChunkName: "project" */ "./views/Project")).Project,
  conversation: async () => (await import(/* webpackChunkName: "conversation" */ "./views/Conversation")).Conversation,
  cases: async () => (await import(/* webpackChunkName: "cases" */ "./views/Cases")).Cases,
  functions: async () => (await import(/* webpackChunkName: "functions" */ "./views/Functions")).Functions,
};

/** The whole pane: one tab per view, and below them how the last insertion went. */
export function Pane({ connected }: { connected: boolean }) {
  const { look, theme } = useHostTheme();
  const [view, setView] = useState<ViewKey>("start");
  // A view once opened stays, hidden: what was typed into it is there when the user comes back.
  const [opened, setOpened] = useState<readonly ViewKey[]>(["start"]);
  const open = (key: ViewKey) => {
    setView(key);
    setOpened((before) => (before.includes(key) ? before : [...before, key]));
  };
  return (
    <FluentProvider theme={theme} className="pane" data-look={look}>
      <SeparatorsProvider connected={connected}>
        <InsertionProvider view={view}>
          <nav aria-label="FT">
            <Tabs selected={view} opened={opened} onSelect={open} />
          </nav>
          <main>
            {!connected && (
              <MessageBar intent="warning" layout="multiline">
                <MessageBarBody>
                  Not connected to a workbook: look around; to insert, open this pane from the FT button in Excel.
                </MessageBarBody>
              </MessageBar>
            )}
            {opened.map((key) => (
              <div
                key={key}
                role="tabpanel"
                id={`view-${key}`}
                aria-labelledby={`tab-${key}`}
                className="view"
                hidden={key !== view}
              >
                <ErrorBoundary>
                  <View name={key} open={open} />
                </ErrorBoundary>
              </div>
            ))}
          </main>
        </InsertionProvider>
      </SeparatorsProvider>
    </FluentProvider>
  );
}

function View({ name, open }: { name: ViewKey; open: (view: ViewKey) => void }) {
  const loaded = useLoaded(LOADERS[name]);
  return (
    <Loading what={VIEW_TITLES[name]} loaded={loaded}>
      {(Shown) => <Shown open={open} />}
    </Loading>
  );
}
