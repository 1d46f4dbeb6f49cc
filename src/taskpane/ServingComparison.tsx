import { Button, Checkbox } from "@fluentui/react-components";
import { useMemo, useState } from "react";
import { modelKeys } from "../presets/models";
import { type ServedTraffic, servingComparisonBlock } from "../workbook/servingComparisonBlock";
import { ComparedFigures, type ComparedRow } from "./ComparedFigures";
import { compareServing } from "./compareServing";
import { useInsertion } from "./insertion";
import { NumberField, type NumberQuestion, useNumberForm } from "./numberForm";
import { showMoney, showNumber } from "./numbers";
import { SelectField } from "./SelectField";
import { useSeparators } from "./separators";
import { TargetField, type TargetKind, targetOf } from "./TargetField";

const TRAFFIC = {
  requests_per_day: { label: "Requests a day", unit: "requests", initial: 50_000, rule: { above: 0, most: 1e10 } },
  tokens_in: { label: "Prompt, tokens", unit: "tokens", initial: 800, rule: { above: 0, most: 1e7 } },
  tokens_out: { label: "Answer, tokens", unit: "tokens", initial: 200, rule: { above: 0, most: 1e7 } },
  concurrency: { label: "Requests at a time", unit: "requests", initial: 32, rule: { least: 1, most: 10_000, whole: true } },
  peak_factor: { label: "Busiest hour, × mean", unit: "×", initial: 2, rule: { least: 1, most: 1000 } },
  target_utilization: { label: "Load it may carry", unit: "share", initial: 0.7, rule: { above: 0, most: 1 } },
} satisfies Record<string, NumberQuestion>;

const HEADINGS = ["A month", "Per 1M tokens", "Instances", "GPUs each", "Tokens/s"];

/** Up to eight GPUs for one kind of traffic: the fleet it takes, and what that costs in a month. */
export function ServingComparison({ gpus }: { gpus: readonly string[] }) {
  const form = useNumberForm(TRAFFIC);
  const separators = useSeparators();
  const [model, setModel] = useState("llama-3.1-8b");
  const [bits, setBits] = useState("16");
  const [spot, setSpot] = useState(false);
  const [target, setTarget] = useState<TargetKind>("newSheet");
  const { insert, refuse } = useInsertion();
  const traffic = useMemo<ServedTraffic | undefined>(
    () => form.values && { ...form.values, model_b: model, weight_bits: Number(bits), spot },
    [form.values, model, bits, spot],
  );
  const served = useMemo(() => traffic && compareServing(traffic, gpus), [traffic, gpus]);
  const rows = useMemo(
    () =>
      served?.map((row): ComparedRow => {
        if ("problem" in row) return row;
        const { costPerMonth, costPer1m, instances, gpus: each, tokensPerSecond } = row.figures;
        const cost = showMoney(costPerMonth, separators);
        const counts = [instances, each, tokensPerSecond].map((value) => showNumber(value, separators, 0));
        return {
          gpu: row.gpu,
          texts: [cost, showMoney(costPer1m, separators), ...counts],
          bar: { value: costPerMonth, text: cost },
        };
      }),
    [served, separators],
  );
  const write = () => {
    if (!form.requireValid() || !traffic || !served) return refuse();
    const sized = served.map((row) => ({ gpu: row.gpu, gpus: "figures" in row ? row.figures.gpus : 1 }));
    void insert(servingComparisonBlock(traffic, sized), targetOf(target));
  };
  return (
    <>
      <div className="filters">
        <SelectField label="Model" value={model} choices={modelKeys()} onChange={setModel} />
        <SelectField label="Bits per weight" value={bits} choices={["16", "8", "4"]} onChange={setBits} />
        {(Object.keys(TRAFFIC) as (keyof typeof TRAFFIC)[]).map((name) => (
          <NumberField key={name} form={form} name={name} hideUnit />
        ))}
        <Checkbox
          className="wide"
          label="At spot prices"
          checked={spot}
          onChange={(_, { checked }) => setSpot(checked === true)}
        />
      </div>
      {rows ? (
        <ComparedFigures title="Cost of serving, a month" headings={HEADINGS} rows={rows} />
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
