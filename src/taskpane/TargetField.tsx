import { Field, Select } from "@fluentui/react-components";
import type { Target } from "../workbook/excelWorkbook";

export type TargetKind = "selection" | "newSheet";

export const targetOf = (kind: TargetKind): Target => ({ kind });

/** Where a block of many cells goes. */
export function TargetField({ value, onChange }: { value: TargetKind; onChange: (value: TargetKind) => void }) {
  return (
    <Field label="Insert">
      <Select value={value} onChange={(_, data) => onChange(data.value as TargetKind)}>
        <option value="newSheet">on a new sheet</option>
        <option value="selection">at the selected cell</option>
      </Select>
    </Field>
  );
}
