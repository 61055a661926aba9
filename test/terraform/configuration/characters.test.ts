import * as fc from "fast-check";
import { expect, test } from "vitest";
import { charactersOf, countCharacters } from "../../../src/terraform/configuration/evaluation/characters.ts";
import { inByteOrder, normalized } from "../../../src/terraform/configuration/evaluation/text.ts";

const segmenter = new Intl.Segmenter("en");

/** Code points of every class that decides over boundaries; no consonants of India, which newer Unicode joins. */
const character = fc.oneof(
  fc.constantFrom(
    ..."a\r\n \u0001\u00ad\u0301\u0323\u200d\u200c\ufe0f\u0903\u0e33\u1100\u1161\u11a8\uac00\uac01\u0600".split(""),
  ),
  fc.constantFrom("😀", "👩", "❤", "©", "🏽", "🇩", "🇫", "\u{1F3FB}", "\u{E0067}", "\u{110bd}"),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
);

test("text is cut where Unicode's own segmentation cuts it", () => {
  const india = /[\u0900-\u0dff]/;
  fc.assert(
    fc.property(fc.array(character, { maxLength: 30 }), (parts) => {
      const text = parts.join("");
      fc.pre(!india.test(text));
      const expected = Array.from(segmenter.segment(text), (part) => part.segment);
      expect(charactersOf(text)).toEqual(expected);
      expect(countCharacters(text)).toBe(expected.length);
    }),
    { numRuns: 2_000 },
  );
});

test("text is ordered by its bytes", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (a, b) => {
      const [left, right] = [normalized(a), normalized(b)];
      expect(Math.sign(inByteOrder(left, right))).toBe(Buffer.compare(Buffer.from(left), Buffer.from(right)));
    }),
  );
});
