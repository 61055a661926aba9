import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { unpacked } from "../../../src/terraform/document/gunzip.ts";

const text = randomBytes(300_000).toString("hex");

/** Chunks in one buffer that is used again and again, as a file's reader gives them. */
async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  const buffer = Buffer.alloc(size);
  for (let offset = 0; offset < bytes.length; offset += size) {
    const length = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).copy(buffer, 0, offset, offset + size);
    yield buffer.subarray(0, length);
  }
}

async function read(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Buffer[] = [];
  for await (const chunk of chunks) parts.push(Buffer.from(chunk));
  return Buffer.concat(parts).toString();
}

describe("gzip", () => {
  test.each([1, 7, 4096, 65_536])("is unpacked from chunks of %i bytes in one buffer", async (size) => {
    const part = size < 10 ? text.slice(0, 5000) : text;
    expect((await read(unpacked(chunksOf(gzipSync(part), size)))) === part).toBe(true);
    expect((await read(unpacked(chunksOf(Buffer.from(part), size)))) === part).toBe(true);
  });

  test("that ends early is an error", async () => {
    await expect(read(unpacked(chunksOf(gzipSync(text).subarray(0, -5000), 4096)))).rejects.toThrow(
      "unexpected end of file",
    );
  });

  test("that is not read to its end lets go of its input", async () => {
    let closed = false;
    async function* input(): AsyncGenerator<Uint8Array> {
      try {
        yield* chunksOf(gzipSync(text), 1024);
      } finally {
        closed = true;
      }
    }
    for await (const chunk of unpacked(input())) if (chunk.length > 0) break;
    expect(closed).toBe(true);
  });
});
