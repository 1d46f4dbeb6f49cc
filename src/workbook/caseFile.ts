/* What the command line needs to write a workbook; the build makes casefile.js of it. */

export { workedCases } from "../presets/cases";
export { typedWorkbook } from "./typedCells";
export { FileError, xlsxFile } from "./xlsxFile";
