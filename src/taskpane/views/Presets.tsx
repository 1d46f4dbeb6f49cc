import { Badge, Button, Field, Input, Select } from "@fluentui/react-components";
import { memo, useCallback, useDeferredValue, useEffect, useId, useMemo, useRef, useState } from "react";
import type { Fact } from "../../presets/fact";
import {
  fieldOf,
  figuresOf,
  PRESET_KINDS,
  type PresetKindKey,
  presetFormulaCell,
  presetTable,
  presetValueCell,
} from "../../workbook/presetCells";
import { useInsertion } from "../insertion";
import { Loading } from "../Loading";
import { showNumber } from "../numbers";
import { type ConfidenceFilter, searchPresets } from "../presetSearch";
import { useSeparators } from "../separators";
import { useLoaded } from "../useLoaded";

const KIND_KEYS = Object.keys(PRESET_KINDS) as PresetKindKey[];
const MOST_COMPARED = 8;
/** As many rows as are drawn at once; the rest comes when asked for, or is found by searching. */
const PAGE = 60;

const loadComparison = async () => (await import(/* webpackChunkName: "compare" */ "../GpuComparison")).GpuComparison;

const loadAddModel = async () => (await import(/* webpackChunkName: "add-model" */ "../AddModel")).AddModel;

/** Every fact the functions know: searched, judged by its source and date, and written into cells. */
export function Presets() {
  const [kind, setKind] = useState<PresetKindKey>("gpus");
  const [query, setQuery] = useState("");
  const [confidence, setConfidence] = useState<ConfidenceFilter>("any");
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [shown, setShown] = useState(PAGE);
  const [comparing, setComparing] = useState(false);
  const [adding, setAdding] = useState(false);
  const { insert } = useInsertion();
  const wanted = useDeferredValue(query);
  const found = useMemo(() => searchPresets(kind, wanted, confidence), [kind, wanted, confidence]);
  const choose = useCallback(
    (key: string, on: boolean) => setChosen((before) => (on ? [...before, key] : before.filter((other) => other !== key))),
    [],
  );

  const toKind = (next: PresetKindKey) => {
    setKind(next);
    setChosen([]);
    setShown(PAGE);
    setComparing(false);
    setAdding(false);
  };
  return (
    <>
      <h1>Presets</h1>
      <div className="filters">
        <Field label="Kind">
          <Select value={kind} onChange={(_, { value }) => toKind(value as PresetKindKey)}>
            {KIND_KEYS.map((key) => (
              <option key={key} value={key}>
                {PRESET_KINDS[key].title}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Confidence">
          <Select value={confidence} onChange={(_, { value }) => setConfidence(value as ConfidenceFilter)}>
            <option value="any">any</option>
            <option value="medium">medium or high</option>
            <option value="high">high only</option>
          </Select>
        </Field>
        <Field label="Search presets" className="wide">
          <Input
            type="search"
            value={query}
            placeholder="h100, llama 8b, gpt-4o, …"
            onChange={(_, { value }) => setQuery(value)}
          />
        </Field>
      </div>
      <p role="status" className="quiet">
        {found.length === 0
          ? "No preset matches; try fewer letters."
          : `${found.length} of ${PRESET_KINDS[kind].keys().length} ${PRESET_KINDS[kind].title}`}
        {chosen.length > 0 && `, ${chosen.length} chosen`}
      </p>
      {kind === "models" && (
        <div className="row">
          <Button size="small" aria-expanded={adding} onClick={() => setAdding(!adding)}>
            Add a model
          </Button>
        </div>
      )}
      {adding && kind === "models" && <Adding />}
      {chosen.length > 0 && (
        <div className="row chosen" role="group" aria-label="Chosen presets">
          <Button size="small" appearance="primary" onClick={() => void insert(presetTable(kind, chosen))}>
            Insert as a table
          </Button>
          {kind === "gpus" && (
            <Button
              size="small"
              disabledFocusable={chosen.length > MOST_COMPARED}
              aria-expanded={comparing}
              onClick={() => setComparing(!comparing)}
            >
              {chosen.length > MOST_COMPARED ? `Compare at most ${MOST_COMPARED}` : "Compare for one job"}
            </Button>
          )}
          <Button size="small" onClick={() => setChosen([])}>
            Clear
          </Button>
        </div>
      )}
      {comparing && kind === "gpus" && chosen.length > 0 && chosen.length <= MOST_COMPARED && <Comparison gpus={chosen} />}
      <ul className="plain" aria-label={PRESET_KINDS[kind].title}>
        {found.slice(0, shown).map((key) => (
          <PresetItem key={`${kind} ${key}`} kind={kind} name={key} chosen={chosen.includes(key)} onChoose={choose} />
        ))}
      </ul>
      {found.length > shown && (
        <Button onClick={() => setShown(shown + PAGE)}>Show {Math.min(PAGE, found.length - shown)} more</Button>
      )}
    </>
  );
}

function Adding() {
  const loaded = useLoaded(loadAddModel);
  return (
    <section className="comparison" aria-label="Add a model">
      <Loading what="the reader of models" loaded={loaded}>
        {(Shown) => <Shown />}
      </Loading>
    </section>
  );
}

function Comparison({ gpus }: { gpus: readonly string[] }) {
  const loaded = useLoaded(loadComparison);
  const section = useRef<HTMLElement>(null);
  // It stands above the list, whose lower end the user may be looking at.
  useEffect(() => section.current?.scrollIntoView({ block: "start" }), []);
  return (
    <section ref={section} className="comparison" aria-label="Comparison for one job">
      <Loading what="the comparison" loaded={loaded}>
        {(Shown) => <Shown gpus={gpus} />}
      </Loading>
    </section>
  );
}

const PresetItem = memo(function PresetItem(props: {
  kind: PresetKindKey;
  name: string;
  chosen: boolean;
  onChoose: (key: string, on: boolean) => void;
}) {
  const { kind, name } = props;
  const [open, setOpen] = useState(false);
  const id = useId();
  const separators = useSeparators();
  const figures = useMemo(() => figuresOf(kind, name), [kind, name]);
  const main = figures[0];
  return (
    <li className="entry">
      <div className="preset">
        <input
          type="checkbox"
          checked={props.chosen}
          aria-label={`Choose ${name}`}
          onChange={({ target }) => props.onChoose(name, target.checked)}
        />
        <button
          type="button"
          className="disclosure"
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          onClick={() => setOpen(!open)}
        >
          <span className="name">{name}</span>
          {main && (
            <span className="quiet">
              {typeof main.value === "number" ? showNumber(main.value, separators, 4) : main.value} {main.unit}
            </span>
          )}
        </button>
      </div>
      {main && !open && (
        <p className="quiet origin" title={main.source}>
          {main.asOf} · {main.confidence} confidence · {main.source}
        </p>
      )}
      {open && (
        <ul id={id} className="plain details" aria-label={`Figures of ${name}`}>
          {figures.map((fact) => (
            <Figure key={fact.key} kind={kind} name={name} fact={fact} />
          ))}
        </ul>
      )}
    </li>
  );
});

const CONFIDENCE_COLORS = { high: "success", medium: "informative", low: "warning" } as const;

function Figure({ kind, name, fact }: { kind: PresetKindKey; name: string; fact: Fact }) {
  const { insert } = useInsertion();
  const separators = useSeparators();
  const field = fieldOf(fact);
  return (
    <li className="fact" aria-label={field}>
      <p className="row spread">
        <span>
          <code>{field}</code>{" "}
          <strong>
            {typeof fact.value === "number" ? showNumber(fact.value, separators, 6) : fact.value} {fact.unit}
          </strong>
        </span>
        <Badge appearance="tint" color={CONFIDENCE_COLORS[fact.confidence]}>
          {fact.confidence}
        </Badge>
      </p>
      <p className="quiet source">
        {fact.asOf}
        {fact.availableUntil && `, available until ${fact.availableUntil}`}: {fact.source}
      </p>
      <div className="row">
        <Button
          size="small"
          aria-label={`Insert ${fact.key} as a formula`}
          onClick={() => void insert(presetFormulaCell(kind, name, fact))}
        >
          Formula
        </Button>
        <Button size="small" aria-label={`Insert ${fact.key} as a value`} onClick={() => void insert(presetValueCell(fact))}>
          Value
        </Button>
      </div>
    </li>
  );
}
