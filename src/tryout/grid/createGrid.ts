import { App, Component, onMounted, onWillUnmount, xml } from "@odoo/owl";
import { Model, Spreadsheet } from "@odoo/o-spreadsheet";
import templates from "@odoo/o-spreadsheet/dist/o_spreadsheet.xml";
import "bootstrap/dist/css/bootstrap.min.css";
import "font-awesome/css/font-awesome.min.css";
import "@odoo/o-spreadsheet/dist/o_spreadsheet.css";
import * as ChartJs from "chart.js";
import { boundHistory } from "./boundedHistory";
import type { AddIn } from "./customFunctions";
import { addCellLinks } from "./cellLinks";
import { addExcelFunctions } from "./excelFunctions";
import type { Changes } from "../files/changes";
import { addNotes } from "./notes";
import { notifications } from "./notifications";
import { makeEditorPrompt } from "./promptEditor";
import { proposeFunctions } from "./proposals";
import type { HostProfile } from "../hosts/profiles";
import { registerFunctions } from "./registerFunctions";

const NAMESPACE = "FT";

export interface Grid {
  /** The workbook: commands in, values out. */
  readonly model: Model;
}

interface GridParts {
  readonly addIn: AddIn;
  readonly host: HostProfile;
  /** The sheets, and what is shown in their place where they cannot be opened. */
  readonly data: readonly (() => ConstructorParameters<typeof Model>[0])[];
  readonly changes: Changes;
}

/** A spreadsheet in the container, with the add-in's functions in it. To be made once per page. */
export async function createGrid(container: HTMLElement, { addIn, host, data, changes }: GridParts): Promise<Grid> {
  provideCharts();
  addNotes();
  addExcelFunctions();
  addCellLinks();
  makeEditorPrompt();
  registerFunctions(addIn, NAMESPACE, host);
  proposeFunctions(addIn.metadata.functions, NAMESPACE);
  const model = firstThatOpens(data, changes);
  boundHistory(model);
  const app = new App(Workbook, { props: { model }, warnIfNoStaticProps: false, env: layout });
  app.addTemplates(withHelpLinks(withoutForeignImages(templates)));
  await app.mount(container);
  return { model };
}

/** The grid's layout for phones comes with a small window; the grid would take it up beside a pane as well. */
const layout = {
  get isSmall(): boolean {
    return window.innerWidth < 768;
  },
};

/** What was kept by another version of this page may be more than this one can open. */
function firstThatOpens(data: GridParts["data"], { transport }: Changes): Model {
  for (const each of data.slice(0, -1)) {
    try {
      return new Model(each(), { transportService: transport });
    } catch (error) {
      console.warn(error);
    }
  }
  return new Model(data[data.length - 1](), { transportService: transport });
}

class Workbook extends Component<{ model: Model }> {
  static override template = xml`
    <Spreadsheet model="props.model" notifyUser="notify.notifyUser" raiseError="notify.raiseError"
      askConfirmation="notify.askConfirmation" colorScheme="isDark.matches ? 'dark' : 'light'"/>`;
  static components = { Spreadsheet };
  notify = notifications;
  /** The grid follows the system's look, as the pane does. */
  isDark = window.matchMedia("(prefers-color-scheme: dark)");

  override setup(): void {
    const redraw = () => this.render(true);
    onMounted(() => {
      this.props.model.on("update", this, redraw);
      this.isDark.addEventListener("change", redraw);
    });
    onWillUnmount(() => {
      this.props.model.off("update", this);
      this.isDark.removeEventListener("change", redraw);
    });
  }
}

/** The grid would ask a search company for the icon of every link in a cell, and so tell it the link. */
function withoutForeignImages(xml: string): string {
  const own = xml.replace(/<img\b[^>]*?src="https?:[^>]*?\/>/g, "");
  if (own.length === xml.length) throw new Error("the grid's template of a link no longer holds an image from elsewhere");
  return own;
}

/** Under what a function is for stands the way to its help page, as Excel's dialogue of arguments has it. */
function withHelpLinks(xml: string): string {
  const about = '<div t-out="context.functionDescription.description"/>';
  const prefix = `${NAMESPACE}.`;
  const name = "context.functionDescription.name";
  const link = `<a t-if="${name}.startsWith('${prefix}')" t-att-href="'functions/' + ${name}.slice(${prefix.length}) + '.html'" target="_blank">Help on this function</a>`;
  if (!xml.includes(about)) throw new Error("the grid's template of a function's arguments no longer holds its description");
  return xml.replace(about, about + link);
}

/** The grid expects Chart.js as the script of its CDN leaves it: one global that carries every export. */
function provideCharts(): void {
  ChartJs.Chart.register(...ChartJs.registerables);
  const chart = ChartJs.Chart as unknown as Record<string, unknown>;
  for (const [name, value] of Object.entries(ChartJs)) if (name !== "Chart" && !(name in chart)) chart[name] = value;
  Object.assign(window, { Chart: ChartJs.Chart });
}
