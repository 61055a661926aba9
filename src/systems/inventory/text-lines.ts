import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";

/** Characters; a key's line has a few thousand. */
const longestLine = 16 * 1024 * 1024;

/**
 * Splits UTF-8 text, plain or gzip by its first bytes, into lines without their breaks. Holds one line at a time.
 * @throws {Error} when the bytes are no UTF-8, the gzip stream is broken or ends early, a line has no end, or `chunks` throws.
 */
export async function* textLines(chunks: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let rest = "";
  for await (const chunk of unpacked(chunks)) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > longestLine) throw new RangeError("a line is longer than any line of an inventory");
    yield* lines;
  }
  rest += decoder.decode();
  if (rest !== "") yield rest;
}

async function* unpacked(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  let start: Uint8Array = new Uint8Array();
  while (start.length < 2) {
    const { value, done } = await iterator.next();
    if (done === true) break;
    start = Buffer.concat([start, value]);
  }
  const whole = joined(start, { [Symbol.asyncIterator]: () => iterator });
  yield* start[0] === 0x1f && start[1] === 0x8b ? gunzipped(whole) : whole;
}

async function* joined(start: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (start.length > 0) yield start;
  yield* rest;
}

async function* gunzipped(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  // A failure destroys the stream, so that reading it throws: the promise tells nothing more.
  pipeline(chunks, gunzip).catch(() => undefined);
  for await (const chunk of gunzip) if (chunk instanceof Uint8Array) yield chunk;
}
