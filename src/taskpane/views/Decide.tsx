import { Badge, Button, Checkbox, Field, Link, Radio, RadioGroup } from "@fluentui/react-components";
import { useMemo, useState } from "react";
import { blendedPricePer1m, requestsPerDayFromBill } from "../../engine/apiCost";
import { decide } from "../../engine/decision";
import { type DecisionAnswers, type Level } from "../../engine/decisionFactors";
import { decisionFlips } from "../../engine/decisionFlips";
import { decisionGates } from "../../engine/decisionGates";
import { servingReferences } from "../../presets/reference";
import { type BillOfApi, decisionBlock, decisionRecord } from "../../workbook/decisionBlock";
import { readSelection } from "../../workbook/excelWorkbook";
import { answersFromCells, type AnswersInCells } from "../answersFromCells";
import { BILL_QUESTIONS } from "../billQuestions";
import { useInsertion } from "../insertion";
import { NumberField, type NumberQuestion, useNumberForm } from "../numberForm";
import { showMoney, showNumber } from "../numbers";
import { ScoreScale } from "../ScoreScale";
import { useSeparators } from "../separators";
import { TargetField, type TargetKind, targetOf } from "../TargetField";
import type { ViewProps } from "./view";

type NumberKey = "requestsPerDay" | "tokensPerRequest" | "pricePer1m" | "latencyMs";
/** What the user knows of the volume: the traffic itself, or the bill it makes. */
type Known = "bill" | "traffic";

// Upper bounds far beyond any team's traffic: what exceeds them is a slip of the keyboard.
const NUMBERS: Record<NumberKey, NumberQuestion> = {
  requestsPerDay: { label: "Requests per day", unit: "requests", initial: 50_000, rule: { least: 0, most: 1e12 } },
  tokensPerRequest: { label: "Tokens per request, in and out", unit: "tokens", initial: 1000, rule: { least: 0, most: 1e8 } },
  pricePer1m: { label: "API price", unit: "$/1M tokens", initial: 5, rule: { least: 0, most: 1e5 } },
  latencyMs: { label: "Latency limit", unit: "ms", initial: 2000, rule: { above: 0, most: 1e7 } },
};

const MOST_CELLS = 64;
const SHOWN_FLIPS = 4;
const cheapestInstance = () => Math.min(...servingReferences().map((row) => row.cost_per_month));

const FACTOR_NAMES: Readonly<Record<string, string>> = {
  volume: "Volume",
  consistency: "Consistency",
  latency: "Latency",
  quality: "Quality",
  expertise: "Team",
  iteration: "Iteration",
};

/** The decision tree: eight answers, a score with its reasons, what would change it, and what decides without it. */
export function Decide({ open }: ViewProps) {
  const form = useNumberForm(NUMBERS);
  const billForm = useNumberForm(BILL_QUESTIONS);
  const [known, setKnown] = useState<Known>();
  const [taskConsistency, setTaskConsistency] = useState<Level>("medium");
  const [qualityNeed, setQualityNeed] = useState<Level>("medium");
  const [mlTeam, setMlTeam] = useState(true);
  const [fastIteration, setFastIteration] = useState(false);
  const [privacyRequired, setPrivacyRequired] = useState(false);
  const [linked, setLinked] = useState<AnswersInCells>();
  const [target, setTarget] = useState<TargetKind>("newSheet");
  const { insert, refuse, report, confirm } = useInsertion();
  const separators = useSeparators();

  const fromBill = useMemo(() => (billForm.values ? volumeOfBill(billForm.values) : undefined), [billForm.values]);
  const answers = useMemo<DecisionAnswers | undefined>(() => {
    if (linked) return linked.answers;
    const numbers = form.values;
    if (known === undefined || numbers === undefined || (known === "bill" && fromBill === undefined)) return undefined;
    const volume = known === "bill" ? fromBill : undefined;
    return { ...numbers, ...volume, taskConsistency, qualityNeed, mlTeam, fastIteration };
  }, [linked, known, form.values, fromBill, taskConsistency, qualityNeed, mlTeam, fastIteration]);

  const takeFromCells = async () => {
    try {
      const taken = answersFromCells(await readSelection(MOST_CELLS));
      const { answers: read } = taken;
      for (const key of Object.keys(NUMBERS) as NumberKey[]) form.setValue(key, read[key]);
      setTaskConsistency(read.taskConsistency);
      setQualityNeed(read.qualityNeed);
      setMlTeam(read.mlTeam);
      setFastIteration(read.fastIteration);
      setLinked(taken);
      confirm("Taken", `${taken.cells.requestsPerDay} to ${taken.cells.fastIteration}: the formulas will point at these cells.`);
    } catch (error) {
      report(error);
    }
  };
  const write = (asRecord: boolean) => {
    if (!form.requireValid() || (known === "bill" && !billForm.requireValid()) || !answers) return refuse();
    const bill = known === "bill" && !linked ? billForm.values : undefined;
    void insert(
      asRecord ? decisionRecord(answers, decide(answers)) : decisionBlock(answers, linked?.cells, bill),
      targetOf(target),
    );
  };

  return (
    <>
      <h1>Decide</h1>
      <p className="quiet">Eight answers, a score, and the reasons behind it.</p>
      <div className="row">
        <Button size="small" onClick={() => void takeFromCells()}>
          Take answers from selected cells
        </Button>
        {linked && (
          <Button size="small" onClick={() => setLinked(undefined)}>
            Answer here again
          </Button>
        )}
      </div>
      {linked && (
        <p role="note" className="quiet">
          Answers from {linked.cells.requestsPerDay} to {linked.cells.fastIteration}; formulas will point at these cells.
        </p>
      )}
      {!linked && (
        <Field label="What do you know?">
          <RadioGroup layout="horizontal" value={known ?? ""} onChange={(_, { value }) => setKnown(value as Known)}>
            <Radio value="bill" label="the API bill" />
            <Radio value="traffic" label="the traffic" />
          </RadioGroup>
        </Field>
      )}
      {(known !== undefined || linked) && (
        <fieldset disabled={linked !== undefined} className="questions" aria-label="The eight questions">
          {known === "bill" && !linked ? (
            <>
              {(Object.keys(BILL_QUESTIONS) as (keyof BillOfApi)[]).map((name) => (
                <NumberField key={name} form={billForm} name={name} />
              ))}
              {fromBill && (
                <p className="quiet" role="note">
                  That is {showNumber(fromBill.requestsPerDay, separators, 0)} requests a day at{" "}
                  {showMoney(fromBill.pricePer1m, separators)} per 1M tokens.
                </p>
              )}
            </>
          ) : (
            <>
              <NumberField form={form} name="requestsPerDay" disabled={linked !== undefined} />
              <NumberField form={form} name="tokensPerRequest" disabled={linked !== undefined} />
              <NumberField form={form} name="pricePer1m" disabled={linked !== undefined} />
            </>
          )}
          <LevelField
            label="How alike are the tasks?"
            value={taskConsistency}
            onChange={setTaskConsistency}
            disabled={linked !== undefined}
          />
          <NumberField form={form} name="latencyMs" disabled={linked !== undefined} />
          <LevelField
            label="How high must quality be?"
            value={qualityNeed}
            onChange={setQualityNeed}
            disabled={linked !== undefined}
          />
          <Checkbox
            label="There is an ML team"
            checked={mlTeam}
            disabled={linked !== undefined}
            onChange={(_, { checked }) => setMlTeam(checked === true)}
          />
          <Checkbox
            label="It must change fast"
            checked={fastIteration}
            disabled={linked !== undefined}
            onChange={(_, { checked }) => setFastIteration(checked === true)}
          />
        </fieldset>
      )}
      {answers ? (
        <Outcome
          answers={answers}
          privacyRequired={privacyRequired}
          onPrivacy={(required) => setPrivacyRequired(required)}
          open={open}
        />
      ) : (
        <p role="status">
          {known === undefined
            ? "Say first what you know: the bill or the traffic. The verdict follows."
            : "Fix the marked answers to see the verdict."}
        </p>
      )}
      {(known !== undefined || linked) && (
        <>
          <h2>Write it</h2>
          <TargetField value={target} onChange={setTarget} />
          <div className="row">
            <Button appearance="primary" onClick={() => write(false)}>
              Insert live formulas
            </Button>
            <Button onClick={() => write(true)}>Insert result table</Button>
          </div>
        </>
      )}
    </>
  );
}

/** The volume that makes a bill; undefined where its tokens cost nothing. */
function volumeOfBill(bill: BillOfApi): Pick<DecisionAnswers, "requestsPerDay" | "tokensPerRequest" | "pricePer1m"> | undefined {
  const { billPerMonth, tokensPerRequest, promptShare, priceIn, priceOut } = bill;
  const request = {
    tokensIn: tokensPerRequest * promptShare,
    tokensOut: tokensPerRequest * (1 - promptShare),
    priceInPer1m: priceIn,
    priceOutPer1m: priceOut,
    cachedShare: 0,
    priceCachedPer1m: priceIn,
    cacheWriteShare: 0,
    priceCacheWritePer1m: priceIn,
    reasoningTokens: 0,
    tierMultiplier: 1,
  };
  const pricePer1m = blendedPricePer1m(request);
  if (!(pricePer1m > 0)) return undefined;
  return { requestsPerDay: requestsPerDayFromBill({ ...request, billPerMonth, daysPerMonth: 30 }), tokensPerRequest, pricePer1m };
}

function LevelField(props: { label: string; value: Level; onChange: (value: Level) => void; disabled: boolean }) {
  return (
    <Field label={props.label}>
      <RadioGroup
        layout="horizontal"
        value={props.value}
        disabled={props.disabled}
        onChange={(_, { value }) => props.onChange(value as Level)}
      >
        <Radio value="low" label="low" />
        <Radio value="medium" label="medium" />
        <Radio value="high" label="high" />
      </RadioGroup>
    </Field>
  );
}

function Outcome({
  answers,
  privacyRequired,
  onPrivacy,
  open,
}: {
  answers: DecisionAnswers;
  privacyRequired: boolean;
  onPrivacy: (required: boolean) => void;
  open: ViewProps["open"];
}) {
  const separators = useSeparators();
  const decision = useMemo(() => decide(answers), [answers]);
  const flips = useMemo(() => decisionFlips(answers).slice(0, SHOWN_FLIPS), [answers]);
  const gates = decisionGates({
    apiCostPerMonth: decision.apiCostPerMonth,
    latencyMs: answers.latencyMs,
    privacyRequired,
    instanceCostPerMonth: cheapestInstance(),
  });
  return (
    <>
      <section aria-label="Verdict">
        <h2>Verdict</h2>
        <p role="status" className="verdict">
          {decision.verdict}
        </p>
        <p>{decision.rationale}</p>
        <p className="quiet">API bill: {showMoney(decision.apiCostPerMonth, separators)} a month</p>
        <ScoreScale score={decision.score} />
        <p className="quiet">
          A score, not money: in how many of 100 trials it pays says{" "}
          <Link inline onClick={() => open("risk")}>
            Risk
          </Link>{" "}
          of your scenario.
        </p>
      </section>
      <section aria-label="Gates">
        <h2>What decides by itself</h2>
        <Checkbox
          label="Data may not leave our machines"
          checked={privacyRequired}
          onChange={(_, { checked }) => onPrivacy(checked === true)}
        />
        <ul className="plain">
          {gates.map(({ gate, decides, message }) => (
            <li key={gate} className="gate">
              <Badge appearance={decides ? "filled" : "outline"} color={decides ? "important" : "informative"}>
                {decides ? `${gate}: ${decides}` : gate}
              </Badge>{" "}
              {message}
            </li>
          ))}
        </ul>
      </section>
      <section aria-label="Score by factor">
        <h2>Score by factor</h2>
        <table>
          <thead>
            <tr>
              <th scope="col">Factor</th>
              <th scope="col" className="figure">
                Points
              </th>
              <th scope="col">Reason</th>
            </tr>
          </thead>
          <tbody>
            {decision.factors.map(({ key, points, reason }) => (
              <tr key={key}>
                <th scope="row">{FACTOR_NAMES[key]}</th>
                <td className="figure">{points > 0 ? `+${points}` : points}</td>
                <td>{reason}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">Total</th>
              <td className="figure">{decision.score > 0 ? `+${decision.score}` : decision.score}</td>
              <td>{decision.verdict}</td>
            </tr>
          </tfoot>
        </table>
      </section>
      <section aria-label="What would change the verdict">
        <h2>What would change the verdict</h2>
        {flips.length === 0 ? (
          <p>No single answer would: the verdict is safe against any one change.</p>
        ) : (
          <ol className="flips">
            {flips.map(({ answer, verdict, sentence }) => (
              <li key={`${answer} ${verdict}`}>{sentence}</li>
            ))}
          </ol>
        )}
      </section>
    </>
  );
}
