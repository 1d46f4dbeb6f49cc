import { Button, Checkbox, Field, Radio, RadioGroup } from "@fluentui/react-components";
import { useMemo, useState } from "react";
import { TRAINING_METHODS, type TrainingMethod } from "../engine/trainingJob";
import { modelKeys } from "../presets/models";
import { type ComparedJob, gpuComparisonBlock } from "../workbook/gpuComparisonBlock";
import { ComparedFigures, type ComparedRow } from "./ComparedFigures";
import { compareGpus } from "./compareGpus";
import { useInsertion } from "./insertion";
import { NumberField, type NumberQuestion, useNumberForm } from "./numberForm";
import { showFixed, showMoney, showNumber } from "./numbers";
import { SelectField } from "./SelectField";
import { useSeparators } from "./separators";
import { ServingComparison } from "./ServingComparison";
import { TargetField, type TargetKind, targetOf } from "./TargetField";

const JOB = {
  examples: { label: "Examples", unit: "examples", initial: 10_000, rule: { above: 0, most: 1e10 } },
  tokens_per_example: { label: "Length", unit: "tokens/example", initial: 1000, rule: { above: 0, most: 1e7 } },
  epochs: { label: "Epochs", unit: "epochs", initial: 3, rule: { above: 0, most: 1000 } },
} satisfies Record<string, NumberQuestion>;

const METRICS = ["cost", "hours"] as const;
type Metric = (typeof METRICS)[number];
const TITLES: Record<Metric, string> = { cost: "Cost of the training run", hours: "Hours of the training run" };
const HEADINGS = ["Cost", "Hours", "GPUs", "An hour"];

/** Up to eight GPUs for one job, a training run or the traffic of a service: a chart, and its numbers as a table. */
export function GpuComparison({ gpus }: { gpus: readonly string[] }) {
  const [job, setJob] = useState<"training" | "serving">("training");
  return (
    <div className="card">
      <h2>One job on {gpus.length === 1 ? "one GPU" : `${gpus.length} GPUs`}</h2>
      <Field label="The job">
        <RadioGroup layout="horizontal" value={job} onChange={(_, { value }) => setJob(value as typeof job)}>
          <Radio value="training" label="train a model" />
          <Radio value="serving" label="serve traffic" />
        </RadioGroup>
      </Field>
      {job === "training" ? <TrainingComparison gpus={gpus} /> : <ServingComparison gpus={gpus} />}
    </div>
  );
}

function TrainingComparison({ gpus }: { gpus: readonly string[] }) {
  const separators = useSeparators();
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
  const compared = useMemo(() => job && compareGpus(job, gpus), [job, gpus]);
  const rows = useMemo(
    () =>
      compared?.map((row): ComparedRow => {
        if ("problem" in row) return row;
        const { cost, hours, gpus: count, pricePerHour } = row.figures;
        const texts = [
          showMoney(cost, separators),
          showFixed(hours, separators, 1),
          showNumber(count, separators),
          showMoney(pricePerHour, separators),
        ];
        return { gpu: row.gpu, texts, bar: { value: row.figures[metric], text: texts[metric === "cost" ? 0 : 1] } };
      }),
    [compared, metric, separators],
  );
  const write = () => {
    if (!form.requireValid()) refuse();
    else if (job && compared) {
      void insert(
        gpuComparisonBlock(
          job,
          compared.map(({ gpu }) => gpu),
        ),
        targetOf(target),
      );
    }
  };
  return (
    <>
      <div className="filters">
        <SelectField label="Model" value={model} choices={modelKeys()} onChange={setModel} />
        <SelectField label="Method" value={method} choices={TRAINING_METHODS} onChange={setMethod} />
        <NumberField form={form} name="examples" hideUnit />
        <NumberField form={form} name="tokens_per_example" label="Tokens each" hideUnit />
        <NumberField form={form} name="epochs" hideUnit />
        <SelectField label="Show" value={metric} choices={METRICS} onChange={setMetric} />
        <Checkbox
          className="wide"
          label="At spot prices"
          checked={spot}
          onChange={(_, { checked }) => setSpot(checked === true)}
        />
      </div>
      {rows ? (
        <ComparedFigures title={TITLES[metric]} headings={HEADINGS} rows={rows} />
      ) : (
        <p role="status">Fix the marked fields to compare.</p>
      )}
      <TargetField value={target} onChange={setTarget} />
      <div className="row">
        <Button appearance="primary" onClick={write}>
          Insert comparison
        </Button>
      </div>
    </>
  );
}
