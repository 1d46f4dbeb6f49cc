import { Button } from "@fluentui/react-components";
import type { Occupied } from "../workbook/excelWorkbook";
import { Question } from "./Question";

/** Nothing of the user's is overwritten unasked: keep it, overwrite it, or take the next free place. */
export function OccupiedQuestion(props: {
  title: string;
  occupied: Occupied;
  onKeep: () => void;
  onOverwrite: () => void;
  onNextFree: () => void;
}) {
  const { address, filledCells, nextFreeAddress } = props.occupied;
  const filled = filledCells === 1 ? "one cell holds" : `${filledCells} cells hold`;
  return (
    <Question
      title="The place is not empty"
      text={`${props.title} would take ${address}, where ${filled} something.`}
      onKeep={props.onKeep}
    >
      <Button appearance="primary" onClick={props.onKeep}>
        Keep what is there
      </Button>
      <Button onClick={props.onNextFree}>Insert at the next free place, {nextFreeAddress}</Button>
      <Button onClick={props.onOverwrite}>Overwrite</Button>
    </Question>
  );
}
