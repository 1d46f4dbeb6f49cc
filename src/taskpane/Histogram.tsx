import { axisX, plot, rectY, ruleX, text } from "@observablehq/plot";
import { useEffect, useRef, useState } from "react";
import type { Bin } from "../engine/scenario/histogram";

/** A value marked in a histogram, with the letters that name it. */
export interface Mark {
  readonly name: string;
  readonly value: number;
}

const HEIGHT = 180;

/** How often values fall where, gains apart from losses, with marked values; what it shows is said in its label. */
export function Histogram({
  bins,
  marks,
  title,
  said,
  show,
}: {
  bins: readonly Bin[];
  marks: readonly Mark[];
  title: string;
  /** What a reader sees who does not see the picture. */
  said: string;
  show: (value: number) => string;
}) {
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
    const chart = plot({
      width,
      height: HEIGHT,
      marginTop: 20,
      marginBottom: 22,
      marginLeft: 8,
      marginRight: 8,
      y: { axis: null },
      ariaLabel: `${title}: ${said}`,
      style: { background: "transparent", color: "inherit", fontSize: "12px", overflow: "visible" },
      marks: [
        rectY([...bins], {
          x1: "from",
          x2: "to",
          y: "count",
          inset: 0.5,
          fill: ({ to }: Bin) => (to > 0 ? "var(--colorCompoundBrandBackground)" : "var(--colorNeutralStroke1)"),
        }),
        axisX({ ticks: Math.max(2, Math.floor(width / 90)), tickFormat: show, label: null, tickSize: 3 }),
        ruleX([0], { stroke: "currentColor" }),
        ruleX([...marks], { x: "value", stroke: "currentColor", strokeDasharray: "3,3" }),
        text([...marks], { x: "value", text: "name", frameAnchor: "top", dy: -16 }),
      ],
    });
    chart.setAttribute("role", "img");
    // As one picture it has one name, as the bars have.
    for (const part of chart.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label");
    element.replaceChildren(chart);
    return () => chart.remove();
  }, [bins, marks, title, said, show, width]);
  return (
    <figure className="chart">
      <figcaption>{title}</figcaption>
      <div ref={place} style={{ minHeight: HEIGHT }} />
    </figure>
  );
}
