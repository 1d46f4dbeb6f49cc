import { Button } from "@fluentui/react-components";
import type { Staged } from "./useStages";
import { useShown } from "./shown";

/**
 * That more trials are being drawn, with a way to leave it at those that are; or that it was left there.
 * @param standing The trials of what stands there.
 */
export function Drawing({ what, standing, staged }: { what: string; standing?: number; staged: Staged<unknown> }) {
  const { underWay, stoppedAt, stop, again } = staged;
  const shown = useShown();
  if (underWay) {
    const said = `Drawing ${shown(underWay.trials)} trials for ${what}`;
    return (
      <div className="row">
        <span>{said}…</span>
        <progress aria-label={said} max={underWay.trials} value={underWay.done} />
        <Button size="small" onClick={stop}>
          Stop
        </Button>
      </div>
    );
  }
  if (stoppedAt === undefined) return null;
  return (
    <div className="row">
      <span role="status">
        Stopped before {shown(stoppedAt)} trials were drawn{standing ? `: ${what} is that of ${shown(standing)}` : ""}.
      </span>
      <Button size="small" onClick={again}>
        Draw them
      </Button>
    </div>
  );
}
