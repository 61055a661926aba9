import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { documents, read } from "./reading.ts";

const fixtures = readdirSync(documents).map((name) => readFileSync(join(documents, name)));

/** A stretch of a document is lost, doubled, or replaced by other bytes. */
const damaged = fc
  .tuple(
    fc.constantFrom(...fixtures),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.nat(40),
    fc.oneof(
      fc.constant(undefined),
      fc.uint8Array({ maxLength: 6 }),
      fc
        .constantFrom('"', "\\", "{", "}", "[", "]", ",", ":", "null", '"type":1,', "\ufeff", "\0")
        .map((text) => Buffer.from(text)),
    ),
  )
  .map(([bytes, place, length, inserted]) => {
    const at = Math.floor(place * bytes.length);
    const doubled = bytes.subarray(at, at + length);
    return Buffer.concat([
      bytes.subarray(0, at),
      inserted ?? Buffer.concat([doubled, doubled]),
      bytes.subarray(at + length),
    ]);
  });

test("a damaged document never crashes the reader, and what is said of it quotes none of its values", async () => {
  await fc.assert(
    fc.asyncProperty(damaged, async (bytes) => {
      const stdin = (async function* () {
        yield bytes;
      })();
      const { resources, notifications } = await read("-", { stdin });
      for (const { level, message } of notifications) {
        expect(level).toBe("error");
        expect(message).toMatch(/^standard input /);
        expect(message).not.toMatch(/BEGIN|ocid1|KEY/);
      }
      // Every place that is told can be measured.
      for (const { places } of resources) expect(places.size).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 2000 },
  );
});
