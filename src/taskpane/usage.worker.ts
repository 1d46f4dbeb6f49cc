import { readUsage } from "../usage/readUsage";
import { UnreadableFile } from "../usage/usageRecord";
import type { UsageAnswer, UsageRequest } from "./usageFiles";

/** The file in the parts in which the browser reads it. */
async function* partsOf(file: File): AsyncIterable<Uint8Array> {
  const reader = file.stream().getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
}

const answer = (message: UsageAnswer): void => postMessage(message);

onmessage = async ({ data: { files, options } }: MessageEvent<UsageRequest>) => {
  try {
    answer({
      report: await readUsage(
        files.map((file) => ({ name: file.name, parts: partsOf(file) })),
        options,
      ),
    });
  } catch (error) {
    answer({
      problem: error instanceof Error ? error.message : String(error),
      ...(error instanceof UnreadableFile ? { headers: error.headers } : {}),
    });
  }
};
