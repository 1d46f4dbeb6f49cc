import { Field, Input } from "@fluentui/react-components";
import { useCallback, useId, useMemo, useState } from "react";
import { checkNumber, type NumberRule, type ReadNumber, showNumber } from "./numbers";
import { useSeparators } from "./separators";

export interface NumberQuestion {
  readonly label: string;
  readonly unit: string;
  readonly initial: number;
  readonly rule: NumberRule;
  /** Said below the field while nothing is wrong. */
  readonly hint?: string;
}

export interface NumberForm<Key extends string> {
  readonly questions: Readonly<Record<Key, NumberQuestion>>;
  /** All numbers, or undefined while one of them is wrong. */
  readonly values: Readonly<Record<Key, number>> | undefined;
  readonly read: (key: Key) => ReadNumber;
  readonly text: (key: Key) => string;
  /** Whether somebody typed the number, be it the one that stood there before. */
  readonly isTyped: (key: Key) => boolean;
  readonly setText: (key: Key, text: string) => void;
  readonly setValue: (key: Key, value: number) => void;
  readonly idOf: (key: Key) => string;
  /** True when all is well; otherwise moves the focus to the first field that is not. */
  readonly requireValid: () => boolean;
}

/** Numbers typed in the user's own notation. Only what the user typed is kept as text, so that a late word on separators spoils nothing. */
export function useNumberForm<Key extends string>(questions: Readonly<Record<Key, NumberQuestion>>): NumberForm<Key> {
  const separators = useSeparators();
  const formId = useId();
  const [typed, setTyped] = useState<Partial<Record<Key, string>>>({});
  const [set, setSet] = useState<Partial<Record<Key, number>>>({});

  const valueBefore = useCallback((key: Key) => set[key] ?? questions[key].initial, [set, questions]);
  const read = useCallback(
    (key: Key): ReadNumber => {
      const text = typed[key];
      if (text !== undefined) return checkNumber(text, questions[key].rule, separators);
      return checkNumber(showNumber(valueBefore(key), separators, 12), questions[key].rule, separators);
    },
    [typed, questions, separators, valueBefore],
  );
  const isTyped = useCallback((key: Key) => typed[key] !== undefined, [typed]);
  const keys = useMemo(() => Object.keys(questions) as Key[], [questions]);
  const values = useMemo(() => {
    const all = {} as Record<Key, number>;
    for (const key of keys) {
      const result = read(key);
      if ("problem" in result) return undefined;
      all[key] = result.value;
    }
    return all;
  }, [keys, read]);
  const idOf = (key: Key) => `${formId}${key}`;

  return {
    questions,
    values,
    read,
    text: (key) => typed[key] ?? showNumber(valueBefore(key), separators, 12),
    isTyped,
    setText: (key, text) => setTyped((before) => ({ ...before, [key]: text })),
    setValue: (key, value) => {
      setSet((before) => ({ ...before, [key]: value }));
      setTyped((before) => ({ ...before, [key]: undefined }));
    },
    idOf,
    requireValid: () => {
      const wrong = keys.find((key) => "problem" in read(key));
      if (wrong !== undefined) document.getElementById(idOf(wrong))?.focus();
      return wrong === undefined;
    },
  };
}

/** One number of a form, marked with its requirement while it does not meet it. */
export function NumberField<Key extends string>({
  form,
  name,
  label,
  hideUnit,
  problem,
  disabled,
}: {
  form: NumberForm<Key>;
  name: Key;
  /** In place of the question's label, where the field stands in a table that says the rest. */
  label?: string;
  hideUnit?: true;
  /** A requirement that concerns several fields. */
  problem?: string;
  disabled?: boolean;
}) {
  const question = form.questions[name];
  const result = form.read(name);
  const wrong = "problem" in result ? result.problem : problem;
  return (
    <Field
      label={{ children: label ?? question.label, htmlFor: form.idOf(name) }}
      validationMessage={wrong}
      validationState={wrong ? "error" : "none"}
      hint={wrong ? undefined : question.hint}
    >
      <Input
        id={form.idOf(name)}
        className="number"
        inputMode="decimal"
        autoComplete="off"
        disabled={disabled}
        value={form.text(name)}
        onChange={(_, { value }) => form.setText(name, value)}
        contentAfter={hideUnit ? undefined : <span className="quiet">{question.unit}</span>}
      />
    </Field>
  );
}
