import { flag, number, option, text } from "../arguments";
import { HostError } from "../hostError";
import { type Axis, change, definition } from "./chartDefinition";
import { type AxisTarget, type MembersOf, object } from "./targets";

/* What stands around the drawing of a chart: title, legend, axes. */

export const chartTitle: MembersOf<"ChartTitle", Excel.ChartTitle> = {
  get: { text: (target) => definition(target).title?.text ?? "", visible: (target) => Boolean(definition(target).title?.text) },
  set: {
    text: (target, title) => change(target, { title: { ...definition(target).title, text: text(title) } }),
    visible: (target, visible) => {
      if (!flag(visible)) change(target, { title: { text: "" } });
    },
  },
};

const LEGEND = { Top: "top", Bottom: "bottom", Left: "left", Right: "right" } as const;

export const chartLegend: MembersOf<"ChartLegend", Excel.ChartLegend> = {
  get: {
    position: (target) =>
      (Object.keys(LEGEND) as (keyof typeof LEGEND)[]).find((key) => LEGEND[key] === definition(target).legendPosition) ??
      "Right",
    visible: (target) => definition(target).legendPosition !== "none",
  },
  set: {
    position: (target, position) =>
      change(target, { legendPosition: LEGEND[option(position, Object.keys(LEGEND) as (keyof typeof LEGEND)[])] }),
    visible: (target, visible) => {
      const isShown = definition(target).legendPosition !== "none";
      if (flag(visible) !== isShown) change(target, { legendPosition: isShown ? "none" : "right" });
    },
  },
};

export const chartAxes: MembersOf<"ChartAxes", Excel.ChartAxes> = {
  objects: {
    categoryAxis: (target) => object("ChartAxis", { ...target, axis: "category" }),
    valueAxis: (target) => object("ChartAxis", { ...target, axis: "value" }),
  },
};

export const chartAxis: MembersOf<"ChartAxis", Excel.ChartAxis> = {
  get: { maximum: (target) => axis(target).max ?? "", minimum: (target) => axis(target).min ?? "" },
  set: {
    maximum: (target, value) => changeAxis(target, { max: value === "" ? undefined : number(value) }),
    minimum: (target, value) => changeAxis(target, { min: value === "" ? undefined : number(value) }),
    // The grid draws bars from top to bottom, the values along the foot and the categories at the edge, and no other way.
    position: (target, position) =>
      requireAsDrawn(option(position, ["Automatic", "Maximum", "Minimum", "Custom"]) === "Maximum", isOfBars(target)),
    reversePlotOrder: (target, isReversed) => requireAsDrawn(flag(isReversed), isOfBars(target)),
    tickLabelPosition: (_, position) => requireAsDrawn(option(position, ["NextToAxis", "High", "Low", "None"]) === "Low", true),
  },
  objects: { title: (target) => object("ChartAxisTitle", target) },
};

export const chartAxisTitle: MembersOf<"ChartAxisTitle", Excel.ChartAxisTitle> = {
  get: { text: (target) => axis(target).title?.text ?? "", visible: (target) => Boolean(axis(target).title?.text) },
  set: {
    text: (target, title) => changeAxis(target, { title: { text: text(title) } }),
    visible: (target, visible) => {
      if (!flag(visible)) changeAxis(target, { title: { text: "" } });
    },
  },
};

const isOfBars = (target: AxisTarget): boolean => target.axis === "category" && definition(target).horizontal === true;

function requireAsDrawn(asked: boolean, drawn: boolean): void {
  if (asked !== drawn) throw new HostError("NotImplemented", "the browser workbook draws an axis in one way only");
}

/** Of bars the categories stand along the side. */
function side(target: AxisTarget): "x" | "y" {
  return (target.axis === "category") === (definition(target).horizontal === true) ? "y" : "x";
}

function axis(target: AxisTarget): Axis {
  return definition(target).axesDesign?.[side(target)] ?? {};
}

function changeAxis(target: AxisTarget, changes: Partial<Axis>): void {
  change(target, { axesDesign: { ...definition(target).axesDesign, [side(target)]: { ...axis(target), ...changes } } });
}
