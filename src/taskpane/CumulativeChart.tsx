import { areaY, axisX, axisY, lineY, plot, ruleY } from "@observablehq/plot";
import { useEffect, useRef, useState } from "react";

const HEIGHT = 150;

/** The money put in and got back, month by month; what it shows is said in its label. */
export function CumulativeChart({
  values,
  title,
  said,
  show,
}: {
  values: readonly number[];
  title: string;
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
    const data = values.map((value, month) => ({ month, value }));
    const chart = plot({
      width,
      height: HEIGHT,
      marginTop: 10,
      marginBottom: 26,
      marginLeft: 58,
      marginRight: 10,
      ariaLabel: `${title}: ${said}`,
      style: { background: "transparent", color: "inherit", fontSize: "12px", overflow: "visible" },
      marks: [
        areaY(data, { x: "month", y: "value", fill: "var(--colorCompoundBrandBackground)", fillOpacity: 0.15 }),
        ruleY([0], { stroke: "currentColor" }),
        lineY(data, { x: "month", y: "value", stroke: "var(--colorCompoundBrandBackground)", strokeWidth: 2 }),
        axisX({ ticks: Math.max(2, Math.floor(width / 90)), label: null, tickSize: 3 }),
        axisY({ ticks: 4, tickFormat: show, label: null, tickSize: 3 }),
      ],
    });
    chart.setAttribute("role", "img");
    for (const part of chart.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label");
    element.replaceChildren(chart);
    return () => chart.remove();
  }, [values, title, said, show, width]);
  return (
    <figure className="chart">
      <figcaption>{title}</figcaption>
      <div ref={place} style={{ minHeight: HEIGHT }} />
    </figure>
  );
}
