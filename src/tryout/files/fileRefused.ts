/** A file that is not opened, with the sentence that says why. */
export class FileRefused extends Error {}

const MOST_BYTES = 20e6;

/** To be asked before a file is read at all. */
export function requireReasonableSize(name: string, bytes: number): void {
  if (bytes > MOST_BYTES)
    throw new FileRefused(`${name} has ${megabytes(bytes)}; this page opens workbooks of up to ${megabytes(MOST_BYTES)}.`);
  if (bytes === 0) throw new FileRefused(`${name} is empty.`);
}

export const megabytes = (bytes: number): string => `${(bytes / 1e6).toLocaleString("en-US", { maximumFractionDigits: 1 })} MB`;
