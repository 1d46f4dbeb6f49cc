import { Button } from "@fluentui/react-components";
import { useMemo } from "react";
import { switchingBlock } from "../../workbook/riskBlocks";
import { useInsertion } from "../insertion";
import { showNumber } from "../numbers";
import { useSeparators } from "../separators";
import { targetOf } from "../TargetField";
import { MendButton } from "./MendButton";
import { crossings, mendsOfVerdict } from "./mends";
import type { Apply, RiskQuestion } from "./question";
import { useShown } from "./shown";

const SHOWN_CROSSINGS = 8;

/** For every input the value at which the answer turns; where it does not pay, the changes that make it pay. */
export function Turning({ taken, output, target, apply }: RiskQuestion & { apply: Apply }) {
  const { insert } = useInsertion();
  const shown = useShown();
  const separators = useSeparators();
  const found = useMemo(() => crossings(taken, output), [taken, output]);
  const mends = useMemo(() => mendsOfVerdict(taken, output, found), [taken, output, found]);
  const relative = found.filter(({ change }) => change !== undefined).length;
  const [smallest] = [...mends.values()].sort((a, b) => a.size - b.size);
  const signed = (share: number): string => `${share > 0 ? "+" : ""}${showNumber(100 * share, separators, 1)} %`;
  return (
    <section aria-label="What would change the answer">
      <h2>What would change the answer</h2>
      {found.length === 0 ? (
        <p>No single input would: the answer is safe against any one change.</p>
      ) : (
        <>
          <p className="quiet">
            {output.name} is 0 where an input has this value and the others stay.
            {smallest && " A button makes the smallest change of its input with which it pays."}
          </p>
          <table aria-label="Switching values">
            <thead>
              <tr>
                <th scope="col">Input</th>
                <th scope="col" className="figure">
                  Now
                </th>
                <th scope="col" className="figure">
                  Turns at
                </th>
                <th scope="col" className="figure">
                  Change
                </th>
              </tr>
            </thead>
            <tbody>
              {found.slice(0, SHOWN_CROSSINGS).map(({ name, now, switchesAt, change }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td className="figure">{shown(now)}</td>
                  <td className="figure">{shown(switchesAt)}</td>
                  <td className="figure">{change === undefined ? "" : signed(change)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {found.length > SHOWN_CROSSINGS && (
            <p className="quiet">{found.length - SHOWN_CROSSINGS} further inputs take a larger change.</p>
          )}
          {smallest && (
            <ul className="plain choices" aria-label="Changes that make it pay">
              {found.slice(0, SHOWN_CROSSINGS).flatMap(({ name }) => {
                const mend = mends.get(name);
                return mend
                  ? [
                      <li key={name}>
                        <MendButton mend={mend} apply={apply} primary={mend === smallest} />
                      </li>,
                    ]
                  : [];
              })}
            </ul>
          )}
        </>
      )}
      <div className="row">
        <Button
          onClick={() =>
            void insert(switchingBlock({ scenario: taken.reference, output: output.name }, relative), targetOf(target))
          }
        >
          Insert what would change it
        </Button>
      </div>
    </section>
  );
}
