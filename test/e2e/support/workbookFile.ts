import { readFileSync } from "node:fs";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import type { WorkbookPage } from "./workbookPage";

/* Files as they leave the browser workbook and come into it, in a test's hands. */

/** Clicks Download, and gives the file's name and its parts by their paths. */
export async function download(workbook: WorkbookPage): Promise<{ name: string; parts: Record<string, string> }> {
  const [file] = await Promise.all([
    workbook.page.waitForEvent("download"),
    workbook.page.getByRole("button", { name: "Download" }).click(),
  ]);
  const unzipped = unzipSync(readFileSync(await file.path()));
  return {
    name: file.suggestedFilename(),
    parts: Object.fromEntries(Object.entries(unzipped).map(([path, bytes]) => [path, strFromU8(bytes)])),
  };
}

export const zipped = (parts: Record<string, string>): Buffer =>
  Buffer.from(zipSync(Object.fromEntries(Object.entries(parts).map(([path, text]) => [path, strToU8(text)]))));

/** Chooses a file under Open; what is to be asked is agreed to. */
export async function chooseFile(workbook: WorkbookPage, name: string, buffer: Buffer): Promise<void> {
  const [chooser] = await Promise.all([
    workbook.page.waitForEvent("filechooser"),
    workbook.page.getByRole("button", { name: "Open", exact: true }).click(),
  ]);
  await chooser.setFiles({ name, mimeType: "application/octet-stream", buffer });
}

/** Opens a file, and waits until its cells can be used. */
export async function openFile(workbook: WorkbookPage, name: string, buffer: Buffer): Promise<void> {
  const loaded = workbook.page.waitForEvent("load", { timeout: 90_000 });
  await chooseFile(workbook, name, buffer);
  await loaded;
  await workbook.ready();
}

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** The least that is a workbook: sheets by their names, each the XML of its rows. */
export function workbookParts(sheets: Record<string, string>, more: Record<string, string> = {}): Record<string, string> {
  const names = Object.keys(sheets);
  const part = (i: number) => `worksheets/sheet${i + 1}.xml`;
  return {
    "[Content_Types].xml": `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${TYPE}.sharedStrings+xml"/>${names.map((_, i) => `<Override PartName="/xl/${part(i)}" ContentType="${TYPE}.worksheet+xml"/>`).join("")}</Types>`,
    "_rels/.rels": `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${LINKS}"><sheets>${names.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="${PACKAGE}/relationships">${names.map((_, i) => `<Relationship Id="rId${i + 1}" Type="${LINKS}/worksheet" Target="${part(i)}"/>`).join("")}<Relationship Id="rIdS" Type="${LINKS}/styles" Target="styles.xml"/><Relationship Id="rIdT" Type="${LINKS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    "xl/styles.xml": `<styleSheet xmlns="${MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellXfs></styleSheet>`,
    "xl/sharedStrings.xml": `<sst xmlns="${MAIN}"/>`,
    ...Object.fromEntries(
      names.map((name, i) => [`xl/${part(i)}`, `<worksheet xmlns="${MAIN}"><sheetData>${sheets[name]}</sheetData></worksheet>`]),
    ),
    ...more,
  };
}
