/* What the command line needs to write a business case as a file; the build makes casefile.js of it. */

export { businessCase } from "./case/businessCase";
export { caseAnswer } from "./case/caseAnswer";
export { caseInputs, caseKeys, completeCase } from "./case/caseInputs";
export { givenCase } from "./givenCase";
export { typedWorkbook } from "./typedCells";
export { xlsxFile } from "./xlsxFile";
export { tokensOf } from "./xlsx/formulaTokens";
