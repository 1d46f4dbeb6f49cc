import { Button } from "@fluentui/react-components";
import type { Mend } from "./mends";
import type { Apply } from "./question";
import { addressOf } from "./scenarioInCells";
import { useExact } from "./shown";

/** Makes a change that turns an answer; it says which cells it writes. */
export function MendButton({ mend, apply, primary }: { mend: Mend; apply: Apply; primary?: boolean }) {
  const exact = useExact();
  const said = mend.changes.map((change) => `${change.cell.input.name} to ${exact(change.becomes)}`).join(" and ");
  return (
    <Button
      size="small"
      appearance={primary ? "primary" : "secondary"}
      title={`Writes ${mend.changes.map(({ cell }) => addressOf(cell)).join(" and ")}; one undo takes it back.`}
      onClick={() => apply(mend.changes)}
    >
      Set {said}
    </Button>
  );
}
