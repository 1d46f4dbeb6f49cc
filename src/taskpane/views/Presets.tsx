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
import { showFigure } from "../numbers";
import { type ConfidenceFilter, type PresetGroup, searchAllPresets } from "../presetSearch";
import { SelectField } from "../SelectField";
import { useSeparators } from "../separators";
import { useLoaded } from "../useLoaded";

const CONFIDENCE_FILTERS: Readonly<Record<ConfidenceFilter, string>> = {
  any: "any",
  medium: "medium or high",
  high: "high only",
};
const KIND_KEYS = Object.keys(PRESET_KINDS) as PresetKindKey[];
const MOST_COMPARED = 8;
/** As many rows as are drawn at once; the rest comes when asked for, or is found by searching. */
const PAGE = 60;
/** Of each kind, where a search has found several. */
const PAGE_OF_A_GROUP = 20;

const loadComparison = async () => (await import(/* webpackChunkName: "compare" */ "../GpuComparison")).GpuComparison;

const loadAddModel = async () => (await import(/* webpackChunkName: "add-model" */ "../AddModel")).AddModel;

interface Chosen {
  readonly kind: PresetKindKey;
  readonly key: string;
}

/** Every fact the functions know: searched, judged by its source and date, and written into cells. */
export function Presets() {
  const [kind, setKind] = useState<PresetKindKey>("gpus");
  const [query, setQuery] = useState("");
  const [confidence, setConfidence] = useState<ConfidenceFilter>("any");
  const [chosen, setChosen] = useState<readonly Chosen[]>([]);
  const [adding, setAdding] = useState(false);
  const wanted = useDeferredValue(query);
  const groups = useMemo(() => searchAllPresets(kind, wanted, confidence), [kind, wanted, confidence]);
  const isSearch = wanted.trim() !== "";
  const choose = useCallback(
    (of: PresetKindKey, key: string, on: boolean) =>
      setChosen((before) => {
        const others = before.filter((each) => each.kind !== of || each.key !== key);
        return on ? [...others, { kind: of, key }] : others;
      }),
    [],
  );

  return (
    <>
      <h1>Presets</h1>
      <div className="filters">
        <Field label="Kind">
          <Select
            value={kind}
            onChange={(_, { value }) => {
              setKind(value as PresetKindKey);
              setAdding(false);
            }}
          >
            {KIND_KEYS.map((key) => (
              <option key={key} value={key}>
                {PRESET_KINDS[key].title}
              </option>
            ))}
          </Select>
        </Field>
        <SelectField label="Confidence" value={confidence} choices={CONFIDENCE_FILTERS} onChange={setConfidence} />
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
        {foundText(kind, groups, isSearch)}
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
      {chosen.length > 0 && <ChosenPresets chosen={chosen} onClear={() => setChosen([])} />}
      {groups.map(({ kind: of, keys }) => (
        <PresetGroupList key={`${of} ${wanted}`} kind={of} keys={keys} isTitled={isSearch} chosen={chosen} onChoose={choose} />
      ))}
    </>
  );
}

function foundText(kind: PresetKindKey, groups: readonly PresetGroup[], isSearch: boolean): string {
  if (groups.length === 0) return "No preset matches; try fewer letters.";
  if (!isSearch) return `${groups[0].keys.length} of ${PRESET_KINDS[kind].keys().length} ${PRESET_KINDS[kind].title}`;
  return `Found: ${groups.map(({ kind: of, keys }) => `${keys.length} in ${PRESET_KINDS[of].title}`).join(", ")}`;
}

/** What a search found in one kind, or all of it. */
function PresetGroupList(props: {
  kind: PresetKindKey;
  keys: readonly string[];
  isTitled: boolean;
  chosen: readonly Chosen[];
  onChoose: (kind: PresetKindKey, key: string, on: boolean) => void;
}) {
  const { kind, keys, isTitled, chosen, onChoose } = props;
  const [shown, setShown] = useState(isTitled ? PAGE_OF_A_GROUP : PAGE);
  const { title } = PRESET_KINDS[kind];
  return (
    <>
      {isTitled && <h2>{title}</h2>}
      <ul className="plain" aria-label={title}>
        {keys.slice(0, shown).map((key) => (
          <PresetItem
            key={key}
            kind={kind}
            name={key}
            chosen={chosen.some((each) => each.kind === kind && each.key === key)}
            onChoose={onChoose}
          />
        ))}
      </ul>
      {keys.length > shown && (
        <Button size="small" onClick={() => setShown(shown + PAGE)}>
          Show {Math.min(PAGE, keys.length - shown)} more{isTitled && ` in ${title}`}
        </Button>
      )}
    </>
  );
}

/** What can be done with the chosen presets: a table for each kind of them, and a comparison of GPUs. */
function ChosenPresets({ chosen, onClear }: { chosen: readonly Chosen[]; onClear: () => void }) {
  const [comparing, setComparing] = useState(false);
  const { insert } = useInsertion();
  const kinds = KIND_KEYS.filter((kind) => chosen.some((each) => each.kind === kind));
  const keysOf = (kind: PresetKindKey) => chosen.filter((each) => each.kind === kind).map(({ key }) => key);
  const gpus = keysOf("gpus");
  return (
    <>
      <div className="row chosen" role="group" aria-label="Chosen presets">
        {kinds.map((kind) => (
          <Button key={kind} size="small" appearance="primary" onClick={() => void insert(presetTable(kind, keysOf(kind)))}>
            {kinds.length === 1 ? "Insert as a table" : `Insert ${PRESET_KINDS[kind].title} as a table`}
          </Button>
        ))}
        {gpus.length > 0 && (
          <Button
            size="small"
            disabledFocusable={gpus.length > MOST_COMPARED}
            aria-expanded={comparing}
            onClick={() => setComparing(!comparing)}
          >
            {gpus.length > MOST_COMPARED ? `Compare at most ${MOST_COMPARED}` : "Compare for one job"}
          </Button>
        )}
        <Button size="small" onClick={onClear}>
          Clear
        </Button>
      </div>
      {comparing && gpus.length > 0 && gpus.length <= MOST_COMPARED && <Comparison gpus={gpus} />}
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
  onChoose: (kind: PresetKindKey, key: string, on: boolean) => void;
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
          onChange={({ target }) => props.onChoose(kind, name, target.checked)}
        />
        <button
          type="button"
          className="disclosure"
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          onClick={() => setOpen(!open)}
        >
          <span className="name">{name}</span>
          {main && <span className="quiet">{showFigure(main.value, main.unit, separators, 4)}</span>}
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
          <code>{field}</code> <strong>{showFigure(fact.value, fact.unit, separators)}</strong>
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
