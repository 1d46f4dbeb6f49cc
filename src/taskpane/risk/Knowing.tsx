import { Button } from "@fluentui/react-components";
import { useCallback, useMemo } from "react";
import { worthBlock } from "../../workbook/riskBlocks";
import { useInsertion } from "../insertion";
import { showNumber } from "../numbers";
import { useSeparators } from "../separators";
import { targetOf } from "../TargetField";
import { Drawing } from "./Drawing";
import type { RiskQuestion } from "./question";
import { firstToMeasure, inOneCall, type InputWithRange, stagesOfWorth, worthInParts } from "./risk";
import { useAmount, useShown } from "./shown";
import { useStages } from "./useStages";

/** What it is worth to know each input before one decides. @param isNext Whether it is its turn to draw. */
export function Knowing({
  taken,
  output,
  target,
  ranges,
  trials,
  isNext,
}: RiskQuestion & { ranges: readonly InputWithRange[]; trials: number; isNext: boolean }) {
  const { insert } = useInsertion();
  const shown = useShown();
  const amount = useAmount();
  const separators = useSeparators();
  const begin = useCallback((count: number) => worthInParts(taken, output, ranges, count), [taken, output, ranges]);
  const stages = useMemo(() => stagesOfWorth(trials), [trials]);
  const staged = useStages(begin, stages, isNext);
  const { answer, problem } = staged;
  const asked = inOneCall(answer?.trials ?? stages[0], { taken, output, ranges }, shown);
  return (
    <section aria-label="What to measure first">
      <h2>What to measure first</h2>
      {answer && (
        <>
          <p>{firstToMeasure(answer.worths, (value) => amount(value, output.unit))}</p>
          <table aria-label="What knowing is worth">
            <thead>
              <tr>
                <th scope="col">Input</th>
                <th scope="col" className="figure">
                  Worth, {output.unit}
                </th>
                <th scope="col" className="figure">
                  Share
                </th>
              </tr>
            </thead>
            <tbody>
              {answer.worths.map(({ name, worth, share }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td className="figure">{shown(worth)}</td>
                  <td className="figure">{showNumber(100 * share, separators, 1)} %</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="quiet">Of {shown(answer.trials)} trials.</p>
        </>
      )}
      {problem && <p role="alert">{problem.message}</p>}
      <Drawing what="this" standing={answer?.trials} staged={staged} />
      {asked.why && <p className="quiet">{`It is inserted with ${shown(asked.trials)} trials. ${asked.why}`}</p>}
      <div className="row">
        <Button
          onClick={() =>
            void insert(worthBlock({ scenario: taken.reference, output: output.name }, ranges.length, asked), targetOf(target))
          }
        >
          Insert what to measure
        </Button>
      </div>
    </section>
  );
}
