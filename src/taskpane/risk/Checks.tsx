import { useMemo } from "react";
import { checksOf } from "./checkMends";
import { MendButton } from "./MendButton";
import type { Apply } from "./question";
import type { ScenarioInCells } from "./scenarioInCells";

const today = (): string => new Date().toISOString().slice(0, 10);

/** What a careful reader would ask of the scenario, and what mends it where a figure does. */
export function Checks({ taken, apply }: { taken: ScenarioInCells; apply: Apply }) {
  const { summary, failed } = useMemo(() => checksOf(taken, today()), [taken]);
  return (
    <section aria-label="Checks">
      <h2>Checks</h2>
      <p role="status">{summary}</p>
      {failed.length > 0 && (
        <ul className="plain" aria-label="Failed checks">
          {failed.map(({ check, message, mends }) => (
            <li key={check} className="gate">
              <strong>{check}</strong>: {message}
              {mends.length > 0 && (
                <div className="row">
                  {mends.map((mend) => (
                    <MendButton key={mend.changes.map(({ cell }) => cell.input.name).join(" ")} mend={mend} apply={apply} />
                  ))}
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
