import * as fc from "fast-check";
import { dump } from "js-yaml";
import { expect, test } from "vitest";
import { parseYaml, pointerStep } from "../../src/engine/yaml.ts";

const styles: Record<string, (words: readonly string[]) => string> = {
  plain: (words) => words.join(" "),
  "plain over lines": (words) => words.join("\n    "),
  "single quotes": (words) => `'${words.join(" ").replaceAll("'", "''")}'`,
  "double quotes": (words) => JSON.stringify(words.join(" ")),
  "double quotes over lines": (words) => `"${words.map((word) => word.replaceAll('"', '\\"')).join("\n    ")}"`,
  literal: (words) => `|\n    ${words.join("\n    ")}`,
  folded: (words) => `>-\n    ${words.join("\n    ")}`,
  "folded with a blank line": (words) => `>\n    ${words.join("\n\n    ")}`,
};

const words = fc.array(fc.stringMatching(/^([a-z]["']?){1,4}$/), { minLength: 1, maxLength: 8 });

test.each(Object.entries(styles))("a word of a text is found in the file, written as: %s", async (_, write) => {
  await fc.assert(
    fc.asyncProperty(words, fc.nat(), async (words, pick) => {
      const file = `first: 1\nparams:\n  text: ${write(words)}\nlast: 2\n`;
      const yaml = await parseYaml(file);
      const { text } = (yaml.value as { params: { text: string } }).params;
      // The index of the chosen word in the value: words are separated by one space or line end, or by two line ends.
      const index = pick % words.length;
      const separators = [...text.matchAll(/\s+/g)];
      const start = index === 0 ? 0 : (separators[index - 1]?.index ?? 0) + (separators[index - 1]?.[0].length ?? 0);
      const word = words[index] ?? "";
      expect(text.slice(start, start + word.length)).toBe(word);
      const { offset, length } = yaml.within("/params/text", start, start + word.length);
      const found = file.slice(offset, offset + length);
      expect(found.replaceAll("''", "'").replaceAll('\\"', '"')).toBe(word);
    }),
    { numRuns: 100 },
  );
});

test("every value of any document is found at its pointer", async () => {
  const leaf = fc.oneof(fc.integer(), fc.boolean(), fc.stringMatching(/^[a-z]{1,5}$/));
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.array(tie("value"), { minLength: 1, maxLength: 3 }),
      fc.dictionary(fc.stringMatching(/^[a-z/~ ]{1,4}$/), tie("value"), { minKeys: 1, maxKeys: 3 }),
    ),
  }));
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), value, { minKeys: 1 }), async (document) => {
      const file = dump(document);
      const yaml = await parseYaml(file);
      expect(yaml.value).toEqual(document);
      for (const [pointer, leaf] of leavesOf(document, "")) {
        const { offset, length } = yaml.valueAt(pointer);
        expect(file.slice(offset, offset + length)).toBe(String(leaf));
      }
    }),
    { numRuns: 200 },
  );
});

function* leavesOf(value: unknown, pointer: string): Iterable<readonly [string, unknown]> {
  if (typeof value !== "object" || value === null) yield [pointer, value];
  else for (const [name, item] of Object.entries(value)) yield* leavesOf(item, pointer + pointerStep(name));
}

test("a place that does not exist is its nearest ancestor's", async () => {
  const yaml = await parseYaml("rules:\n  key-age: { enabled: true }\n");
  expect(yaml.keyAt("/rules/key-age/params/x")).toEqual(yaml.keyAt("/rules/key-age"));
  expect(yaml.keyAt("/nothing")).toEqual({ offset: 0, length: 1 });
});

test.each([
  ["a: 1\na: 2\n", "duplicated mapping key"],
  ["a: [1\nb: 2\n", "deficient indentation"],
  ["a: !!js/function x\n", "unknown scalar tag"],
  ["a: 1\n---\nb: 2\n", "one YAML document is expected"],
  ["a: &x 1\nb: *y\n", "unidentified alias"],
])("%j is refused", async (text, message) => {
  await expect(parseYaml(text)).rejects.toThrow(message);
});
