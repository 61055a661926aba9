import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";

/**
 * The bytes, unpacked where their first two say that they are gzip. A chunk is valid until the next one is asked for.
 * @throws {Error} zlib's own, when the packed stream is broken or ends early
 */
export async function* unpacked(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = bytes[Symbol.asyncIterator]();
  try {
    let head = Buffer.alloc(0);
    while (head.length < 2) {
      const next = await source.next();
      if (next.done === true) break;
      head = Buffer.concat([head, next.value]);
    }
    const all = joined(head, source);
    yield* head[0] === 0x1f && head[1] === 0x8b ? gunzipped(all) : all;
  } finally {
    await source.return?.();
  }
}

async function* joined(head: Buffer, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (head.length > 0) yield head;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

async function* gunzipped(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  // A failure destroys the stream, so that reading it throws: the promise tells nothing more.
  pipeline(copies(chunks), gunzip).catch(() => undefined);
  for await (const chunk of gunzip) if (chunk instanceof Uint8Array) yield chunk;
}

/** The stream takes the next chunk before it is done with the one before. */
async function* copies(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) yield Uint8Array.from(chunk);
}
