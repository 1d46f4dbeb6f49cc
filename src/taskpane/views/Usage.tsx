import { Button, Field, Select } from "@fluentui/react-components";
import { type DragEvent, useRef, useState } from "react";
import { type HeaderMapping, MAPPED_FIELDS, type MappedField } from "../../usage/headerMapping";
import type { UsageReport } from "../../usage/readUsage";
import { foreignCurrency, usageBlock } from "../../workbook/usageBlock";
import { rememberUsage } from "../case/usageRead";
import { useInsertion } from "../insertion";
import { NumberField, useNumberForm } from "../numberForm";
import { showMoney, showNumber } from "../numbers";
import { useSeparators } from "../separators";
import { ReadingProblem, readUsageFiles } from "../usageFiles";

type State =
  | { readonly kind: "nothing" }
  | { readonly kind: "reading"; readonly names: string }
  | { readonly kind: "problem"; readonly text: string; readonly headers?: readonly string[]; readonly mapping: HeaderMapping }
  | { readonly kind: "read"; readonly report: UsageReport };

const FIELD_LABELS: Record<MappedField, string> = {
  start: "Time or date",
  model: "Model",
  requests: "Requests",
  input: "Input tokens",
  cachedInput: "Cached input tokens",
  cacheWrite: "Tokens written to a cache",
  output: "Output tokens",
  cost: "Cost",
  currency: "Currency",
  id: "Request id",
};

const REQUESTS = {
  requestsPerDay: {
    label: "Requests a day",
    unit: "requests",
    initial: 1000,
    rule: { above: 0, most: 1e12 },
    hint: "This export counts no requests: give them, and tokens per request follow.",
  },
};

/** Reads a usage export where it is chosen and writes what it holds as a sheet of live formulas. */
export function Usage() {
  const [state, setState] = useState<State>({ kind: "nothing" });
  const [files, setFiles] = useState<readonly File[]>([]);
  const [isOver, setIsOver] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const reading = useRef<AbortController>(undefined);

  const read = async (chosen: readonly File[], mapping?: HeaderMapping) => {
    if (chosen.length === 0) return;
    // A file chosen while another is read replaces it.
    reading.current?.abort();
    const control = (reading.current = new AbortController());
    setFiles(chosen);
    setState({ kind: "reading", names: chosen.map(({ name }) => name).join(", ") });
    try {
      const report = await readUsageFiles(chosen, mapping ? { mapping } : {}, control.signal);
      if (control.signal.aborted) return;
      rememberUsage(report);
      setState({ kind: "read", report });
    } catch (error) {
      if (control.signal.aborted) return;
      const headers = error instanceof ReadingProblem ? error.headers : undefined;
      setState({
        kind: "problem",
        text: error instanceof Error ? error.message : String(error),
        headers,
        mapping: mapping ?? {},
      });
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    void read([...event.dataTransfer.files]);
  };

  return (
    <>
      <h1>Your own usage</h1>
      <p className="quiet">
        Choose the export of your vendor, cloud or gateway: OpenAI, Anthropic, Azure, AWS, Google, FOCUS, OpenRouter, LiteLLM,
        Helicone, Langfuse, or any table with tokens. It is read here; nothing leaves this page.
      </p>
      <div
        className="drop"
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={drop}
      >
        <input
          ref={chooser}
          type="file"
          multiple
          hidden
          aria-label="Usage export"
          accept=".csv,.tsv,.txt,.json,.jsonl,.ndjson,.gz,text/csv,application/json"
          onChange={(event) => {
            void read([...(event.target.files ?? [])]);
            // So that the same file can be chosen again after it has changed.
            event.target.value = "";
          }}
        />
        <Button appearance="primary" onClick={() => chooser.current?.click()}>
          Choose a file
        </Button>
        <span>or drop it here</span>
      </div>
      <div role="status" aria-label="Reading">
        {state.kind === "reading" && <p>Reading {state.names} …</p>}
      </div>
      {state.kind === "problem" && <p role="alert">{state.text}</p>}
      {state.kind === "problem" && state.headers && (
        <Mapping headers={state.headers} mapping={state.mapping} onChange={(mapping) => void read(files, mapping)} />
      )}
      {state.kind === "read" && <Report report={state.report} onMapping={(mapping) => void read(files, mapping)} />}
    </>
  );
}

function Report({ report, onMapping }: { report: UsageReport; onMapping: (mapping: HeaderMapping) => void }) {
  const { insert, refuse } = useInsertion();
  const separators = useSeparators();
  const form = useNumberForm(REQUESTS);
  const show = (value: number, digits = 4) => showNumber(value, separators, digits);
  const currency = foreignCurrency(report);
  const stated = (cost: number) => (currency === undefined ? showMoney(cost, separators) : `${show(cost, 2)} ${currency}`);
  const isCounted = report.inputs.requestsPerDay !== null;
  const requests = report.inputs.requestsPerDay ?? form.values?.requestsPerDay;
  const totals = {
    input: report.models.reduce((sum, model) => sum + model.input, 0),
    output: report.models.reduce((sum, model) => sum + model.output, 0),
  };
  const perRequest = (tokens: number) => (requests === undefined ? "–" : show(tokens / report.days / requests, 1));
  const mapped = report.files.find(({ mapping }) => mapping !== undefined);
  const remarks = remarksOf(report);
  const write = () => {
    if (!isCounted && !form.requireValid()) return refuse();
    const origin = { files: report.files.map(({ name, format }) => `${name} (${format})`).join(", "), remarks };
    void insert(usageBlock(report, isCounted ? origin : { ...origin, requestsPerDay: requests }), { kind: "newSheet" });
  };
  return (
    <section aria-label="What it holds">
      <h2>What it holds</h2>
      <p>
        {[...new Set(report.files.map(({ format }) => format))].join(", ")}: {show(report.days, 2)}{" "}
        {report.days === 1 ? "day" : "days"}, {dayOf(report.start)} to {dayOf(report.end - 1)}
        {report.days < 28 && ", so a month is scaled up from a part of one"}.
      </p>
      {mapped?.mapping && (
        <Mapping headers={mapped.headers ?? Object.values(mapped.mapping)} mapping={mapped.mapping} onChange={onMapping} />
      )}
      <table className="figures">
        <caption className="unseen">Tokens by model</caption>
        <thead>
          <tr>
            <th scope="col">Model</th>
            <th scope="col">In</th>
            <th scope="col">Out</th>
            <th scope="col">Stated cost</th>
          </tr>
        </thead>
        <tbody>
          {report.models.slice(0, 12).map((model) => (
            <tr key={model.model}>
              <th scope="row">{model.model}</th>
              <td>{show(model.input)}</td>
              <td>{show(model.output)}</td>
              <td>{model.cost === null ? "–" : stated(model.cost)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {report.models.length > 12 && (
        <p className="quiet">and {report.models.length - 12} more models, all of them in the sheet.</p>
      )}
      {!isCounted && <NumberField form={form} name="requestsPerDay" />}
      <dl className="facts">
        <Figure name="Requests a day" value={requests === undefined ? "–" : show(requests, 1)} />
        <Figure name="Tokens in" value={perRequest(totals.input)} />
        <Figure name="Tokens out" value={perRequest(totals.output)} />
        <Figure name="Read from a cache" value={`${show(report.inputs.cachedShare * 100, 1)} %`} />
        <Figure name="Written to a cache" value={`${show(report.inputs.cacheWriteShare * 100, 1)} %`} />
        <Figure
          name="Peak hour over the mean"
          value={report.hourlyTokens === null ? "not known" : `× ${show(report.inputs.peakFactor, 2)}`}
        />
      </dl>
      <div className="row">
        <Button appearance="primary" onClick={write}>
          Insert usage sheet
        </Button>
      </div>
      {remarks.length > 0 && (
        <>
          <h3>What was not counted, and how it was read</h3>
          <ul>
            {remarks.map((remark) => (
              <li key={remark}>{remark}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** Which column was taken for what, for the user to put right. */
function Mapping({
  headers,
  mapping,
  onChange,
}: {
  headers: readonly string[];
  mapping: HeaderMapping;
  onChange: (mapping: HeaderMapping) => void;
}) {
  return (
    <details className="mapping" open>
      <summary>The columns as they were read: change what is wrong</summary>
      {MAPPED_FIELDS.map((field) => (
        <Field key={field} label={FIELD_LABELS[field]} size="small">
          <Select
            size="small"
            value={mapping[field] ?? ""}
            onChange={(_, { value }) => onChange({ ...mapping, [field]: value === "" ? undefined : value })}
          >
            <option value="">none</option>
            {headers.map((header) => (
              <option key={header} value={header}>
                {header}
              </option>
            ))}
          </Select>
        </Field>
      ))}
    </details>
  );
}

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Everything about the reading that a careful person would want to know. */
function remarksOf({ unreadable, skipped, notes, duplicates, overlaps }: UsageReport): string[] {
  const rows = (count: number): string => `${count} ${count === 1 ? "row" : "rows"}`;
  return [
    ...unreadable.map(
      ({ why, count, rows: [first], found }) =>
        `${rows(count)} not counted: ${why}${found === undefined ? "" : ` (${found})`}${first === undefined ? "" : `, from row ${first}`}.`,
    ),
    ...skipped.map(({ why, count }) => `${rows(count)} left out: ${why}.`),
    ...(duplicates > 0 ? [`${rows(duplicates)} there twice, counted once.`] : []),
    ...(overlaps > 0 ? [`${rows(overlaps)} inside the time of others, counted once.`] : []),
    ...notes.map((text) => `${text[0].toUpperCase()}${text.slice(1)}.`),
  ];
}
