import { Button, Field, Input, Select } from "@fluentui/react-components";
import { useEffect, useId, useMemo, useState } from "react";
import { readSelectedAddress } from "../workbook/excelReferences";
import { functionCallBlock } from "../workbook/functionExample";
import { PRESET_KINDS } from "../workbook/presetCells";
import { argumentOf, callFormula, missingParameter, presetListOf } from "./functionCall";
import { useInsertion } from "./insertion";
import { callNow, type LiveResult } from "./liveFunctions";
import { showNumber } from "./numbers";
import type { FunctionEntry } from "./reference";
import { useSeparators } from "./separators";

const SHOWN_ROWS = 8;
const SHOWN_COLUMNS = 5;
/** Nobody waits for a result between two keys. */
const PAUSE_MS = 200;

const LISTS: Readonly<Record<string, () => readonly string[]>> = {
  gpus: PRESET_KINDS.gpus.keys,
  models: PRESET_KINDS.models.keys,
  api_models: PRESET_KINDS.apiModels.keys,
};

/** A function's arguments as fields: typed, chosen, or taken from a cell; what it comes to, and into a cell with it. */
export function FunctionForm({ entry }: { entry: FunctionEntry }) {
  const separators = useSeparators();
  const id = useId();
  const { insert, refuse, report } = useInsertion();
  const [texts, setTexts] = useState<readonly string[]>(() => entry.parameters.map(() => ""));
  const [asked, setAsked] = useState(false);
  const [found, setFound] = useState<{ readonly of: string; readonly result: LiveResult }>();
  const args = useMemo(
    () => entry.parameters.map((parameter, i) => argumentOf(texts[i], parameter, separators)),
    [entry, texts, separators],
  );
  const missing = missingParameter(entry, args);
  const formula = callFormula(entry, args);

  useEffect(() => {
    if (missing) return;
    let current = true;
    const timer = setTimeout(
      () => void callNow(entry, args).then((result) => current && setFound({ of: formula, result })),
      PAUSE_MS,
    );
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [entry, args, missing, formula]);
  // What was computed for other arguments says nothing of these.
  const result = found?.of === formula ? found.result : undefined;

  const set = (at: number, text: string) => setTexts((before) => before.map((each, i) => (i === at ? text : each)));
  const pick = async (at: number) => {
    try {
      set(at, await readSelectedAddress());
    } catch (error) {
      report(error);
    }
  };
  const write = () => {
    setAsked(true);
    if (missing) {
      document.getElementById(`${id}${missing.name}`)?.focus();
      return refuse();
    }
    const rows = result && "rows" in result ? result.rows : [[""]];
    void insert(functionCallBlock(formula, { rows: rows.length, columns: rows[0]?.length ?? 1 }));
  };
  return (
    <form
      className="function-form"
      aria-label={`Arguments of ${entry.name}`}
      onSubmit={(event) => {
        event.preventDefault();
        write();
      }}
    >
      {entry.parameters.map((parameter, i) => {
        const list = presetListOf(parameter);
        const keys = list === undefined ? undefined : LISTS[list]?.();
        const isMissing = asked && missing === parameter;
        return (
          <div key={parameter.name} className="argument">
            <Field
              label={{
                children: parameter.optional ? `${parameter.name} (may be left out)` : parameter.name,
                htmlFor: `${id}${parameter.name}`,
              }}
              hint={parameter.description}
              validationState={isMissing ? "error" : "none"}
              validationMessage={isMissing ? "Required: type a value, or pick a cell." : undefined}
            >
              {parameter.options && !texts[i].includes("!") ? (
                <Select id={`${id}${parameter.name}`} value={texts[i]} onChange={(_, { value }) => set(i, value)}>
                  <option value="">{parameter.optional ? "left out" : "choose"}</option>
                  {parameter.options.map(({ value, tooltip }) => (
                    <option key={value} value={value} title={tooltip}>
                      {value}
                    </option>
                  ))}
                </Select>
              ) : (
                <Input
                  id={`${id}${parameter.name}`}
                  value={texts[i]}
                  autoComplete="off"
                  list={keys ? `${id}${parameter.name}-keys` : undefined}
                  placeholder={parameter.range ? "pick cells, or {1,2;3,4}" : undefined}
                  onChange={(_, { value }) => set(i, value)}
                />
              )}
            </Field>
            {keys && (
              <datalist id={`${id}${parameter.name}-keys`}>
                {keys.map((key) => (
                  <option key={key} value={key} />
                ))}
              </datalist>
            )}
            <Button size="small" onClick={() => void pick(i)} aria-label={`Take the selected cell for ${parameter.name}`}>
              Selected cell
            </Button>
          </div>
        );
      })}
      <p className="signature">
        <code>{formula}</code>
      </p>
      <div role="status" aria-label={`Result of ${entry.name}`}>
        {missing ? <p className="quiet">Give {missing.name} to see the result.</p> : result && <Result result={result} />}
      </div>
      <div className="row">
        <Button type="submit" appearance="primary" size="small">
          Insert this formula
        </Button>
      </div>
    </form>
  );
}

function Result({ result }: { result: LiveResult }) {
  const separators = useSeparators();
  if ("problem" in result) return <p className="problem">{result.problem}</p>;
  const text = (value: number | string | boolean) =>
    typeof value === "number" ? showNumber(value, separators) : typeof value === "boolean" ? String(value).toUpperCase() : value;
  const { rows } = result;
  if (rows.length === 1 && rows[0].length === 1) return <p className="result">{text(rows[0][0])}</p>;
  return (
    <>
      <table>
        <tbody>
          {rows.slice(0, SHOWN_ROWS).map((row, r) => (
            <tr key={r}>
              {row.slice(0, SHOWN_COLUMNS).map((value, c) => (
                <td key={c} className={typeof value === "number" ? "figure" : undefined}>
                  {text(value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > SHOWN_ROWS && <p className="quiet">and {rows.length - SHOWN_ROWS} rows more</p>}
    </>
  );
}
