import { Button, Field, Input } from "@fluentui/react-components";
import { useId, useMemo, useState } from "react";
import { conversationTokens } from "../../engine/conversation";
import { CalculationError } from "../../engine/errors";
import { requireApiModel } from "../../presets/apiModelNames";
import { CONVERSATION_QUESTIONS, conversationBlock, type ConversationPlan } from "../../workbook/conversationBlock";
import { useInsertion } from "../insertion";
import { NumberField, type NumberQuestion, useNumberForm } from "../numberForm";
import { showNumber } from "../numbers";
import { useSeparators } from "../separators";
import { TargetField, type TargetKind, targetOf } from "../TargetField";

const MOST_TOKENS = 1e8;

/** An agent that calls tools, as a start. */
const START: Record<keyof ConversationPlan, Pick<NumberQuestion, "initial" | "rule" | "hint">> = {
  calls: { initial: 8, rule: { least: 1, most: 10_000, whole: true } },
  first_prompt_tokens: { initial: 3000, rule: { least: 0, most: MOST_TOKENS } },
  added_tokens: { initial: 500, rule: { least: 0, most: MOST_TOKENS } },
  answer_tokens: { initial: 200, rule: { least: 0, most: MOST_TOKENS } },
  cache_hit: { initial: 0.9, rule: { least: 0, most: 1 }, hint: "A fraction, or a percentage such as 90 %." },
  kept_tokens: { initial: 0, rule: { least: 0, most: MOST_TOKENS }, hint: "At least the first prompt; 0 without a limit." },
  conversations_per_day: { initial: 1000, rule: { least: 0, most: 1e9 } },
};

const QUESTIONS = Object.fromEntries(
  CONVERSATION_QUESTIONS.map(({ key, label, unit }): [keyof ConversationPlan, NumberQuestion] => [
    key,
    { label, unit, ...START[key] },
  ]),
) as Record<keyof ConversationPlan, NumberQuestion>;

/** What the engine says, or why it says nothing. */
function orReason<Value>(compute: () => Value): Value | string {
  try {
    return compute();
  } catch (error) {
    if (error instanceof CalculationError) return error.message;
    throw error;
  }
}

const tokensOf = (plan: ConversationPlan) =>
  orReason(() =>
    conversationTokens({
      calls: plan.calls,
      firstPromptTokens: plan.first_prompt_tokens,
      addedTokens: plan.added_tokens,
      answerTokens: plan.answer_tokens,
      cacheHit: plan.cache_hit,
      keptTokens: plan.kept_tokens || Infinity,
    }),
  );

/** What a chat or an agent's run sends: every call repeats the conversation so far. */
export function Conversation() {
  const form = useNumberForm(QUESTIONS);
  const [model, setModel] = useState("claude-haiku-4-5");
  const [target, setTarget] = useState<TargetKind>("newSheet");
  const { insert, refuse } = useInsertion();
  const separators = useSeparators();
  const modelId = useId();

  const sent = useMemo(() => form.values && tokensOf(form.values), [form.values]);
  const known = useMemo(() => orReason(() => ({ key: requireApiModel("The model", model) })), [model]);

  const write = () => {
    if (form.requireValid() && form.values && typeof sent === "object" && typeof known === "object") {
      return void insert(conversationBlock(form.values, model.trim()), targetOf(target));
    }
    if (typeof known === "string") document.getElementById(modelId)?.focus();
    refuse();
  };

  return (
    <>
      <h1>Count a conversation</h1>
      <p className="quiet">A chat, or an agent that calls tools: every call sends the whole conversation so far.</p>
      <fieldset className="questions">
        <legend>One conversation</legend>
        {CONVERSATION_QUESTIONS.map(({ key }) => (
          <NumberField key={key} form={form} name={key} />
        ))}
        <Field
          label="Model"
          validationState={typeof known === "string" ? "error" : "none"}
          validationMessage={typeof known === "string" ? known : undefined}
        >
          <Input id={modelId} value={model} onChange={(_, { value }) => setModel(value)} />
        </Field>
      </fieldset>
      <section aria-label="Result">
        <h2>What it sends</h2>
        {typeof sent === "object" ? (
          <p role="status">
            {showNumber(sent.tokensIn, separators, 0)} tokens in {showNumber(sent.calls, separators, 0)} calls,{" "}
            {showNumber(sent.cachedTokens, separators, 0)} of them from the cache; {showNumber(sent.tokensOut, separators, 0)}{" "}
            tokens answered; the longest prompt has {showNumber(sent.longestPrompt, separators, 0)}.
          </p>
        ) : (
          <p role="status">{sent ?? "Fix the marked fields to see the result."}</p>
        )}
      </section>
      <h2>Write it</h2>
      <TargetField value={target} onChange={setTarget} />
      <div className="row">
        <Button appearance="primary" onClick={write}>
          Insert conversation
        </Button>
      </div>
    </>
  );
}
