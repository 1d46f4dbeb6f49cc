import { flag, number, option, text } from "../arguments";
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
    categoryAxis: (target) => object("ChartAxis", { ...target, axis: "x" }),
    valueAxis: (target) => object("ChartAxis", { ...target, axis: "y" }),
  },
};

export const chartAxis: MembersOf<"ChartAxis", Excel.ChartAxis> = {
  get: { maximum: (target) => axis(target).max ?? "", minimum: (target) => axis(target).min ?? "" },
  set: {
    maximum: (target, value) => changeAxis(target, { max: value === "" ? undefined : number(value) }),
    minimum: (target, value) => changeAxis(target, { min: value === "" ? undefined : number(value) }),
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

function axis(target: AxisTarget): Axis {
  return definition(target).axesDesign?.[target.axis] ?? {};
}

function changeAxis(target: AxisTarget, changes: Partial<Axis>): void {
  change(target, { axesDesign: { ...definition(target).axesDesign, [target.axis]: { ...axis(target), ...changes } } });
}
