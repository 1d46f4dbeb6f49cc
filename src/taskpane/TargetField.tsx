import type { Target } from "../workbook/excelWorkbook";
import { SelectField } from "./SelectField";

export type TargetKind = "selection" | "newSheet";

export const targetOf = (kind: TargetKind): Target => ({ kind });

const TARGETS: Readonly<Record<TargetKind, string>> = { newSheet: "on a new sheet", selection: "at the selected cell" };

/** Where a block of many cells goes. */
export function TargetField(props: { value: TargetKind; onChange: (value: TargetKind) => void }) {
  return <SelectField label="Insert" choices={TARGETS} {...props} />;
}
