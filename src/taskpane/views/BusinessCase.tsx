import { Button, Field, Radio, RadioGroup } from "@fluentui/react-components";
import { useMemo, useState } from "react";
import { CalculationError } from "../../engine/errors";
import { apiModelKeys } from "../../presets/apiPrices";
import { gpuPrices } from "../../presets/gpuPrices";
import { modelKeys } from "../../presets/models";
import { businessCase, CASE_SHEET_NAMES, caseSheetNames } from "../../workbook/case/businessCase";
import { caseAnswer, type CaseAnswer } from "../../workbook/case/caseAnswer";
import {
  type AnswerKey,
  apiPrices,
  type CaseAnswers,
  firstAnswers,
  givenInputs,
  hardwareFor,
  tokensOf,
  type Volume,
} from "../../workbook/case/caseAnswers";
import { caseInputs, type CaseInputs, caseKeys, caseTitle, completeCase } from "../../workbook/case/caseInputs";
import { FIRST_ANSWERS, FIRST_API_MODEL, FIRST_GPU, FIRST_MODEL } from "../../workbook/case/firstAnswers";
import { type IfWrittenBefore, writeWorkbook } from "../../workbook/excelSheets";
import { RewriteQuestion } from "../case/RewriteQuestion";
import { useUsageRead } from "../case/usageRead";
import { QUESTIONS } from "../case/wizard";
import { useInsertion } from "../insertion";
import { Loading } from "../Loading";
import { NumberField, type NumberForm, type NumberQuestion, useNumberForm } from "../numberForm";
import { showNumber } from "../numbers";
import { SelectField } from "../SelectField";
import { useSeparators } from "../separators";
import { useLoaded } from "../useLoaded";

const STEPS = ["Volume", "API", "Own model", "Team", "Quality", "Horizon"] as const;
type Step = (typeof STEPS)[number];
const OWN_FIGURES = "own";
const BEGINNINGS: Readonly<Record<string, string>> = {
  [OWN_FIGURES]: "your own figures",
  ...Object.fromEntries(caseKeys().map((key) => [key, caseTitle(key)])),
};

const loadChart = async () => (await import(/* webpackChunkName: "chart" */ "../CumulativeChart")).CumulativeChart;

/** From a few answers to a verdict, and from there to a workbook that shows its working. */
export function BusinessCase() {
  const [from, setFrom] = useState(OWN_FIGURES);
  const wizard = useWizard();
  const inputs = useMemo(() => (from === OWN_FIGURES ? wizard.inputs : caseInputs(from)), [from, wizard.inputs]);
  const answer = useMemo(() => answerOf(inputs), [inputs]);
  return (
    <>
      <h1>Business case</h1>
      <p className="quiet">A few answers, each filled in with a first guess. Change what you know; the verdict follows.</p>
      <div className="case">
        <div className="case-verdict">
          <p role="status" aria-label="Verdict" className={"problem" in answer ? undefined : "case-sentence"}>
            {"problem" in answer ? answer.problem : answer.sentence}
          </p>
        </div>
        <div className="case-steps">
          <SelectField label="Start from" value={from} choices={BEGINNINGS} onChange={setFrom} />
          {from === OWN_FIGURES && <Steps wizard={wizard} />}
        </div>
        <Answer answer={answer} inputs={inputs} requireValid={from === OWN_FIGURES ? wizard.form.requireValid : () => true} />
      </div>
    </>
  );
}

type Answered = CaseAnswer | { readonly problem: string };

function answerOf(inputs: CaseInputs | undefined): Answered {
  if (!inputs) return { problem: "Fix the marked fields to see the answer." };
  try {
    return caseAnswer(inputs);
  } catch (error) {
    if (error instanceof CalculationError) return { problem: error.message };
    throw error;
  }
}

interface Wizard {
  readonly form: NumberForm<AnswerKey>;
  readonly volume: Volume;
  readonly setVolume: (volume: Volume) => void;
  readonly hasUsage: boolean;
  readonly usageText: string;
  readonly apiModel: string;
  readonly setApiModel: (key: string) => void;
  readonly model: string;
  readonly gpu: string;
  readonly setHardware: (model: string, gpu: string) => void;
  readonly hardwareText: string;
  readonly inputs: CaseInputs | undefined;
}

/** What the pane knows before anything is answered. */
function firstQuestions(): Record<AnswerKey, NumberQuestion> {
  const { numbers } = firstAnswers(today());
  const questions = Object.entries(QUESTIONS) as [AnswerKey, NumberQuestion][];
  return Object.fromEntries(questions.map(([key, question]) => [key, { ...question, initial: numbers[key] }])) as Record<
    AnswerKey,
    NumberQuestion
  >;
}

const today = (): string => new Date().toISOString().slice(0, 10);

function useWizard(): Wizard {
  const [questions] = useState(firstQuestions);
  const form = useNumberForm(questions);
  const { isTyped } = form;
  const report = useUsageRead();
  const [volume, setVolume] = useState<Volume>("bill");
  const [apiModel, setApiModel] = useState(FIRST_API_MODEL);
  const [{ model, gpu }, setOwn] = useState({ model: FIRST_MODEL, gpu: FIRST_GPU });
  const [lookedUp, setLookedUp] = useState<Partial<Record<AnswerKey, number>>>({});
  const usage = useMemo(
    () => (report ? { ...report.inputs, from: report.files.map(({ name }) => name).join(", ") } : undefined),
    [report],
  );
  const hardware = useMemo(() => {
    const { tokensIn, tokensOut } = form.values ? tokensOf({ volume, usage, numbers: form.values }) : FIRST_ANSWERS;
    return hardwareFor(model, gpu, tokensIn, tokensOut);
  }, [model, gpu, volume, usage, form.values]);
  const inputs = useMemo(() => {
    const numbers = form.values;
    if (!numbers) return undefined;
    // A figure that somebody typed is theirs, also where it is the one that stood there.
    const typed = (key: AnswerKey) => isTyped(key) || numbers[key] !== (lookedUp[key] ?? questions[key].initial);
    const gpus = "problem" in hardware ? 1 : hardware.gpus;
    const answers: CaseAnswers = { volume, usage, apiModel, model, gpu, gpus, numbers, typed, date: today() };
    return completeCase(givenInputs(answers));
  }, [form.values, isTyped, lookedUp, questions, hardware, volume, usage, apiModel, model, gpu]);
  const lookUp = (found: Partial<Record<AnswerKey, number>>) => {
    for (const [key, value] of Object.entries(found)) form.setValue(key as AnswerKey, value);
    setLookedUp((before) => ({ ...before, ...found }));
  };
  return {
    form,
    volume,
    setVolume,
    hasUsage: usage !== undefined,
    usageText: usage?.from ?? "",
    apiModel,
    setApiModel: (key) => {
      const { input, output } = apiPrices(key);
      setApiModel(key);
      lookUp({ priceIn: input, priceOut: output });
    },
    model,
    gpu,
    setHardware: (nextModel, nextGpu) => {
      const tokens = form.values ? tokensOf({ volume, usage, numbers: form.values }) : FIRST_ANSWERS;
      const found = hardwareFor(nextModel, nextGpu, tokens.tokensIn, tokens.tokensOut);
      setOwn({ model: nextModel, gpu: nextGpu });
      if (!("problem" in found)) lookUp({ instancePrice: found.price, tokensPerSecond: found.tokensPerSecond });
    },
    hardwareText:
      "problem" in hardware
        ? `No estimate: ${hardware.problem}. Enter price and speed yourself.`
        : `${hardware.gpus} × ${gpu} an instance, at the price of the presets and the speed FT estimates.`,
    inputs,
  };
}

const FIELDS: Readonly<Record<Exclude<Step, "Volume">, readonly AnswerKey[]>> = {
  API: ["priceIn", "priceOut"],
  "Own model": ["instancePrice", "tokensPerSecond"],
  Team: ["engineers", "weeks", "hourlyRate", "upkeepHours"],
  Quality: ["reviewApi", "reviewOwn", "costPerReview"],
  Horizon: ["horizonMonths", "discountRate", "apiPriceChange"],
};
const VOLUME_FIELDS: Readonly<Record<Volume, readonly AnswerKey[]>> = {
  bill: ["billPerMonth", "tokensPerRequest", "promptShare"],
  traffic: ["requestsPerDay", "tokensIn", "tokensOut"],
  usage: [],
};

const pricedGpus = () =>
  [
    ...new Set(
      gpuPrices()
        .filter(({ basis }) => basis === "on_demand")
        .map(({ gpu }) => gpu),
    ),
  ].sort();

/** One step at a time, any of them a click away. */
function Steps({ wizard }: { wizard: Wizard }) {
  const [step, setStep] = useState<Step>("Volume");
  const at = STEPS.indexOf(step);
  const fields = step === "Volume" ? VOLUME_FIELDS[wizard.volume] : FIELDS[step];
  return (
    <>
      <ol className="case-list" aria-label="Steps">
        {STEPS.map((name) => (
          <li key={name}>
            <Button
              size="small"
              appearance={name === step ? "primary" : "subtle"}
              aria-current={name === step ? "step" : undefined}
              onClick={() => setStep(name)}
            >
              {name}
            </Button>
          </li>
        ))}
      </ol>
      <fieldset className="questions">
        <legend>
          {at + 1} of {STEPS.length}: {step}
        </legend>
        {step === "Volume" && <VolumeQuestion wizard={wizard} />}
        {step === "API" && (
          <SelectField label="API model" value={wizard.apiModel} choices={apiModelKeys()} onChange={wizard.setApiModel} />
        )}
        {step === "Own model" && (
          <>
            <SelectField
              label="Open model"
              value={wizard.model}
              choices={modelKeys()}
              onChange={(model) => wizard.setHardware(model, wizard.gpu)}
            />
            <SelectField
              label="GPU"
              value={wizard.gpu}
              choices={pricedGpus()}
              onChange={(gpu) => wizard.setHardware(wizard.model, gpu)}
            />
            <p className="quiet">{wizard.hardwareText}</p>
          </>
        )}
        {fields.map((key) => (
          <NumberField key={key} form={wizard.form} name={key} />
        ))}
      </fieldset>
      <div className="row">
        <Button disabledFocusable={at === 0} onClick={() => at > 0 && setStep(STEPS[at - 1])}>
          Back
        </Button>
        <Button disabledFocusable={at === STEPS.length - 1} onClick={() => at < STEPS.length - 1 && setStep(STEPS[at + 1])}>
          Next
        </Button>
      </div>
    </>
  );
}

function VolumeQuestion({ wizard }: { wizard: Wizard }) {
  return (
    <>
      <Field label="What do you know?">
        <RadioGroup value={wizard.volume} onChange={(_, { value }) => wizard.setVolume(value as Volume)}>
          <Radio value="bill" label="the API bill" />
          <Radio value="traffic" label="the traffic" />
          {wizard.hasUsage && <Radio value="usage" label={`the export read under Usage (${wizard.usageText})`} />}
        </RadioGroup>
      </Field>
      {!wizard.hasUsage && <p className="quiet">An export read under Usage can be used here, too.</p>}
    </>
  );
}

/** The verdict, its number and its picture; and the button that writes the workbook. */
function Answer({
  answer,
  inputs,
  requireValid,
}: {
  answer: Answered;
  inputs: CaseInputs | undefined;
  requireValid: () => boolean;
}) {
  const separators = useSeparators();
  const { report, refuse } = useInsertion();
  const chart = useLoaded(loadChart);
  const [isWriting, setIsWriting] = useState(false);
  const [written, setWritten] = useState<readonly string[]>();
  const [before, setBefore] = useState<readonly string[]>();
  const money = useMemo(
    () => (amount: number) => {
      const text = showNumber(Math.abs(amount), separators, 0);
      return `${amount < 0 ? "−" : ""}$${text}`;
    },
    [separators],
  );

  const write = async (ifWrittenBefore: IfWrittenBefore) => {
    if (!requireValid() || !inputs) return refuse();
    setBefore(undefined);
    setWritten(undefined);
    setIsWriting(true);
    try {
      const outcome = await writeWorkbook(
        CASE_SHEET_NAMES,
        (names) => businessCase(inputs, caseSheetNames(names)),
        ifWrittenBefore,
      );
      if (outcome.kind === "written") setWritten(outcome.sheets);
      else setBefore(outcome.sheets);
    } catch (error) {
      report(error);
    } finally {
      setIsWriting(false);
    }
  };

  return (
    <section className="case-answer" aria-label="What it comes to">
      <h2>What it comes to</h2>
      {!("problem" in answer) && (
        <>
          <dl className="facts">
            <Fact name="Net present value" value={money(answer.figures.npv ?? 0)} />
            <Fact name="Saving a month, in cash" value={money(answer.figures.cash_saving ?? 0)} />
            <Fact
              name="Payback"
              value={
                answer.figures.payback_dynamic_months === undefined
                  ? "never within the horizon"
                  : `${showNumber(answer.figures.payback_dynamic_months, separators, 1)} months`
              }
            />
          </dl>
          <div className="case-chart">
            <Loading what="the chart" loaded={chart}>
              {(CumulativeChart) => (
                <CumulativeChart
                  values={answer.cumulative}
                  title="Cumulative cash, by month"
                  said={`from ${money(answer.cumulative[0])} to ${money(answer.cumulative[answer.cumulative.length - 1])} in ${answer.cumulative.length - 1} months`}
                  show={money}
                />
              )}
            </Loading>
          </div>
        </>
      )}
      <div className="row">
        <Button appearance="primary" disabledFocusable={isWriting} onClick={() => void write("ask")}>
          Write the business case
        </Button>
      </div>
      <div role="status" aria-label="Business case">
        {isWriting && <p>Writing ten sheets…</p>}
        {written && <p>Written: {written.join(", ")}.</p>}
      </div>
      {before && (
        <RewriteQuestion
          sheets={before}
          onKeep={() => setBefore(undefined)}
          onReplace={() => void write("replace")}
          onBeside={() => void write("beside")}
        />
      )}
    </section>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
