import addIn from "../../package.json";
import { newestPriceDay } from "../presets/newestPrices";
import { versionOutputs } from "./options/version";
import { cellOrSpill } from "./support/cell";
import { excelDay } from "./support/dates";
import { outputAsked, outputCells } from "./support/outputs";

/**
 * What computed this workbook: the version of the add-in and the date of the newest prices in it.
 * @customfunction VERSION
 * @category Presets
 * @param [what] version (text), data (a date), or all; version when omitted.
 * @options what versionOutputs
 * @returns The version as text, or the date as Excel counts days (give the cell a date format); all gives rows of name, value, unit.
 * @throws #VALUE! when what is unknown.
 * @example VERSION() => "0.1.0"
 * @example VERSION("date of birth") => #VALUE!
 * @see FT.SOURCE for the date of one preset
 */
export function version(what?: string): any[][] {
  return cellOrSpill(() => {
    const asked = outputAsked(versionOutputs, what, "version", "what");
    return outputCells(versionOutputs, asked, { version: addIn.version, dataDay: excelDay(newestPriceDay()) });
  });
}
