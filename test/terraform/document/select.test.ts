import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { select } from "../../../src/terraform/document/select.ts";
import type { Selected, Shape } from "../../../src/terraform/document/shape.ts";

const wanted = new Set(["oci_identity_api_key", "wanted"]);

const module: Shape<"resource"> = {
  members: {
    resources: { items: { take: { when: "typed", name: "resource" } } },
    child_modules: {
      get items() {
        return module;
      },
    },
  },
};
const shape: Shape<"resource" | "flag" | "output" | "mark"> = {
  members: {
    errored: { take: { when: "whole", name: "flag" } },
    deferred_changes: { items: { take: { when: "mark", name: "mark" } } },
    values: { members: { root_module: module } },
    outputs: { others: { take: { when: "whole", name: "output" } } },
  },
};

/** The same selection over what JSON.parse makes of the text. */
function expected(value: unknown, shape: Shape<string>): { name: string; value: unknown }[] {
  const { take } = shape;
  if (take?.when === "mark") return [{ name: take.name, value: undefined }];
  if (take?.when === "whole") return [{ name: take.name, value }];
  if (Array.isArray(value)) return value.flatMap((item) => (shape.items ? expected(item, shape.items) : []));
  if (typeof value !== "object" || value === null) return [];
  if (take?.when === "typed") {
    const type = Object.entries(value).find(([key]) => key === "type")?.[1];
    return wanted.has(type) ? [{ name: take.name, value }] : [];
  }
  return Object.entries(value).flatMap(([key, inner]) => {
    const members = shape.members ?? {};
    const own = Object.hasOwn(members, key) ? members[key] : shape.others;
    return own ? expected(inner, own) : [];
  });
}

const space = fc.constantFrom("", "", "", " ", "\n", "\r\n", "\t", "  \n\n ");
const character = fc.constantFrom(
  "a",
  "é",
  "€",
  "😀",
  '\\"',
  "\\\\",
  "\\n",
  "\\u0041",
  "{",
  "}",
  "[",
  "]",
  ",",
  ":",
  '\\\\\\"',
);
const traps = fc.constantFrom(
  '"wanted"',
  '"oci_identity_api_key"',
  '"oci_identity_\\u0061pi_key"',
  '"{\\"type\\":\\"wanted\\"}"',
  '"\\\\"',
  '"type"',
  '""',
);
const text = fc.oneof(
  traps,
  fc.array(character, { maxLength: 12 }).map((parts) => `"${parts.join("")}"`),
);
const scalar = fc.oneof(text, fc.constantFrom("null", "true", "false", "0", "-12.5e+3", "7"));
const key = fc.constantFrom(
  '"type"',
  '"t\\u0079pe"',
  '"resources"',
  '"child_modules"',
  '"values"',
  '"root_module"',
  '"outputs"',
  '"deferred_changes"',
  '"errored"',
  '"a"',
  '"__proto__"',
  '"constructor"',
  '"é😀"',
);

/** Members with distinct keys; `type` may be repeated, because for it JSON.parse's rule, the last one counts, must hold. */
const objectOf = (value: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .uniqueArray(fc.tuple(key, value, space, space), {
      maxLength: 6,
      selector: ([name, , left]) => (JSON.parse(name) === "type" ? left + name : JSON.parse(name)),
    })
    .map(
      (members) =>
        `{${members.map(([name, inner, left, right]) => `${left}${name}${right}:${left}${inner}${right}`).join(",")}}`,
    );

const arrayOf = (value: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(value, space), { maxLength: 4 })
    .map((items) => `[${items.map(([inner, blanks]) => `${blanks}${inner}${blanks}`).join(",")}]`);

const { anything, moduleText } = fc.letrec<Record<"anything" | "resource" | "moduleText", string>>((tie) => ({
  anything: fc.oneof({ depthSize: "small" }, scalar, objectOf(tie("anything")), arrayOf(tie("anything"))),
  resource: fc
    .tuple(fc.boolean(), text, tie("anything"), objectOf(tie("anything")))
    .map(([first, type, inner, rest]) =>
      first ? `{"type" : ${type},"change":${inner}}` : `{"change":${inner}, "old":${rest},\n"type":${type}}`,
    ),
  moduleText: fc
    .tuple(
      arrayOf(fc.oneof(tie("resource"), tie("anything"))),
      fc.oneof({ depthSize: "small" }, fc.constant("[]"), arrayOf(tie("moduleText"))),
      space,
    )
    .map(([resources, children, blanks]) => `{"resources":${blanks}${resources},"child_modules":${children}${blanks}}`),
}));

const document = fc.oneof(
  anything,
  fc
    .tuple(moduleText, anything, anything, space)
    .map(
      ([root, outputs, flag, blanks]) =>
        `${blanks}{"outputs":${outputs},"values":{"x":${flag},${blanks}"root_module":${root}},${blanks}"errored":${flag}, "deferred_changes":${outputs}}${blanks}`,
    ),
);

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  // The same memory for every chunk, as the file reader does it: whoever keeps a chunk is found out.
  const shared = Buffer.alloc(size);
  for (let at = 0; at < bytes.length; at += size) {
    const length = bytes.copy(shared, 0, at, at + size);
    yield shared.subarray(0, length);
  }
}

async function selection<Name extends string>(
  text: string,
  size: number,
  shape: Shape<Name>,
): Promise<Selected<Name>[]> {
  const all: Selected<Name>[] = [];
  for await (const selected of select(inChunks(Buffer.from(text), size), shape, wanted)) all.push(selected);
  return all;
}

/** A repeated member is selected each time; JSON.parse keeps the place of the first and the value of the last. */
function lastOfEachOutput<Name extends string>(all: Selected<Name>[]): Selected<Name>[] {
  return [...new Map(all.map((part, at) => [part.name === "output" ? part.path.join(" ") : at, part])).values()];
}

/** Counted as an editor counts. */
function offsetOf(text: string, line: number, column: number): number {
  const before = text.split("\n").slice(0, line - 1);
  return before.reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
}

describe("the selector", () => {
  test("selects what a walk over JSON.parse selects, at every chunk size, and knows where it stands", async () => {
    await fc.assert(
      fc.asyncProperty(document, fc.constantFrom(1, 2, 3, 7, 64, 1 << 16), async (text, size) => {
        const selected = await selection(text, size, shape);
        const values = lastOfEachOutput(selected).map(({ name, text }) => ({
          name,
          value: text === "" ? undefined : JSON.parse(text),
        }));
        expect(values).toEqual(expected(JSON.parse(text), shape));
        for (const { name, region, text: own } of selected) {
          const start = offsetOf(text, region.startLine, region.startColumn);
          const end = offsetOf(text, region.endLine, region.endColumn);
          expect(name === "mark" ? "" : text.slice(start, end)).toBe(own);
        }
      }),
      { numRuns: 1500 },
    );
  });

  test("gives the instances of a block with the block's own members, whatever order they stand in", async () => {
    const blocks: Shape<"instance"> = {
      members: {
        resources: {
          items: {
            header: ["module", "mode", "type", "name"],
            headerNeeds: ["mode", "type", "name"],
            members: { instances: { items: { take: { when: "below-header", name: "instance" } } } },
          },
        },
      },
    };
    const block = fc
      .tuple(
        fc.constantFrom("wanted", "other"),
        fc.array(fc.nat(9), { maxLength: 3 }),
        fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
      )
      .map(([type, instances, order]) => {
        const members = [
          `"type":"${type}"`,
          `"name":"n"`,
          `"mode":"managed"`,
          `"instances":${JSON.stringify(instances)}`,
        ];
        return { type, instances, text: `{${order.map((position) => members[position]).join(",")}}` };
      });
    await fc.assert(
      fc.asyncProperty(fc.array(block, { maxLength: 4 }), fc.constantFrom(1, 5, 1 << 16), async (all, size) => {
        const text = `{"resources":[${all.map((each) => each.text).join(",")}]}`;
        const selected = await selection(text, size, blocks);
        expect(selected.map((part) => [part.text, part.header.get("name")])).toEqual(
          all.flatMap(({ type, instances }) =>
            type === "wanted" ? instances.map((value) => [String(value), "n"]) : [],
          ),
        );
      }),
      { numRuns: 300 },
    );
  });

  test("refuses a document that is cut off anywhere", async () => {
    const text = '{"values":{"root_module":{"resources":[{"type":"wanted","a":"\\"é"}]}},"n":1}';
    const bytes = Buffer.from(text);
    for (let length = 0; length < bytes.length; length++) {
      const cut = bytes.subarray(0, length);
      const read = async (): Promise<unknown> => {
        for await (const selected of select(inChunks(cut, 5), shape, wanted)) void selected;
        return undefined;
      };
      await expect(read()).rejects.toThrow(length === 0 ? "is empty" : "is cut off");
    }
  });

  test.each(["{}}", "[1]x", '{"a":1,,"b":2}', '{"values":]}', '{"a" 1}', "[1}", "{1:2}", "{} {}", "?", '{"\\x":1}'])(
    "refuses %s",
    async (text) => {
      const reading = selection(text, 3, { ...shape, items: { items: shape } });
      await expect(reading).rejects.toThrow(/is not JSON|other text behind/);
    },
  );

  test("tells the line of what is wrong", async () => {
    await expect(selection('{"a":1}\n\n!', 4, shape)).rejects.toThrow("(line 3)");
  });

  test("reads on past the end of the document only where text may follow", async () => {
    const chunks = inChunks(Buffer.from('{"errored":true}\n::debug::exit code 0'), 8);
    const all: string[] = [];
    for await (const { text } of select(chunks, shape, wanted, true)) all.push(text);
    expect(all).toEqual(["true"]);
  });
});
