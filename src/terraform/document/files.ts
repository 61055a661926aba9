import { type FileHandle, open } from "node:fs/promises";

const chunkSize = 1 << 20;
/** Of most files of a folder the first bytes tell that they are nothing of Terraform's. */
const firstSize = 1 << 14;

/** The bytes of a file in chunks; each is valid until the next one is asked for, because one buffer serves them all. */
export async function* readChunks(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path, "r");
  try {
    let buffer = Buffer.allocUnsafe(firstSize);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, null);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
      if (buffer.length < chunkSize) buffer = Buffer.allocUnsafe(chunkSize);
    }
  } finally {
    await file.close();
  }
}

/** The same of an open file, from its first byte. */
export async function* chunksOf(file: FileHandle): AsyncGenerator<Uint8Array> {
  const buffer = Buffer.allocUnsafe(chunkSize);
  let position = 0;
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, chunkSize, position);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
    position += bytesRead;
  }
}
