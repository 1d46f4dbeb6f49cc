/*
 * What the self-test tries in Excel: a formula and what it must give. Expected values are Excel's own arithmetic wherever
 * it can say the same, else figures of the catalogue; nothing here was computed by the functions themselves.
 */

/** Cells of the sheet that formulas refer to; each is empty, or holds what its name says. */
export interface Cells {
  /** Two whole columns: a scenario with a blank row, an empty value and a value that is the text "". */
  readonly scenario: string;
  /** The rows of the scenario alone. */
  readonly block: string;
  /** An empty cell, and five rows of which the first three hold 2, 4 and 8. */
  readonly empty: string;
  readonly threeOfFive: string;
  /** Rows of scenarios under their headings: one to compute, a blank one, two with an error each, one more to compute. */
  readonly headings: string;
  readonly rows: string;
  /** What these rows spill: the saving of each. */
  readonly spilledFirst: string;
  readonly spilledBlank: string;
  readonly spilledError: string;
  readonly spilledDivision: string;
  readonly spilledLast: string;
  /** The word "QLoRA". */
  readonly word: string;
  /** A scenario whose tokens_in is a formula that cannot spill, since a filled cell is in its way. */
  readonly blocked: string;
}

/** An error that must be shown, by its name. */
type ErrorName = "#N/A" | "#VALUE!" | "#DIV/0!";

export interface Trial {
  readonly what: string;
  readonly formula: (cells: Cells) => string;
  /** A formula of Excel's own, a text, TRUE or FALSE, or an error. */
  readonly expected: number | boolean | string | { readonly formula: string } | { readonly error: ErrorName };
  /** Relative; 1e-9 unless said. */
  readonly tolerance?: number;
}

const NA = { error: "#N/A" } as const;
const VALUE = { error: "#VALUE!" } as const;
const native = (formula: string) => ({ formula });

const SAVING = 7500 - 2968 - 600 - 1100;

/** The functions are there, and compute what they should. */
const ARITHMETIC: readonly Trial[] = [
  { what: "Payback of a steady saving", formula: () => "FT.PAYBACK(19800,3932)", expected: native("19800/3932") },
  { what: "API bill of a month", formula: () => "FT.API_COST(50000,800,200,5,5)", expected: native("50000*1000*30*5/1000000") },
  { what: "Blended price", formula: () => "FT.BLENDED_PRICE(2.5,10,800,200)", expected: native("(2.5*800+10*200)/1000") },
  {
    what: "Training cost by the reference rule",
    formula: () => 'FT.TRAINING_COST(7,"lora",10000,512,3,"a100_80g",FALSE,1,"reference")',
    expected: native("10000*512*3/(4000*3600)*1.15*3.1"),
  },
  { what: "Break-even volume", formula: () => "FT.BREAKEVEN_TOKENS(742,1)", expected: native("742/30*1000000") },
  { what: "Examples for a comparison", formula: () => "FT.EVAL_SIZE(0.02,0.05)", expected: 588 },
  {
    what: "Memory of a GPU by its driver's name",
    formula: () => 'FT.GPU_SPEC("NVIDIA H100 80GB HBM3","memory_gb")',
    expected: 80,
  },
  {
    what: "A table that spills: cash after a year",
    formula: () => "INDEX(FT.CASHFLOWS(19800,7500,3568,12),14,5)",
    expected: native("12*3932-19800"),
  },
  { what: "A list that spills", formula: () => 'ROWS(FT.LIST("methods"))', expected: 3 },
  {
    what: "The input at which an output meets its target",
    formula: ({ block }) => `FT.GOALSEEK(${block},"requests_per_day",0,"saving")`,
    expected: native("(2968+1100)/(0.15-0.012)"),
    tolerance: 1e-6,
  },
  {
    what: "Net present value of 36 months",
    formula: ({ block }) => `FT.MODEL(${block},"npv")`,
    expected: native("3932*(1-1.1^-3)/(1.1^(1/12)-1)-19800"),
  },
];

/** Nothing, zero and left out, as each platform sends them. */
const BLANKS: readonly Trial[] = [
  { what: "Blank row in a scenario", formula: ({ block }) => `FT.MODEL(${block},"saving")`, expected: SAVING },
  { what: "Empty value cell of an input", formula: ({ block }) => `FT.MODEL(${block},"project_cost")`, expected: 19800 },
  { what: "Whole columns as a scenario", formula: ({ scenario }) => `FT.MODEL(${scenario},"saving")`, expected: SAVING },
  {
    what: "Whole columns: payback on cash",
    formula: ({ scenario }) => `FT.MODEL(${scenario},"payback_months")`,
    expected: native("19800/3932"),
  },
  { what: "No payback is no number", formula: () => "FT.PAYBACK(100,0)", expected: NA },
  { what: "An empty cell is no fallback", formula: ({ empty }) => `FT.PAYBACK(100,0,${empty})`, expected: NA },
  { what: "A 0 that is written is a fallback", formula: () => "FT.PAYBACK(100,0,0)", expected: 0 },
  {
    what: "An empty cell for TRUE or FALSE is FALSE",
    formula: ({ empty }) => `FT.TRAINING_COST(7,"lora",10000,512,3,"a100_80g",${empty},1,"reference")`,
    expected: native("10000*512*3/(4000*3600)*1.15*3.1"),
  },
  {
    what: "TRUE or FALSE that is left out is TRUE",
    formula: () => 'FT.TRAINING_COST(7,"lora",10000,512,3,"a100_80g",,1,"reference")',
    expected: native("10000*512*3/(4000*3600)*1.15*3.1*0.35"),
  },
  {
    what: "An empty cell where 0 makes no sense is the default",
    formula: ({ empty }) => `FT.AMORTIZED_COST(1800,18)+FT.API_COST(10,100,0,1,1,0,0,0,${empty},${empty})`,
    expected: native("100+10*100*30/1000000"),
  },
  {
    what: "Empty cells after the last value",
    formula: ({ block, threeOfFive }) => `ROWS(FT.SENSITIVITY(${block},"instances",${threeOfFive},"saving"))`,
    expected: 4,
  },
  {
    what: "A value among them",
    formula: ({ block, threeOfFive }) => `INDEX(FT.SENSITIVITY(${block},"instances",${threeOfFive},"saving"),4,2)`,
    expected: native(`${SAVING}-4*742`),
  },
  { what: "First row of a table of scenarios", formula: ({ spilledFirst }) => spilledFirst, expected: SAVING },
  { what: "Blank row of a table of scenarios", formula: ({ spilledBlank }) => `${spilledBlank}&"nothing"`, expected: "nothing" },
];

/** Errors keep their place, their name and to themselves. */
const ERRORS: readonly Trial[] = [
  { what: "An error in a row stays in its row", formula: ({ spilledError }) => spilledError, expected: NA },
  { what: "Each row keeps its own error", formula: ({ spilledDivision }) => spilledDivision, expected: { error: "#DIV/0!" } },
  {
    what: "An error that functions cannot return is named",
    formula: ({ blocked }) => `VLOOKUP("inputs_in_range",FT.CHECKS(${blocked}),3,FALSE)`,
    expected: "tokens_in holds the error #SPILL!",
  },
  { what: "The row after them stands", formula: ({ spilledLast }) => spilledLast, expected: native(`${SAVING}-742`) },
  { what: "An error in a single argument", formula: () => "FT.PAYBACK(NA(),1)", expected: NA },
  { what: "A division by zero", formula: () => "FT.ROI(1,0)", expected: { error: "#DIV/0!" } },
  { what: "An unknown GPU", formula: () => 'FT.GPU_SPEC("no such card","memory_gb")', expected: NA },
  { what: "An unknown option", formula: () => 'FT.MODEL_SPEC("llama-3.1-8b","constructor")', expected: VALUE },
  { what: "A word that every object has", formula: () => 'FT.GPU_PRICE("h100_sxm","constructor")', expected: VALUE },
];

/** Options as text, numbers as text. */
const TEXTS: readonly Trial[] = [
  {
    what: "An option in another case",
    formula: () => 'FT.TRAINING_COST(7,"LoRA",10000,512,3,"A100-80GB",FALSE,1,"Reference")',
    expected: native("10000*512*3/(4000*3600)*1.15*3.1"),
  },
  {
    what: "An option in a cell",
    formula: ({ word }) => `FT.TRAINING_COST(7,${word},10000,512,3,"a100_80g",FALSE,1,"reference")`,
    expected: native("10000*512*3/(3200*3600)*1.15*3.1"),
  },
  { what: "A number that is text", formula: () => 'FT.PAYBACK("1200",300)', expected: 4 },
  { what: "Text that is 1 or 1000, by the country", formula: () => 'FT.NPV(0.1,{"1.000","5"})', expected: VALUE },
  { what: "Text of a number too small", formula: () => 'FT.NPV(0.1,{"1e-400","5"})', expected: VALUE },
];

/** One cell of FT.CHECKS of a scenario on one GPU of 80 GB. */
const passes = (check: string, more: string) =>
  `VLOOKUP("${check}",FT.CHECKS({"requests_per_day",1000;"tokens_out",100;"price_per_instance_hour",3;"gpu","h100_sxm";${more}}),2,FALSE)`;
const PRICES = '"price_in_per_1m",5;"price_out_per_1m",15';
/** Of two ways that fit: few tasks alike, and a small team in a hurry. */
const SECOND_WAY = 'FT.OPTIONS(5000000,1,3,FALSE,3,"low","medium")';

/** What was once answered wrongly. */
const ONCE_FALSE: readonly Trial[] = [
  {
    what: "Ten months of 0.1 pay back 1",
    formula: () => "FT.PAYBACK(1,{0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1})",
    expected: 10,
  },
  {
    what: "Of two close rates the one nearest to the guess",
    formula: () =>
      "FT.IRR({-20500,7600,7600,7600,-28100,3800,3800,3800,3800,3800,3800,3800,3800,3800,3800,3800,3800,3800,3800,3800,-31200})",
    expected: 0.04913,
    tolerance: 2e-3,
  },
  {
    what: "More headings than columns",
    formula: () => 'FT.SCENARIOS({"requests_per_day","tokens_in","tokens_out"},{1,2},"api_cost",FALSE)',
    expected: VALUE,
  },
  {
    // 48 GB; as a model of 20.9B parameters without its own architecture it seemed to need 89.
    what: "A scenario knows its model by name",
    formula: () => passes("model_fits_gpu", `${PRICES};"tokens_in",100000;"model_b","gpt-oss-20b"`),
    expected: true,
  },
  {
    what: "A prompt longer than the model takes",
    formula: () => passes("context_fits_model", `${PRICES};"tokens_in",140000;"model_b","llama-3.1-8b"`),
    expected: false,
  },
  {
    // Anthropic's list of 2025-09-29: $6 and $22.50 above 200,000 tokens of prompt.
    what: "The price of a long prompt",
    formula: () =>
      passes(
        "api_price_matches",
        '"price_in_per_1m",6;"price_out_per_1m",22.5;"tokens_in",250000;"api_model","claude-sonnet-4-5";"as_of","2026-09-23"',
      ),
    expected: true,
  },
  { what: "Of two ways that fit the second ranks second", formula: () => `INDEX(${SECOND_WAY},3,4)`, expected: 2 },
  {
    what: "Its reason names the conflict",
    formula: () => `ISNUMBER(SEARCH("Ranks after prompt engineering",INDEX(${SECOND_WAY},3,3)))`,
    expected: true,
  },
  { what: "Two equal rates cannot be told apart", formula: () => "FT.EVAL_SIZE(0.3,0.1+0.2)", expected: NA },
  { what: "Numbers too large to compute with: price", formula: () => "FT.BREAKEVEN_PRICE(1E308,1E308)", expected: VALUE },
  { what: "Numbers too large: accepted answers", formula: () => "FT.COST_PER_ACCEPTED(1E308,1E308,1)", expected: VALUE },
];

export const TRIALS: readonly Trial[] = [...ARITHMETIC, ...BLANKS, ...ERRORS, ...TEXTS, ...ONCE_FALSE];
