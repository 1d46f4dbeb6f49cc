import type { Browser, Page } from "playwright-core";
import { openPage, type PageRecord } from "./browser";

/*
 * The browser workbook under a test's hands: the mouse and the keyboard of a user, and window.ftWorkbook to look at
 * what the cells then hold.
 */

export interface CellError {
  error: string;
  message: string;
}
export type CellContent = number | string | boolean | null;
export type CellValue = CellContent | CellError;

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What the page offers as window.ftWorkbook; see docs/browser-workbook.md. */
interface FtWorkbook {
  ready: Promise<void>;
  read(address: string): unknown;
  formula(address: string): unknown;
  write(address: string, content: CellContent | CellContent[][]): void;
  locate(address: string): Box;
}
type WindowWithWorkbook = { ftWorkbook: FtWorkbook };

export class WorkbookPage {
  private constructor(
    readonly page: Page,
    readonly record: PageRecord,
  ) {}

  /** Opens the page and waits until its cells can be used. */
  static async open(browser: Browser, url: string, prepare?: (page: Page) => Promise<unknown>): Promise<WorkbookPage> {
    const { page, record } = await openPage(browser, url, prepare);
    const workbook = new WorkbookPage(page, record);
    await workbook.ready();
    return workbook;
  }

  /** Until the cells can be used. */
  async ready(): Promise<void> {
    await this.page.evaluate(() => (window as unknown as WindowWithWorkbook).ftWorkbook.ready);
  }

  /** The value of one cell, or the rows of a range. */
  read<Value = CellValue>(address: string): Promise<Value> {
    return this.page.evaluate((a) => (window as unknown as WindowWithWorkbook).ftWorkbook.read(a), address) as Promise<Value>;
  }

  formula(address: string): Promise<string> {
    return this.page.evaluate((a) => (window as unknown as WindowWithWorkbook).ftWorkbook.formula(a), address) as Promise<string>;
  }

  write(address: string, content: CellContent | CellContent[][]): Promise<void> {
    return this.page.evaluate(([a, c]) => (window as unknown as WindowWithWorkbook).ftWorkbook.write(a, c), [
      address,
      content,
    ] as const);
  }

  /** Writes one formula after another into a cell; what then stands in its range and below. */
  tryFormulas(cell: string, formulas: readonly { formula: string; range: string; below: string }[]) {
    return this.page.evaluate(
      ([at, tried]) => {
        const { ftWorkbook } = window as unknown as WindowWithWorkbook;
        return tried.map(({ formula, range, below }) => {
          ftWorkbook.write(at, formula);
          const shown = {
            value: ftWorkbook.read(range) as CellValue | CellValue[][],
            below: ftWorkbook.read(below) as CellValue,
          };
          ftWorkbook.write(at, null);
          return shown;
        });
      },
      [cell, formulas.map(({ formula, range, below }) => ({ formula, range, below }))] as const,
    );
  }

  /** Where a cell stands now: asked anew before each move of the mouse, because the sheet scrolls. */
  locate(address: string): Promise<Box> {
    return this.page.evaluate((a) => (window as unknown as WindowWithWorkbook).ftWorkbook.locate(a), address);
  }

  async click(address: string): Promise<void> {
    const { x, y, width, height } = await this.locate(address);
    await this.page.mouse.click(x + width / 2, y + height / 2);
    await this.settle();
  }

  /** Until the grid has drawn what the last key or click changed; no person is faster than a frame. */
  async settle(): Promise<void> {
    await this.page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)))),
    );
  }

  /** Rests the mouse on a cell until the grid has taken notice. */
  async hover(address: string): Promise<void> {
    const { x, y, width, height } = await this.locate(address);
    await this.page.mouse.move(x + width / 2 - 3, y + height / 2);
    await this.page.mouse.move(x + width / 2, y + height / 2);
  }

  /** Presses a key as long as a finger does: the grid reads the cursor when the key is let go. */
  async press(key: string): Promise<void> {
    await this.settle();
    await this.page.keyboard.press(key, { delay: 60 });
    await this.settle();
  }

  /** Types into a cell, key by key, and confirms. */
  async type(address: string, text: string): Promise<void> {
    await this.click(address);
    await this.page.keyboard.type(text);
    await this.press("Enter");
  }

  /** Drags the fill handle of a selected cell down to another. */
  async dragFillHandle(from: string, to: string): Promise<void> {
    await this.click(from);
    const start = await this.locate(from);
    const end = await this.locate(to);
    const column = start.x + start.width / 2;
    const corner = { x: start.x + start.width, y: start.y + start.height };
    await this.page.mouse.move(corner.x, corner.y);
    await this.page.mouse.down();
    await this.page.mouse.move(column, end.y + end.height / 2, { steps: 12 });
    await this.page.mouse.up();
    await this.settle();
  }

  /** Fills down as far as the column beside it reaches, as a double click on the fill handle does. */
  async fillDownByDoubleClick(address: string): Promise<void> {
    await this.click(address);
    const { x, y, width, height } = await this.locate(address);
    await this.page.mouse.dblclick(x + width, y + height);
    await this.settle();
  }

  /** Pastes a text that was copied elsewhere. */
  async paste(address: string, text: string): Promise<void> {
    await this.click(address);
    await this.page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    await this.press("Control+v");
    // The page is handed the clipboard a moment later.
    await this.page.waitForFunction((a) => (window as unknown as WindowWithWorkbook).ftWorkbook.formula(a) !== "", address);
    await this.settle();
  }

  /** Names a sheet on its tab, as a double click lets. */
  async renameSheet(name: string, newName: string): Promise<void> {
    await this.page.locator(".o-sheet-name", { hasText: name }).last().dblclick();
    await this.page.keyboard.press("Control+a");
    await this.page.keyboard.type(newName);
    await this.press("Enter");
  }

  /** A new, empty sheet, shown. */
  async addSheet(): Promise<void> {
    await this.page.click(".o-add-sheet");
    await this.settle();
  }
}
