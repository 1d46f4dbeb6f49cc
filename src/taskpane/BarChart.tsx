import { axisY, barX, plot, text } from "@observablehq/plot";
import { useEffect, useRef, useState } from "react";

export interface Bar {
  readonly name: string;
  readonly value: number;
  /** The value as the user writes numbers. */
  readonly text: string;
}

const BAR_HEIGHT = 24;
const LETTER_WIDTH = 7.4;

/** Horizontal bars with their values, as wide as the pane; the numbers stand in a table beside it. */
export function BarChart({ bars, title }: { bars: readonly Bar[]; title: string }) {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const observer = new ResizeObserver(([{ contentRect }]) => setWidth(Math.floor(contentRect.width)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    const element = place.current;
    if (!element || width < 120) return;
    const longest = (texts: readonly string[]) => Math.max(...texts.map((each) => each.length)) * LETTER_WIDTH;
    const data = [...bars];
    const chart = plot({
      width,
      height: 8 + data.length * BAR_HEIGHT,
      marginTop: 4,
      marginBottom: 4,
      marginLeft: Math.min(longest(data.map(({ name }) => name)) + 10, width * 0.42),
      marginRight: longest(data.map(({ text: value }) => value)) + 12,
      x: { axis: null, domain: [0, Math.max(...data.map(({ value }) => value), 1e-12)] },
      y: { domain: data.map(({ name }) => name), label: null, padding: 0.25 },
      ariaLabel: `${title}: ${data.map(({ name, text: value }) => `${name} ${value}`).join(", ")}`,
      style: { background: "transparent", color: "inherit", fontSize: "12px" },
      marks: [
        axisY({ tickSize: 0, label: null }),
        barX(data, { x: "value", y: "name", fill: "var(--colorCompoundBrandBackground)" }),
        text(data, { x: "value", y: "name", text: "text", textAnchor: "start", dx: 5 }),
      ],
    });
    chart.setAttribute("role", "img");
    // As one picture it has one name; the parts' names would say nothing more, and are not allowed on a plain group.
    for (const part of chart.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label");
    element.replaceChildren(chart);
    return () => chart.remove();
  }, [bars, title, width]);
  return (
    <figure className="chart">
      <figcaption>{title}</figcaption>
      <div ref={place} style={{ minHeight: 8 + bars.length * BAR_HEIGHT }} />
    </figure>
  );
}
