import { unpacked } from "../terraform/document/gunzip.ts";

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
