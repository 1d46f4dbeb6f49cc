import { Field, Select } from "@fluentui/react-components";

/** What may be chosen: keys that speak for themselves, or keys with what is shown for each. */
type Choices<Key extends string> = readonly Key[] | Readonly<Record<Key, string>>;

const shownOf = <Key extends string>(choices: Choices<Key>): readonly (readonly [string, string])[] =>
  Array.isArray(choices) ? choices.map((key: Key) => [key, key]) : Object.entries<string>(choices as Record<Key, string>);

/** One of a few, by a list that opens. */
export function SelectField<Key extends string>({
  label,
  value,
  choices,
  onChange,
}: {
  label: string;
  value: Key;
  choices: Choices<Key>;
  onChange: (value: Key) => void;
}) {
  return (
    <Field label={label}>
      <Select value={value} onChange={(_, chosen) => onChange(chosen.value as Key)}>
        {shownOf(choices).map(([key, shown]) => (
          <option key={key} value={key}>
            {shown}
          </option>
        ))}
      </Select>
    </Field>
  );
}
