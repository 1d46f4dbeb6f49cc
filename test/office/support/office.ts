import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { findOffice } from "../../../tools/findOffice";

const office = findOffice();
const LONGEST_WAIT_MS = 240_000;

/** Tests that need LibreOffice: skipped and named where there is none, but failed where CI is set. */
export function describeWithOffice(name: string, tests: () => void): void {
  if (!office && process.env.CI) {
    test(name, () => {
      throw new Error("no LibreOffice found: .ci/run installs libreoffice-calc");
    });
    return;
  }
  (office ? describe : describe.skip)(name, tests);
}

/** Every sheet as a file of its own, numbers in full. */
const ALL_SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,false,false,false,false,-1";

/** Opens files and converts them, in one process, with a profile of its own. */
function convert(files: readonly string[], to: string, folder: string): void {
  const profile = mkdtempSync(path.join(tmpdir(), "ft-office-"));
  try {
    execFileSync(
      office as string,
      [`-env:UserInstallation=file://${profile}`, "--headless", "--norestore", "--convert-to", to, "--outdir", folder, ...files],
      { timeout: LONGEST_WAIT_MS, stdio: "pipe" },
    );
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
}

/** What a cell shows; "" for an empty one. */
export type Sheet = (row: number, column: number) => string;

/** The number that a cell of a converted sheet stands for; shares are written as percentages and days as dates. */
export function numberShown(text: string): number | undefined {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return (Date.parse(`${text}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000;
  if (!/^-?\d*\.?\d+(E[+-]?\d+)?%?$/i.test(text)) return undefined;
  return text.endsWith("%") ? Number(text.slice(0, -1)) / 100 : Number(text);
}

/** The sheets of each file, by the file's name without its end and the sheet's name. */
export function openedSheets(files: readonly string[], folder: string): (file: string, sheet: string) => Sheet {
  convert(files, ALL_SHEETS, folder);
  const read = new Map<string, Sheet>();
  const readSheet = (name: string): Sheet => {
    const text = readFileSync(path.join(folder, `${name}.csv`), "utf8");
    const rows = parse(text, { relax_column_count: true }) as string[][];
    return (row, column) => rows[row]?.[column] ?? "";
  };
  return (file, sheet) => {
    const name = `${file}-${sheet}`;
    const known = read.get(name) ?? readSheet(name);
    read.set(name, known);
    return known;
  };
}

/** The PDF of each file. */
export function printed(files: readonly string[], folder: string): Map<string, Buffer> {
  convert(files, "pdf", folder);
  return new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith(".pdf"))
      .map((name) => [path.basename(name, ".pdf"), readFileSync(path.join(folder, name))]),
  );
}
