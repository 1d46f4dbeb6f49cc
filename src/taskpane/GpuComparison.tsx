import { Button, Checkbox, Field, Select } from "@fluentui/react-components";
import { useMemo, useState } from "react";
import { TRAINING_METHODS, type TrainingMethod } from "../engine/trainingJob";
import { modelKeys } from "../presets/models";
import { type ComparedJob, gpuComparisonBlock } from "../workbook/gpuComparisonBlock";
import { type ComparedGpu, compareGpus } from "./compareGpus";
import { useInsertion } from "./insertion";
import { Loading } from "./Loading";
import { NumberField, type NumberQuestion, useNumberForm } from "./numberForm";
import { showFixed, showNumber } from "./numbers";
import { useSeparators } from "./separators";
import { TargetField, type TargetKind, targetOf } from "./TargetField";
import { useLoaded } from "./useLoaded";

const JOB = {
  examples: { label: "Examples", unit: "examples", initial: 10_000, rule: { above: 0, most: 1e10 } },
  tokens_per_example: { label: "Length", unit: "tokens/example", initial: 1000, rule: { above: 0, most: 1e7 } },
  epochs: { label: "Epochs", unit: "epochs", initial: 3, rule: { above: 0, most: 1000 } },
} satisfies Record<string, NumberQuestion>;

const METRICS = {
  cost: { label: "Cost", unit: "$", decimals: 2 },
  hours: { label: "Hours", unit: "h", decimals: 1 },
} as const;
export type Metric = keyof typeof METRICS;

const loadChart = async () => (await import(/* webpackChunkName: "chart" */ "./BarChart")).BarChart;

/** Up to eight GPUs for one training job: a chart, and its numbers as a table. */
export function GpuComparison({ gpus }: { gpus: readonly string[] }) {
  const form = useNumberForm(JOB);
  const [model, setModel] = useState("llama-3.1-8b");
  const [method, setMethod] = useState<TrainingMethod>("lora");
  const [spot, setSpot] = useState(false);
  const [metric, setMetric] = useState<Metric>("cost");
  const [target, setTarget] = useState<TargetKind>("newSheet");
  const { insert, refuse } = useInsertion();
  const job = useMemo<ComparedJob | undefined>(
    () => form.values && { ...form.values, model_b: model, method, spot },
    [form.values, model, method, spot],
  );
  const rows = useMemo(() => job && compareGpus(job, gpus), [job, gpus]);
  const write = () => {
    if (!form.requireValid()) refuse();
    else if (job && rows) {
      void insert(
        gpuComparisonBlock(
          job,
          rows.map(({ gpu }) => gpu),
        ),
        targetOf(target),
      );
    }
  };
  return (
    <div className="card">
      <h2>One training job on {gpus.length === 1 ? "one GPU" : `${gpus.length} GPUs`}</h2>
      <div className="filters">
        <Field label="Model">
          <Select value={model} onChange={(_, { value }) => setModel(value)}>
            {modelKeys().map((key) => (
              <option key={key}>{key}</option>
            ))}
          </Select>
        </Field>
        <Field label="Method">
          <Select value={method} onChange={(_, { value }) => setMethod(value as TrainingMethod)}>
            {TRAINING_METHODS.map((key) => (
              <option key={key}>{key}</option>
            ))}
          </Select>
        </Field>
        <NumberField form={form} name="examples" hideUnit />
        <NumberField form={form} name="tokens_per_example" label="Tokens each" hideUnit />
        <NumberField form={form} name="epochs" hideUnit />
        <Field label="Show">
          <Select value={metric} onChange={(_, { value }) => setMetric(value as Metric)}>
            <option value="cost">cost</option>
            <option value="hours">hours</option>
          </Select>
        </Field>
        <Checkbox
          className="wide"
          label="At spot prices"
          checked={spot}
          onChange={(_, { checked }) => setSpot(checked === true)}
        />
      </div>
      {rows ? <Comparison rows={rows} metric={metric} /> : <p role="status">Fix the marked fields to compare.</p>}
      <TargetField value={target} onChange={setTarget} />
      <div className="row">
        <Button appearance="primary" onClick={write}>
          Insert comparison
        </Button>
      </div>
    </div>
  );
}

function Comparison({ rows, metric }: { rows: readonly ComparedGpu[]; metric: Metric }) {
  const separators = useSeparators();
  const chart = useLoaded(loadChart);
  const { label, unit, decimals } = METRICS[metric];
  const bars = useMemo(
    () =>
      rows
        .flatMap((row) => ("figures" in row ? [{ name: row.gpu, value: row.figures[metric] }] : []))
        .map((bar) => ({ ...bar, text: showFixed(bar.value, separators, decimals) })),
    [rows, metric, separators, decimals],
  );
  return (
    <>
      {bars.length > 0 && (
        <Loading what="the chart" loaded={chart}>
          {(Chart) => <Chart bars={bars} title={`${label} of the training run (${unit})`} />}
        </Loading>
      )}
      <table aria-label="Numbers of the chart">
        <thead>
          <tr>
            <th scope="col">GPU</th>
            <th scope="col" className="figure">
              Cost ($)
            </th>
            <th scope="col" className="figure">
              Hours
            </th>
            <th scope="col" className="figure">
              GPUs
            </th>
            <th scope="col" className="figure">
              $/h
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.gpu}>
              <th scope="row">{row.gpu}</th>
              {"figures" in row ? (
                <>
                  <td className="figure">{showFixed(row.figures.cost, separators, 2)}</td>
                  <td className="figure">{showFixed(row.figures.hours, separators, 1)}</td>
                  <td className="figure">{showNumber(row.figures.gpus, separators)}</td>
                  <td className="figure">{showFixed(row.figures.pricePerHour, separators, 2)}</td>
                </>
              ) : (
                <td colSpan={4}>{row.problem}</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
