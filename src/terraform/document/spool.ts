import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chunksOf } from "./files.ts";

/** What does not fit here goes to a file of the temporary folder. */
const heldBytes = 32 << 20;

/** A stream that can be read again. */
export interface Spool {
  open(): AsyncIterable<Uint8Array>;
  /** Lets go of what was kept. */
  close(): Promise<void>;
}

/** Keeps a stream (standard input, a pipe) so that it can be read more than once: in memory, or in a file that only this process can reach. */
export async function spool(stream: AsyncIterable<Uint8Array>): Promise<Spool> {
  const held: Uint8Array[] = [];
  let length = 0;
  const source = stream[Symbol.asyncIterator]();
  for (;;) {
    const next = await source.next();
    if (next.done === true) break;
    held.push(Uint8Array.from(next.value));
    length += next.value.length;
    if (length > heldBytes) return spoolToFile(held, source);
  }
  return {
    open: async function* () {
      yield* held;
    },
    close: async () => {},
  };
}

async function spoolToFile(held: readonly Uint8Array[], rest: AsyncIterator<Uint8Array>): Promise<Spool> {
  const folder = await mkdtemp(join(tmpdir(), "keylint-"));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  let file: FileHandle | undefined;
  const close = async (): Promise<void> => {
    await file?.close();
    await remove();
  };
  try {
    file = await open(join(folder, "input"), "wx+", 0o600);
    // Plans hold secrets: the name is taken away at once, so that not even a killed process leaves the content behind. Windows waits until it is closed.
    await remove().catch(() => undefined);
    for (const chunk of held) await writeAll(file, chunk);
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) await writeAll(file, next.value);
  } catch (error) {
    await close();
    throw error;
  }
  const kept = file;
  return { open: () => chunksOf(kept), close };
}

async function writeAll(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let written = 0; written < chunk.length; )
    written += (await file.write(chunk, written, chunk.length - written)).bytesWritten;
}
