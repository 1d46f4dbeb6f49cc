import { Button, Field, Input, Link } from "@fluentui/react-components";
import { useId, useMemo, useState } from "react";
import { functionExample } from "../../workbook/functionExample";
import { useInsertion } from "../insertion";
import { Loading } from "../Loading";
import { searchFunctions } from "../functionSearch";
import { type FunctionEntry, loadReference } from "../reference";
import { useLoaded } from "../useLoaded";

/** Every function with its arguments, and examples that go into the selected cell. */
export function Functions() {
  const loaded = useLoaded(loadReference);
  return (
    <Loading what="the function reference" loaded={loaded}>
      {(entries) => <Reference entries={entries} />}
    </Loading>
  );
}

function Reference({ entries }: { entries: readonly FunctionEntry[] }) {
  const [query, setQuery] = useState("");
  const found = useMemo(() => searchFunctions(entries, query), [entries, query]);
  const isSearch = query.trim() !== "";
  const categories = [...new Set(found.map(({ category }) => category))];
  return (
    <>
      <h1>Functions</h1>
      <Field label="Search functions">
        <Input
          type="search"
          value={query}
          placeholder="payback, tokens per second, …"
          onChange={(_, { value }) => setQuery(value)}
        />
      </Field>
      <p role="status" className="quiet">
        {found.length === 0 ? `No function speaks of "${query}".` : `${found.length} of ${entries.length} functions`}
      </p>
      {isSearch ? (
        // Whatever their category.
        <section aria-label="Found">
          <h2>The likeliest first</h2>
          <FunctionList entries={found} />
        </section>
      ) : (
        categories.map((category) => (
          <section key={category} aria-label={category}>
            <h2>{category}</h2>
            <FunctionList entries={found.filter((entry) => entry.category === category)} />
          </section>
        ))
      )}
    </>
  );
}

function FunctionList({ entries }: { entries: readonly FunctionEntry[] }) {
  return (
    <ul className="plain">
      {entries.map((entry) => (
        <FunctionItem key={entry.id} entry={entry} />
      ))}
    </ul>
  );
}

function FunctionItem({ entry }: { entry: FunctionEntry }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <li className="entry">
      <button
        type="button"
        className="disclosure"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        <code>{entry.name}</code>
        <span className="quiet">{entry.description}</span>
      </button>
      {open && (
        <div id={id} role="region" aria-label={entry.name} className="details">
          <FunctionDetails entry={entry} />
        </div>
      )}
    </li>
  );
}

const loadForm = async () => (await import(/* webpackChunkName: "function-form" */ "../FunctionForm")).FunctionForm;

function FunctionDetails({ entry }: { entry: FunctionEntry }) {
  const { insert } = useInsertion();
  const form = useLoaded(loadForm);
  return (
    <>
      <Loading what="the form" loaded={form}>
        {(Form) => <Form entry={entry} />}
      </Loading>
      {entry.helpUrl && (
        <p>
          <Link inline href={entry.helpUrl} target="_blank" rel="noreferrer">
            Help on {entry.name}
          </Link>
        </p>
      )}
      <h3>Arguments</h3>
      <p className="signature">
        <code>={entry.signature}</code>
      </p>
      <dl>
        {entry.parameters.map((parameter) => (
          <div key={parameter.name}>
            <dt>
              <code>{parameter.optional ? `[${parameter.name}]` : parameter.name}</code>
            </dt>
            <dd>
              {parameter.description}
              {parameter.options && (
                <ul>
                  {parameter.options.map(({ value, tooltip }) => (
                    <li key={value}>
                      <code>{value}</code> {tooltip}
                    </li>
                  ))}
                </ul>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <p>
        Returns: {entry.returns}
        {entry.spills && " The result spills into the cells beside and below."}
      </p>
      {entry.throws.length > 0 && (
        <ul>
          {entry.throws.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
      {entry.see.length > 0 && <p className="quiet">See {entry.see.join("; ")}.</p>}
      <h3>Examples</h3>
      <ul className="plain">
        {entry.examples.map((example) => (
          <li key={example.formula} className="example">
            <code>{example.formula}</code>
            <span className="quiet">
              gives <code>{example.result}</code>
            </span>
            <Button size="small" onClick={() => void insert(functionExample(example))} aria-label={`Insert ${example.formula}`}>
              Insert
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
