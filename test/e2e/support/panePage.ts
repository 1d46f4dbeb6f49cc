import { readFileSync } from "node:fs";
import type { Frame, FrameLocator, Locator } from "playwright-core";
import type { WorkbookPage } from "./workbookPage";

export type ViewTitle =
  "Start" | "Business case" | "Usage" | "Presets" | "Decide" | "Risk" | "Project" | "Conversation" | "Cases" | "Functions";

const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const MOST_STOPS = 120;

/** The add-in's pane beside the grid: found by role, moved through by keyboard. */
export class PanePage {
  readonly inside: FrameLocator;

  constructor(readonly workbook: WorkbookPage) {
    this.inside = workbook.page.frameLocator("iframe[title='FT: does fine-tuning pay?']");
  }

  get ribbonButton(): Locator {
    return this.workbook.page.getByRole("button", { name: "FT pane" });
  }

  /** The last word on an insertion. */
  get result(): Locator {
    return this.inside.getByRole("status", { name: "Result" });
  }

  get alert(): Locator {
    return this.inside.getByRole("alert");
  }

  get question(): Locator {
    return this.inside.getByRole("dialog", { name: "The place is not empty" });
  }

  view(title: ViewTitle): Locator {
    return this.inside.getByRole("tabpanel", { name: title });
  }

  async frame(): Promise<Frame> {
    const frame = this.workbook.page.frames().find((each) => each.url().includes("/taskpane.html"));
    if (!frame) throw new Error("the pane has no frame");
    return frame;
  }

  async open(title: ViewTitle): Promise<Locator> {
    await this.inside.getByRole("tab", { name: title }).click();
    const view = this.view(title);
    await view.getByRole("heading", { level: 1 }).waitFor();
    return view;
  }

  /** Presses a button of the pane and waits for the word that something was written; gives the place. */
  async insert(press: () => Promise<unknown>): Promise<string> {
    await this.dismiss();
    await press();
    const text = (await this.result.getByText("Written").locator("..").textContent()) ?? "";
    return text
      .replace(/^Written\s*/, "")
      .split(": ")
      .slice(-1)[0];
  }

  async dismiss(): Promise<void> {
    const button = this.inside.getByRole("button", { name: "Dismiss" });
    if ((await button.count()) > 0) await button.click();
  }

  /** Presses Tab until a control has the focus, as someone without a mouse does. */
  async tabTo(control: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
    await control.waitFor();
    for (let stops = 0; stops < MOST_STOPS; stops++) {
      if (await control.evaluate((element) => element === element.ownerDocument.activeElement)) return;
      await this.workbook.page.keyboard.press(key);
    }
    throw new Error(`${String(control)} is not reached by ${key}`);
  }

  /** What axe-core finds in the pane as it stands. */
  async accessibilityProblems(): Promise<string[]> {
    const frame = await this.frame();
    await frame.evaluate(AXE);
    return frame.evaluate(async () => {
      const { axe } = window as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      };
      // A button that fades from one colour into another is read in between.
      const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity);
      await Promise.allSettled(ending.map((animation) => animation.finished));
      const { violations } = await axe.run();
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
    });
  }
}

/** Waits until an assertion holds: cells follow a moment after the pane has spoken. */
export async function eventually(assertion: () => Promise<void>, within = 5000): Promise<void> {
  const end = Date.now() + within;
  for (;;) {
    try {
      return await assertion();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
