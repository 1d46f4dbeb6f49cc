import { UnreadableFile } from "./usageRecord";

/*
 * Clouds hand their exports out compressed (.csv.gz). They are unpacked as they are read, by what browsers and Node bring
 * along; no part is kept.
 */

const GZIP = [0x1f, 0x8b];

/** The parts of a file, unpacked where it is compressed by gzip. @throws UnreadableFile where that is damaged or cut off. */
export async function* unpacked(parts: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const iterator = parts[Symbol.asyncIterator]();
  try {
    let first = await iterator.next();
    // An empty part says nothing of the file.
    while (first.done !== true && first.value.length === 0) first = await iterator.next();
    if (first.done === true) return;
    const rest: AsyncIterable<Uint8Array> = { [Symbol.asyncIterator]: () => iterator };
    if (GZIP.every((byte, i) => first.value[i] === byte)) {
      yield* gunzipped(first.value, rest);
    } else {
      yield first.value;
      yield* rest;
    }
  } finally {
    await iterator.return?.();
  }
}

async function* gunzipped(first: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const stream = new DecompressionStream("gzip");
  const writer = stream.writable.getWriter();
  const write = async (): Promise<void> => {
    await writer.write(first as Uint8Array<ArrayBuffer>);
    for await (const part of rest) await writer.write(part as Uint8Array<ArrayBuffer>);
    await writer.close();
  };
  let fault: unknown;
  // What goes wrong there is told by the reading side, too.
  const writing = write().catch((error: unknown) => (fault = error));
  const reader = stream.readable.getReader();
  try {
    for (let part = await reader.read(); part.done !== true; part = await reader.read()) yield part.value;
  } catch {
    throw new UnreadableFile(
      "it is compressed (gzip), and damaged or not whole: load it again, or unpack it and choose the file inside",
    );
  } finally {
    // Where the file is given up in the middle, what still writes is told so.
    await reader.cancel().catch(() => undefined);
  }
  await writing;
  if (fault !== undefined) throw fault;
}
