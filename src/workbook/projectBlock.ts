import { projectPhases, referenceProvenance } from "../presets/reference";
import { headings, input, label, MONEY_FORMAT, note, PRICE_FORMAT, result, title, unitBeside } from "./plannedCells";
import type { Address, BlockPlan, PlannedCell } from "./sheetPlan";

/** Hours of one phase as the team guesses them. */
export interface PhaseHours {
  readonly name: string;
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

/** What turns hours into money and weeks; named as the arguments of FT.PROJECT_COST and FT.PROJECT_WEEKS. */
export interface ProjectAssumptions {
  readonly hourly_rate: number;
  readonly runs: number;
  readonly cost_per_run: number;
  readonly data_cost: number;
  readonly other_cost: number;
  readonly contingency: number;
  readonly engineers: number;
  readonly availability: number;
  readonly hours_per_week: number;
}

export const ASSUMPTIONS: readonly {
  readonly key: keyof ProjectAssumptions;
  readonly label: string;
  readonly unit: string;
  readonly numberFormat?: string;
}[] = [
  { key: "hourly_rate", label: "Hourly rate", unit: "$/h", numberFormat: PRICE_FORMAT },
  { key: "runs", label: "Training runs", unit: "runs" },
  { key: "cost_per_run", label: "Cost of a run", unit: "$/run", numberFormat: PRICE_FORMAT },
  { key: "data_cost", label: "Data and labelling", unit: "$", numberFormat: MONEY_FORMAT },
  { key: "other_cost", label: "Other cost", unit: "$", numberFormat: MONEY_FORMAT },
  { key: "contingency", label: "Contingency", unit: "share", numberFormat: "0%" },
  { key: "engineers", label: "Engineers", unit: "people" },
  { key: "availability", label: "Share of their time", unit: "share", numberFormat: "0%" },
  { key: "hours_per_week", label: "Hours a week", unit: "h/week" },
];

/** The phases with the hours they usually take; likely is the middle until the team knows better. */
export function typicalPhases(): PhaseHours[] {
  return projectPhases().map(({ name, low_hours, high_hours }) => ({
    name,
    low: low_hours,
    likely: (low_hours + high_hours) / 2,
    high: high_hours,
  }));
}

const FIRST_PHASE = 4;
const ESTIMATES = ["low", "likely", "high"] as const;

/** Hours by phase, assumptions, and what they come to, all as live formulas. */
export function projectBlock(phases: readonly PhaseHours[], assumptions: ProjectAssumptions): BlockPlan {
  const totalRow = FIRST_PHASE + phases.length;
  const firstAssumption = totalRow + 3;
  const assumption = (at: Address, key: keyof ProjectAssumptions) =>
    at(firstAssumption + ASSUMPTIONS.findIndex((row) => row.key === key), 1, true);
  const hours = (at: Address, column: number, fixed?: "row") =>
    `${at(FIRST_PHASE, column, fixed)}:${at(totalRow - 1, column, fixed)}`;
  const money = (at: Address) =>
    (["hourly_rate", "runs", "cost_per_run", "data_cost", "other_cost", "contingency"] as const)
      .map((key) => assumption(at, key))
      .join(",");
  const team = (at: Address) =>
    (["engineers", "availability", "hours_per_week"] as const).map((key) => assumption(at, key)).join(",");
  const total = (formula: (at: Address) => string, numberFormat?: string): PlannedCell =>
    result(formula, { role: "total", numberFormat });
  const { source, asOf } = referenceProvenance;
  return {
    title: "Project cost",
    rows: [
      [title("What the project costs, once")],
      [note("Change the blue cells: hours by phase, rates and team.")],
      [],
      [
        ...headings("Phase"),
        { ...headings("Low (h)")[0], note: `Typical hours, low and high. Source: ${source}, ${asOf}.` } as PlannedCell,
        ...headings("Likely (h)", "High (h)", "Likely cost"),
      ],
      ...phases.map((phase, i) => [
        label(phase.name),
        ...ESTIMATES.map((estimate) => input(phase[estimate])),
        result((at) => `=${at(FIRST_PHASE + i, 2)}*${assumption(at, "hourly_rate")}`, { numberFormat: MONEY_FORMAT }),
      ]),
      [
        { content: "Total", role: "total" },
        ...ESTIMATES.map((_, i) => total((at) => `=SUM(${hours(at, 1 + i)})`)),
        total((at) => `=SUM(${hours(at, 4)})`, MONEY_FORMAT),
      ],
      [],
      headings("Assumption", "Value", "Unit"),
      ...ASSUMPTIONS.map(({ key, label: name, unit, numberFormat }) => [
        label(name),
        input(assumptions[key], { numberFormat }),
        note(unitBeside(unit)),
      ]),
      [],
      headings("Result", "Low", "Likely", "High", "Unit"),
      [
        label("Project cost"),
        ...ESTIMATES.map((_, i) => total((at) => `=FT.PROJECT_COST(${hours(at, 1 + i, "row")},${money(at)})`, MONEY_FORMAT)),
        note(""),
      ],
      [
        label("Calendar time"),
        ...ESTIMATES.map((_, i) => total((at) => `=FT.PROJECT_WEEKS(${at(totalRow, 1 + i, "row")},${team(at)})`, "0.0")),
        note("weeks"),
      ],
    ],
    columnWidths: [230, 110, 110, 110, 120],
  };
}
