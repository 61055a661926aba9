import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { UsageError } from "../../src/errors.ts";
import { documentationSamples, openBlockList } from "../../src/keys/known-keys.ts";
import { readPublicKey } from "../../src/keys/read.ts";
import { strength } from "../../src/keys/strength.ts";
import { rfc8410Pem } from "./curve-keys.ts";

const work = mkdtempSync(join(tmpdir(), "keylint-lists-"));
afterAll(() => rmSync(work, { recursive: true }));

function listOf(records: readonly (readonly [hash: string, list: number])[]): string {
  const path = join(work, "blocklist.dat");
  const sorted = records.map(([hash, list]) =>
    Buffer.from(`${hash.slice(0, 30)}${list.toString(16).padStart(2, "0")}`, "hex"),
  );
  writeFileSync(path, Buffer.concat(sorted.sort((a, b) => Buffer.compare(a, b))));
  return path;
}

const hash = fc.stringMatching(/^[0-9a-f]{64}$/);

describe("a block list", () => {
  test("has each of its keys, and no other", () => {
    fc.assert(
      fc.property(fc.uniqueArray(hash, { minLength: 2, maxLength: 60 }), ([other = "", ...hashes]) => {
        const list = openBlockList(listOf(hashes.map((entry, index) => [entry, index])));
        try {
          hashes.forEach((entry, index) => expect(list.find(entry)).toBe(`list ${index}`));
          expect(list.find(other)).toBeUndefined();
        } finally {
          list.close();
        }
      }),
    );
  });

  test("calls its parts by the names in badkeysdata.json", () => {
    const path = listOf([["ab".repeat(32), 3]]);
    writeFileSync(
      join(work, "badkeysdata.json"),
      JSON.stringify({ bkformat: 0, blocklists: [{ id: 3, name: "debianssl" }] }),
    );
    const list = openBlockList(path);
    expect(list.find("ab".repeat(32))).toBe("debianssl");
    list.close();
    writeFileSync(join(work, "badkeysdata.json"), "not JSON");
    const unnamed = openBlockList(path);
    expect(unnamed.find("ab".repeat(32))).toBe("list 3");
    unnamed.close();
  });

  test.each([
    ["missing", () => join(work, "nowhere.dat"), /nowhere\.dat: ENOENT; give the path/],
    ["of another form", () => writeAt("short.dat", "seventeen bytes.."), /short\.dat: not a badkeys blocklist\.dat/],
    ["empty", () => writeAt("empty.dat", ""), /not a badkeys/],
  ])("that is %s is refused, and told where", (_name, path, message) => {
    expect(() => openBlockList(path())).toThrow(UsageError);
    expect(() => openBlockList(path())).toThrow(message);
  });

  function writeAt(name: string, content: string): string {
    writeFileSync(join(work, name), content);
    return join(work, name);
  }
});

test("a key that an RFC prints is known by its document", () => {
  const reading = readPublicKey(rfc8410Pem);
  if (reading.kind !== "key") throw new Error("not read");
  expect(documentationSamples.find(reading.key.modulusId)).toBe("RFC 8410");
  expect(strength(reading.key, { tier: "standard", lists: [documentationSamples] })).toEqual({
    knownSample: "RFC 8410",
    tinyPrivateKey: false,
  });
  expect(strength(reading.key, { tier: "standard", lists: [] })).toEqual({ tinyPrivateKey: false });
});
