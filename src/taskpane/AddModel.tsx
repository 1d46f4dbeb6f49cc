import { Button, Field, Textarea } from "@fluentui/react-components";
import { useDeferredValue, useMemo, useState } from "react";
import { modelCell } from "../workbook/modelCell";
import { useInsertion } from "./insertion";
import { showNumber } from "./numbers";
import { useSeparators } from "./separators";

type Read = { readonly model: ReturnType<typeof modelCell> } | { readonly problem: string } | undefined;

function read(text: string): Read {
  if (text.trim() === "") return undefined;
  try {
    return { model: modelCell(text) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

/** A model that is in no list: its config.json is pasted, what was understood is shown, and a cell takes it. */
export function AddModel() {
  const [text, setText] = useState("");
  const { insert, refuse } = useInsertion();
  const separators = useSeparators();
  const pasted = useDeferredValue(text);
  const found = useMemo(() => read(pasted), [pasted]);
  const model = found && "model" in found ? found.model : undefined;
  return (
    <div className="card">
      <h2>Add a model</h2>
      <Field
        label="Text of its config.json"
        hint="From the model's files on Hugging Face. It stays in this workbook."
        validationMessage={found && "problem" in found ? found.problem : undefined}
      >
        <Textarea rows={5} value={text} spellCheck={false} onChange={(_, { value }) => setText(value)} />
      </Field>
      {model && (
        <table aria-label="What was understood">
          <tbody>
            {model.figures.map(([name, value, unit]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className="figure">
                  {typeof value === "number" ? showNumber(value, separators, 6) : value} {unit}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className="row">
        <Button appearance="primary" onClick={() => (model ? void insert(model.plan) : refuse())}>
          Insert into the selected cell
        </Button>
      </div>
      <p className="quiet">Then point model_b of any function at that cell.</p>
    </div>
  );
}
