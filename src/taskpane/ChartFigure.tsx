import { plot, type PlotOptions } from "@observablehq/plot";
import { useEffect, useRef, useState } from "react";

/** Below this no chart can be read; the pane is never so narrow but while it opens. */
const NARROWEST = 120;

const LETTER_WIDTH = 7.4;

/** About how wide the longest of some labels is. */
export const widthOfLabels = (texts: readonly string[]): number => Math.max(...texts.map(({ length }) => length)) * LETTER_WIDTH;

/**
 * A chart as wide as the pane, drawn anew when it or its figures change.
 * @param options What is drawn in a width; to be kept between renders, since another one draws anew.
 */
export function ChartFigure(props: {
  title: string;
  /** What a reader hears who does not see the picture. */
  said: string;
  height: number;
  options: (width: number) => PlotOptions;
}) {
  const { title, said, height, options } = props;
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
    if (!element || width < NARROWEST) return;
    const chart = plot({
      width,
      height,
      ariaLabel: `${title}: ${said}`,
      style: { background: "transparent", color: "inherit", fontSize: "12px", overflow: "visible" },
      ...options(width),
    });
    chart.setAttribute("role", "img");
    // As one picture it has one name; the parts' names would say nothing more, and are not allowed on a plain group.
    for (const part of chart.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label");
    element.replaceChildren(chart);
    return () => chart.remove();
  }, [title, said, height, options, width]);
  return (
    <figure className="chart">
      <figcaption>{title}</figcaption>
      <div ref={place} style={{ minHeight: height }} />
    </figure>
  );
}
