import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle } from "@fluentui/react-components";
import type { Occupied } from "../workbook/excelWorkbook";

/** Nothing of the user's is overwritten unasked: keep it, overwrite it, or take the next free place. */
export function OccupiedQuestion(props: {
  title: string;
  occupied: Occupied;
  onKeep: () => void;
  onOverwrite: () => void;
  onNextFree: () => void;
}) {
  const { address, filledCells, nextFreeAddress } = props.occupied;
  return (
    <Dialog open modalType="alert" onOpenChange={(_, { open }) => !open && props.onKeep()}>
      <DialogSurface className="question">
        <DialogBody>
          <DialogTitle>The place is not empty</DialogTitle>
          <DialogContent>
            {props.title} would take {address}, where {filledCells === 1 ? "one cell holds" : `${filledCells} cells hold`}{" "}
            something.
          </DialogContent>
          <DialogActions fluid className="question-actions">
            <Button appearance="primary" onClick={props.onKeep}>
              Keep what is there
            </Button>
            <Button onClick={props.onNextFree}>Insert at the next free place ({nextFreeAddress})</Button>
            <Button onClick={props.onOverwrite}>Overwrite</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
