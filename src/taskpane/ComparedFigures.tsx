import { useMemo } from "react";
import { Loading } from "./Loading";
import { useLoaded } from "./useLoaded";

/** A GPU with its figures as they are shown, or why it has none. */
export type ComparedRow = { readonly gpu: string } & (
  | { readonly texts: readonly string[]; readonly bar: { readonly value: number; readonly text: string } }
  | { readonly problem: string }
);

const loadChart = async () => (await import(/* webpackChunkName: "chart" */ "./BarChart")).BarChart;

/** GPUs beside each other: a chart of one figure, and all of them as a table. */
export function ComparedFigures({
  title,
  headings,
  rows,
}: {
  title: string;
  headings: readonly string[];
  rows: readonly ComparedRow[];
}) {
  const chart = useLoaded(loadChart);
  const bars = useMemo(() => rows.flatMap((row) => ("bar" in row ? [{ name: row.gpu, ...row.bar }] : [])), [rows]);
  return (
    <>
      {bars.length > 0 && (
        <Loading what="the chart" loaded={chart}>
          {(Chart) => <Chart bars={bars} title={title} />}
        </Loading>
      )}
      <table aria-label="Numbers of the chart">
        <thead>
          <tr>
            <th scope="col">GPU</th>
            {headings.map((heading) => (
              <th key={heading} scope="col" className="figure">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.gpu}>
              <th scope="row">{row.gpu}</th>
              {"texts" in row ? (
                row.texts.map((text, i) => (
                  <td key={headings[i]} className="figure">
                    {text}
                  </td>
                ))
              ) : (
                <td colSpan={headings.length}>{row.problem}</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
