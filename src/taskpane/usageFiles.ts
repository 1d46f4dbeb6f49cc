import type { ReadingOptions } from "../usage/exportFile";
import type { UsageReport } from "../usage/readUsage";

/*
 * Reads exports away from the page, so that a large file never holds it up. Nothing is sent anywhere: the worker is a file
 * of the add-in, and the export stays in the browser.
 */

/** What the worker is handed, and what it answers. */
export interface UsageRequest {
  readonly files: readonly File[];
  readonly options: ReadingOptions;
}
export type UsageAnswer = { readonly report: UsageReport } | { readonly problem: string; readonly headers?: readonly string[] };

/** Why files are no export, in a sentence, with the columns of a table that nobody knows. */
export class ReadingProblem extends Error {
  override name = "ReadingProblem";

  constructor(
    message: string,
    readonly headers?: readonly string[],
  ) {
    super(message);
  }
}

/** @throws ReadingProblem where the files are no export. */
export function readUsageFiles(files: readonly File[], options: ReadingOptions, signal: AbortSignal): Promise<UsageReport> {
  const worker = new Worker(new URL("./usage.worker.ts", import.meta.url), { name: "usage-reader" });
  return new Promise<UsageReport>((resolve, reject) => {
    signal.addEventListener("abort", () => reject(new ReadingProblem("Reading was stopped.")));
    worker.onmessage = ({ data }: MessageEvent<UsageAnswer>) =>
      "report" in data ? resolve(data.report) : reject(new ReadingProblem(data.problem, data.headers));
    worker.onerror = () =>
      reject(new ReadingProblem("The file could not be read: it may have changed since it was chosen. Choose it again."));
    worker.postMessage({ files, options } satisfies UsageRequest);
  }).finally(() => worker.terminate());
}
