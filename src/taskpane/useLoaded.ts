import { useCallback, useEffect, useState } from "react";

export type Loaded<Value> =
  | { readonly state: "loading" }
  | { readonly state: "failed"; readonly retry: () => void }
  | { readonly state: "ready"; readonly value: Value };

/** Something fetched once the view that needs it is shown; a failure can be tried again. `load` must be a stable function. */
export function useLoaded<Value>(load: () => Promise<Value>): Loaded<Value> {
  const [attempt, setAttempt] = useState(0);
  const [result, setResult] = useState<{ of: () => Promise<Value>; attempt: number; value?: Value; failed?: true }>();
  const retry = useCallback(() => setAttempt((n) => n + 1), []);
  useEffect(() => {
    let current = true;
    load().then(
      (value) => current && setResult({ of: load, attempt, value }),
      () => current && setResult({ of: load, attempt, failed: true }),
    );
    return () => {
      current = false;
    };
  }, [load, attempt]);
  if (result?.of !== load || result.attempt !== attempt) return { state: "loading" };
  return result.failed ? { state: "failed", retry } : { state: "ready", value: result.value as Value };
}
