import { Button, Field, Input } from "@fluentui/react-components";
import { useId, useMemo, useState } from "react";
import { CalculationError } from "../../engine/errors";
import { typedRange, type TypedRange } from "../../engine/scenario/typedRange";
import { readNumber } from "../numbers";
import { Question } from "../Question";
import { SelectField } from "../SelectField";
import { useSeparators } from "../separators";
import { useInsertion } from "../insertion";
import { type NumberCell, numberCells } from "./mends";
import type { Apply } from "./question";
import { addressOf, type ScenarioInCells } from "./scenarioInCells";
import { useExact, useShown } from "./shown";
import { RANGE_FORMS_ASKED, type RangeForm as Form, rangeText, understood } from "./writtenRange";

const FORM_TITLES = Object.fromEntries(Object.entries(RANGE_FORMS_ASKED).map(([form, { title }]) => [form, title])) as Readonly<
  Record<Form, string>
>;

type Written = { readonly text: string; readonly range: TypedRange } | { readonly problem: string } | undefined;

/** What fields say of an input; undefined while one of them is empty. */
function written(
  cell: NumberCell,
  form: Form,
  numbers: readonly ({ readonly value: number } | { readonly problem: string } | undefined)[],
): Written {
  const values: number[] = [];
  for (const number of numbers) {
    if (number === undefined) return undefined;
    if ("problem" in number) return number;
    values.push(number.value);
  }
  const text = rangeText(form, values);
  try {
    const range = typedRange(cell.input, text);
    return range === undefined ? undefined : { text, range };
  } catch (error) {
    if (error instanceof CalculationError) return { problem: error.message };
    throw error;
  }
}

/** Writes a range into an input's cell: what is typed is shown as understood, and a filled cell is asked about first. */
export function RangeForm({ taken, apply }: { taken: ScenarioInCells; apply: Apply }) {
  const cells = useMemo(() => numberCells(taken).filter(({ entry }) => entry.key === undefined), [taken]);
  const [name, setName] = useState<string>();
  const [form, setForm] = useState<Form>("interval");
  const [typed, setTyped] = useState<readonly string[]>([]);
  const [isAsking, setIsAsking] = useState(false);
  const { refuse } = useInsertion();
  const separators = useSeparators();
  const shown = useShown();
  const exact = useExact();
  const id = useId();
  const cell = cells.find(({ input }) => input.name === name) ?? cells[0];
  if (cell === undefined) return null;

  const asked = RANGE_FORMS_ASKED[form].numbers;
  const numbers = asked.map((_, i) => {
    const text = (typed[i] ?? "").trim();
    return text === "" ? undefined : readNumber(text, separators);
  });
  const found = written(cell, form, numbers);
  const range = found && "range" in found ? found : undefined;
  const write = () => {
    if (range) apply([{ cell, becomes: range.text }]);
    setIsAsking(false);
  };
  const begin = () => {
    if (!range) {
      document.getElementById(`${id}0`)?.focus();
      return refuse();
    }
    if (cell.value === "") write();
    else setIsAsking(true);
  };
  return (
    <fieldset className="questions">
      <legend>Write a range</legend>
      <SelectField label="Input" value={cell.input.name} choices={cells.map(({ input }) => input.name)} onChange={setName} />
      <SelectField label="Known of it" value={form} choices={FORM_TITLES} onChange={setForm} />
      {asked.map((label, i) => {
        const number = numbers[i];
        const problem = number && "problem" in number ? number.problem : undefined;
        return (
          <Field
            key={label}
            label={{ children: label, htmlFor: `${id}${i}` }}
            validationMessage={problem}
            validationState={problem ? "error" : "none"}
          >
            <Input
              id={`${id}${i}`}
              className="number"
              inputMode="decimal"
              autoComplete="off"
              value={typed[i] ?? ""}
              onChange={(_, { value }) => setTyped((before) => asked.map((__, at) => (at === i ? value : (before[at] ?? ""))))}
              contentAfter={<span className="quiet">{cell.input.unit}</span>}
            />
          </Field>
        );
      })}
      <p role="status">
        {range
          ? `${range.text}: ${understood(range.range, shown)}`
          : found && "problem" in found
            ? found.problem
            : "What is understood stands here."}
      </p>
      <div className="row">
        <Button onClick={begin}>Write it into {addressOf(cell)}</Button>
      </div>
      {isAsking && range && (
        <Question
          title="The cell is not empty"
          text={`${addressOf(cell)} holds ${exact(typeof cell.value === "boolean" ? String(cell.value) : cell.value)}, ${cell.input.name}: replace it with ${range.text}?`}
          onKeep={() => setIsAsking(false)}
        >
          <Button appearance="primary" onClick={() => setIsAsking(false)}>
            Keep what is there
          </Button>
          <Button onClick={write}>Replace</Button>
        </Question>
      )}
    </fieldset>
  );
}
