import { CellError, customFunctionsRuntime } from "../../src/tryout/customFunctionsRuntime";

/* Excel's CustomFunctions global for tests that call functions of the source, in place before each test file. */

export { CellError as CustomFunctionsError, customFunctionsRuntime };

(globalThis as { CustomFunctions?: unknown }).CustomFunctions ??= customFunctionsRuntime(() => undefined);
