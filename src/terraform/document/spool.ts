import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readChunks } from "./files.ts";

/** What does not fit here goes to a file of the temporary folder. */
const heldBytes = 32 << 20;

/** A stream that can be read again. */
export interface Spool {
  open(): AsyncIterable<Uint8Array>;
  /** Deletes what was kept: plans hold secrets. */
  close(): Promise<void>;
}

/** Keeps a stream (standard input, a pipe) so that it can be read more than once: in memory, or in a file that only this user can read. */
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
  const path = join(folder, "input");
  const close = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const file = await open(path, "wx", 0o600);
    try {
      for (const chunk of held) await file.write(chunk);
      for (let next = await rest.next(); next.done !== true; next = await rest.next()) await file.write(next.value);
    } finally {
      await file.close();
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { open: () => readChunks(path), close };
}
