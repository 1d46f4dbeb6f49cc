import { cellText, DECLARATION, element, MAIN } from "./xml";

/** The texts of all cells, each once: cells name them by number. */
export class SharedStrings {
  private readonly ids = new Map<string, number>();
  private uses = 0;

  idOf(text: string): number {
    this.uses++;
    const known = this.ids.get(text);
    if (known !== undefined) return known;
    this.ids.set(text, this.ids.size);
    return this.ids.size - 1;
  }

  /** xl/sharedStrings.xml */
  xml(): string {
    const items = [...this.ids.keys()].map((text) => `<si><t xml:space="preserve">${cellText(text)}</t></si>`);
    return DECLARATION + element("sst", { xmlns: MAIN, count: this.uses, uniqueCount: items.length }, ...items);
  }
}
