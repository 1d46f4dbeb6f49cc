import { type KeyboardEvent, useEffect, useRef } from "react";
import { VIEW_TITLES, type ViewKey } from "./views/view";

const KEYS = Object.keys(VIEW_TITLES) as ViewKey[];

/** Which tab a key leads to from another; undefined for a key that does not move. */
function tabAfter(key: string, from: number): number | undefined {
  switch (key) {
    case "ArrowRight":
    case "ArrowDown":
      return (from + 1) % KEYS.length;
    case "ArrowLeft":
    case "ArrowUp":
      return (from + KEYS.length - 1) % KEYS.length;
    case "Home":
      return 0;
    case "End":
      return KEYS.length - 1;
    default:
      return undefined;
  }
}

/**
 * The tabs of the views: one stop of the Tab key, arrow keys between them, as ARIA describes tabs.
 * Not Fluent's TabList, whose focus sentinels are hidden from assistive technology and yet take the focus.
 */
export function Tabs({
  selected,
  opened,
  onSelect,
}: {
  selected: ViewKey;
  opened: readonly ViewKey[];
  onSelect: (key: ViewKey) => void;
}) {
  const list = useRef<HTMLDivElement>(null);
  // A host gives the focus to the page as a whole; from there no key of its own leads on to a control.
  useEffect(() => {
    const enter = () => {
      if (document.hasFocus() && document.activeElement === document.body) {
        list.current?.querySelector<HTMLElement>("[aria-selected=true]")?.focus();
      }
    };
    enter();
    window.addEventListener("focus", enter);
    return () => window.removeEventListener("focus", enter);
  }, []);
  const move = (event: KeyboardEvent) => {
    const next = tabAfter(event.key, KEYS.indexOf(selected));
    if (next === undefined) return;
    event.preventDefault();
    onSelect(KEYS[next]);
    (list.current?.children[next] as HTMLElement | undefined)?.focus();
  };
  return (
    <div className="tabs" role="tablist" aria-label="Views" ref={list} onKeyDown={move}>
      {KEYS.map((key) => (
        <button
          key={key}
          type="button"
          role="tab"
          id={`tab-${key}`}
          className="tab"
          aria-selected={key === selected}
          aria-controls={opened.includes(key) ? `view-${key}` : undefined}
          tabIndex={key === selected ? 0 : -1}
          onClick={() => onSelect(key)}
        >
          {VIEW_TITLES[key]}
        </button>
      ))}
    </div>
  );
}
