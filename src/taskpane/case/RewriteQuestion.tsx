import { Button } from "@fluentui/react-components";
import { Question } from "../Question";

/** A case that was written before is not written over unasked. */
export function RewriteQuestion(props: {
  sheets: readonly string[];
  onKeep: () => void;
  onReplace: () => void;
  onBeside: () => void;
}) {
  return (
    <Question
      title="There is a business case already"
      text={`Replacing it writes over ${props.sheets.join(", ")}, with what was changed there. No other sheet is touched.`}
      onKeep={props.onKeep}
    >
      <Button appearance="primary" onClick={props.onKeep}>
        Keep it
      </Button>
      <Button onClick={props.onBeside}>Write another beside it</Button>
      <Button onClick={props.onReplace}>Replace it</Button>
    </Question>
  );
}
