import { unpacked } from "./gunzip.ts";

const newline = 0x0a;
const space = 0x20;
const wrapperSign = Buffer.from("[command]");

/** Text in any encoding that Terraform's output reaches files in, as UTF-8. */
export interface DecodedText {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** The first 4096 bytes, or all. */
  readonly head: Buffer;
  /** Whether the setup-terraform wrapper has written its command line before the text, and maybe more behind it. */
  readonly wrapped: boolean;
  /** Lets go of the input; needed in every case, because reading may have begun. */
  close(): Promise<void>;
}

/**
 * Unpacks gzip, takes off byte order marks, reads UTF-16 (PowerShell's `>`), and blanks the line `[command]... show -json` of the
 * setup-terraform wrapper, so that lines and columns stay those of the file.
 */
export async function decodeDocument(bytes: AsyncIterable<Uint8Array>): Promise<DecodedText> {
  const source = unpacked(bytes)[Symbol.asyncIterator]();
  const raw = await firstBytes(source, 4096);
  const encoding = encodingOf(raw);
  const rest = { [Symbol.asyncIterator]: () => source };
  const all = joined(raw, rest);
  const text = encoding === "utf-8" ? skipByteOrderMark(all) : transcoded(all, encoding);
  const decoded = text[Symbol.asyncIterator]();
  const head = await firstBytes(decoded, 4096);
  const wrapped = head.subarray(0, wrapperSign.length).equals(wrapperSign);
  const following = joined(head, { [Symbol.asyncIterator]: () => decoded });
  const close = async (): Promise<void> => {
    await source.return(undefined);
  };
  return { chunks: wrapped ? skipFirstLine(following) : following, head, wrapped, close };
}

type Encoding = "utf-8" | "utf-16le" | "utf-16be";

/** By the byte order mark; without one by where the zero bytes of ASCII text are. */
function encodingOf(head: Buffer): Encoding {
  const [first, second] = [head[0], head[1]];
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (first === 0 && second !== undefined && second !== 0) return "utf-16be";
  return second === 0 && first !== 0 && head[2] !== 0 && head[3] === 0 ? "utf-16le" : "utf-8";
}

/** A copy of at least `count` bytes where there are that many. */
async function firstBytes(source: AsyncIterator<Uint8Array>, count: number): Promise<Buffer> {
  let head = Buffer.alloc(0);
  while (head.length < count) {
    const next = await source.next();
    if (next.done === true) break;
    head = Buffer.concat([head, next.value]);
  }
  return head;
}

async function* joined(head: Buffer, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (head.length > 0) yield head;
  yield* rest;
}

async function* skipByteOrderMark(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let first = true;
  for await (const chunk of chunks) {
    const marked = first && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf;
    first = false;
    yield marked ? chunk.subarray(3) : chunk;
  }
}

async function* transcoded(chunks: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}

async function* skipFirstLine(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let blanking = true;
  for await (const chunk of chunks) {
    if (blanking) {
      const end = chunk.indexOf(newline);
      blanking = end === -1;
      const copy = Buffer.from(chunk);
      yield copy.fill(space, 0, blanking ? copy.length : end);
    } else yield chunk;
  }
}
