/** A worked case as it is told: two sentences, and the scenario blocks that show it (a low and a high one in the fourth). */
export interface CaseStory {
  readonly title: string;
  readonly sentences: readonly [string, string];
  readonly blocks: readonly { readonly key: string; readonly label: string }[];
}

export const CASE_STORIES: readonly CaseStory[] = [
  {
    title: "1 Classification",
    sentences: [
      "5,000 requests a day at $1 per 1M tokens cost $150 a month on the API, and one GPU that is always on costs $742.",
      "The API is cheaper; only a 50 ms limit or personal data would speak for hosting a model.",
    ],
    blocks: [{ key: "classification", label: "Insert" }],
  },
  {
    title: "2 Customer support",
    sentences: [
      "50,000 requests a day at $5 per 1M tokens cost $7,500 a month on the API, against $2,968 for four GPUs and $600 for slightly more review.",
      "The $3,932 a month that are left in cash repay the $19,800 project in 5.04 months.",
    ],
    blocks: [{ key: "support", label: "Insert" }],
  },
  {
    title: "3 Code generation",
    sentences: [
      "200,000 requests a day cost $30,000 a month on the API and $5,936 on eight GPUs, and the fine-tuned model even needs $2,000 less review.",
      "The $21,600 project is repaid within the first month.",
    ],
    blocks: [{ key: "code_generation", label: "Insert" }],
  },
  {
    title: "4 Start-up",
    sentences: [
      "800M tokens a month at $10 per 1M cost $8,000 on the API, against $742 for the one GPU that carries them.",
      "A project of $36,000 is repaid after 5.0 months, one of $48,000 after 6.6.",
    ],
    blocks: [
      { key: "startup_low", label: "Insert with the low cost" },
      { key: "startup_high", label: "Insert with the high cost" },
    ],
  },
  {
    title: "5 Replacing GPT-4o",
    sentences: [
      "35M tokens a day are far above the 12.6M at which the two bills meet, and yet the change would lose $220,555 a month.",
      "Reviewing 5\u00a0% of the answers instead of 2\u00a0% costs $225,000 a month, and the hourly price already counted both GPUs: the checks say both.",
    ],
    blocks: [{ key: "gpt_4o_replacement", label: "Insert" }],
  },
  {
    title: "6 Simple framework",
    sentences: [
      "$42.72 of training and storage stand against $1,490 a month saved on calls and review, repaid within a day.",
      "It shows $17,837 after a year because serving and engineering are not in it.",
    ],
    blocks: [{ key: "simple_framework", label: "Insert" }],
  },
];
