import { computeRollingHashes } from "@microsoft/sarif";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { lineHashes } from "../../src/reporters/sarif/line-hash.ts";
import { sampleFiles } from "./sample/files.ts";

function theirs(text: string): string[] {
  return [...computeRollingHashes(text)].sort(([a], [b]) => a - b).map(([, hash]) => hash);
}

test.each(Object.keys(sampleFiles))("line hashes of %s agree with @microsoft/sarif", (name) => {
  const text = sampleFiles[name] ?? "";
  expect(lineHashes(text)).toEqual(theirs(text));
  expect(lineHashes(text.replaceAll("\n", "\r\n"))).toEqual(theirs(text.replaceAll("\n", "\r\n")));
});

test("line hashes of any text agree with @microsoft/sarif", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "\n",
      "\r",
      "\r\n",
      " ",
      "\t",
      "a",
      "}",
      "é",
      "\u2028",
      "😀",
      "\ud800",
      "x".repeat(99),
      "y".repeat(101),
    ),
    fc.string({ unit: "binary" }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const text = pieces.join("");
      expect(lineHashes(text)).toEqual(theirs(text));
    }),
    { numRuns: 300 },
  );
});
