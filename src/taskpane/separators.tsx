import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { readSeparators } from "../workbook/excelWorkbook";
import { type Separators, separatorsOf } from "./numbers";

const Context = createContext<Separators>(separatorsOf("en-US"));

/** How this user writes numbers. */
export function useSeparators(): Separators {
  return useContext(Context);
}

function userLanguage(): string {
  const office = typeof Office === "undefined" ? undefined : (Office.context?.contentLanguage as string | undefined);
  return office || navigator.language;
}

export function SeparatorsProvider({ connected, children }: { connected: boolean; children: ReactNode }) {
  const [separators, setSeparators] = useState(() => separatorsOf(userLanguage()));
  useEffect(() => {
    if (!connected) return;
    // The language's own separators stay where Excel does not tell its own.
    readSeparators().then(
      (excel) => excel?.decimal && setSeparators(excel),
      () => undefined,
    );
  }, [connected]);
  return <Context.Provider value={separators}>{children}</Context.Provider>;
}
