import { Button, Spinner } from "@fluentui/react-components";
import type { Worth } from "../../engine/scenario/valueOfInformation";
import { useEffect, useState } from "react";
import { worthBlock } from "../../workbook/riskBlocks";
import { useInsertion } from "../insertion";
import { showNumber } from "../numbers";
import { useSeparators } from "../separators";
import { targetOf } from "../TargetField";
import type { RiskQuestion } from "./question";
import { firstToMeasure, type InputWithRange, worthInParts } from "./risk";
import { useAmount, useShown } from "./shown";

/** For so long the trials are drawn before the page may do something else. */
const WORK_MS = 12;

/** The worths once they are worked out; what is known already is shown, and can be used, meanwhile. */
function useWorths({ taken, output }: RiskQuestion, ranges: readonly InputWithRange[]): readonly Worth[] | undefined {
  const [found, setFound] = useState<{ taken: unknown; output: unknown; worths: readonly Worth[] }>();
  useEffect(() => {
    const parts = worthInParts(taken, output, ranges);
    const work = () => {
      const until = performance.now() + WORK_MS;
      let part = parts.next();
      while (part.done !== true && performance.now() < until) part = parts.next();
      if (part.done === true) setFound({ taken, output, worths: part.value });
      else timer = setTimeout(work);
    };
    let timer = setTimeout(work);
    return () => clearTimeout(timer);
  }, [taken, output, ranges]);
  return found?.taken === taken && found.output === output ? found.worths : undefined;
}

/** What it is worth to know each input before one decides. */
export function Knowing({ ranges, ...question }: RiskQuestion & { ranges: readonly InputWithRange[] }) {
  const { taken, output, target } = question;
  const { insert } = useInsertion();
  const shown = useShown();
  const amount = useAmount();
  const separators = useSeparators();
  const worths = useWorths(question, ranges);
  return (
    <section aria-label="What to measure first">
      <h2>What to measure first</h2>
      {worths ? (
        <>
          <p>{firstToMeasure(worths, (value) => amount(value, output.unit))}</p>
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
              {worths.map(({ name, worth, share }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td className="figure">{shown(worth)}</td>
                  <td className="figure">{showNumber(100 * share, separators, 1)} %</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      ) : (
        <Spinner size="small" label="Drawing 100,000 trials…" />
      )}
      <div className="row">
        <Button
          onClick={() =>
            void insert(worthBlock({ scenario: taken.reference, output: output.name }, ranges.length), targetOf(target))
          }
        >
          Insert what to measure
        </Button>
      </div>
    </section>
  );
}
