import { Button } from "@fluentui/react-components";
import { useMemo } from "react";
import { worthBlock } from "../../workbook/riskBlocks";
import { useInsertion } from "../insertion";
import { showNumber } from "../numbers";
import { useSeparators } from "../separators";
import { targetOf } from "../TargetField";
import type { RiskQuestion } from "./question";
import { firstToMeasure, type InputWithRange, worthsOf } from "./risk";
import { useShown } from "./shown";

/** What it is worth to know each input before one decides. */
export function Knowing({ taken, output, target, ranges }: RiskQuestion & { ranges: readonly InputWithRange[] }) {
  const { insert } = useInsertion();
  const shown = useShown();
  const separators = useSeparators();
  const worths = useMemo(() => worthsOf(taken, output, ranges), [taken, output, ranges]);
  return (
    <section aria-label="What to measure first">
      <h2>What to measure first</h2>
      <p>{firstToMeasure(worths, (value) => `${shown(value)} ${output.unit}`)}</p>
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
