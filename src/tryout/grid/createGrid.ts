import { App, Component, onMounted, onWillUnmount, xml } from "@odoo/owl";
import { Model, Spreadsheet } from "@odoo/o-spreadsheet";
import templates from "@odoo/o-spreadsheet/dist/o_spreadsheet.xml";
import "bootstrap/dist/css/bootstrap.min.css";
import "font-awesome/css/font-awesome.min.css";
import "@odoo/o-spreadsheet/dist/o_spreadsheet.css";
import * as ChartJs from "chart.js";
import type { AddIn } from "./customFunctions";
import { addExcelFunctions } from "./excelFunctions";
import { type ExampleWorkbook, workbookData } from "./exampleWorkbook";
import { addNotes } from "./notes";
import { notifications } from "./notifications";
import { proposeFunctions } from "./proposals";
import type { HostProfile } from "../hosts/profiles";
import { registerFunctions } from "./registerFunctions";

const NAMESPACE = "FT";

export interface Grid {
  /** The workbook: commands in, values out. */
  readonly model: Model;
}

/** A spreadsheet in the container, with the add-in's functions in it. To be made once per page. */
export async function createGrid(
  container: HTMLElement,
  addIn: AddIn,
  host: HostProfile,
  example?: ExampleWorkbook,
): Promise<Grid> {
  provideCharts();
  addNotes();
  addExcelFunctions();
  registerFunctions(addIn, NAMESPACE, host);
  proposeFunctions(addIn.metadata.functions, NAMESPACE);
  const model = new Model(workbookData(example));
  const app = new App(Workbook, { props: { model }, warnIfNoStaticProps: false });
  app.addTemplates(withoutForeignImages(templates));
  await app.mount(container);
  askBeforeLeaving(model);
  return { model };
}

/** What was changed is on this page only: leaving it asks first. */
function askBeforeLeaving(model: Model): void {
  window.addEventListener("beforeunload", (event) => {
    if (model.getters.canUndo()) event.preventDefault();
  });
}

class Workbook extends Component<{ model: Model }> {
  static override template = xml`
    <Spreadsheet model="props.model" notifyUser="notify.notifyUser" raiseError="notify.raiseError"
      askConfirmation="notify.askConfirmation" colorScheme="'light'"/>`;
  static components = { Spreadsheet };
  notify = notifications;

  override setup(): void {
    onMounted(() => this.props.model.on("update", this, () => this.render(true)));
    onWillUnmount(() => this.props.model.off("update", this));
  }
}

/** The grid would ask a search company for the icon of every link in a cell, and so tell it the link. */
function withoutForeignImages(xml: string): string {
  const own = xml.replace(/<img\b[^>]*?src="https?:[^>]*?\/>/g, "");
  if (own.length === xml.length) throw new Error("the grid's template of a link no longer holds an image from elsewhere");
  return own;
}

/** The grid expects Chart.js as the script of its CDN leaves it: one global that carries every export. */
function provideCharts(): void {
  ChartJs.Chart.register(...ChartJs.registerables);
  const chart = ChartJs.Chart as unknown as Record<string, unknown>;
  for (const [name, value] of Object.entries(ChartJs)) if (name !== "Chart" && !(name in chart)) chart[name] = value;
  Object.assign(window, { Chart: ChartJs.Chart });
}
