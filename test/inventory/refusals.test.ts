import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lineForms } from "../../src/inventory/line-forms.ts";
import { viewForm } from "../../src/inventory/view-form.ts";
import { inventoryLines } from "../../src/inventory/write.ts";
import type { View } from "../../src/model/view.ts";
import type { KeyType, System } from "../../src/systems/system.ts";
import { gap, live, owner, view } from "../kit/keys.ts";
import { viewOf } from "./arbitraries.ts";
import { meta, nothing, readBack } from "./read-back.ts";

const type = (id: string, attributes: KeyType["attributes"]): KeyType => ({
  id,
  title: id,
  attributes,
  fixedAttributes: [],
  unavailable: {},
  remedies: { terraform: "", console: "", commandLine: "" },
});

/** A system that is nowhere registered, with an attribute of each type of fact. */
const toy: System = {
  id: "toy",
  title: "Toy",
  keyTypes: [
    type("toy/token", {
      label: { type: "string", doc: "What people call it." },
      pinned: { type: "bool", doc: "Whether it is pinned." },
      uses: { type: "int", doc: "Calls made with it." },
      share: { type: "double", doc: "Part of all calls." },
      scopes: { type: "list<string>", doc: "What it may do." },
    }),
    type("toy/badge", {}),
  ],
  terraformTypes: [],
};
const toyForm = viewForm([toy]);
const token = (attributes: View["attributes"]): View =>
  view({ system: "toy", type: "toy/token", origin: live(["acme", "token"]), attributes });

test("the attributes of a key are those that its type describes, of every type of fact", () => {
  fc.assert(
    fc.property(viewOf([toy]), (given) => {
      const written: unknown = JSON.parse(JSON.stringify(toyForm.encode(given, "key")));
      const read = toyForm.decode(written, "key");
      expect(read).toEqual(given);
      // What a view tells to be unset is not the same as what it does not tell.
      expect(Object.keys(read.attributes).toSorted()).toEqual(Object.keys(given.attributes).toSorted());
    }),
    { numRuns: 200 },
  );
});

describe("what could not be read back is not written", () => {
  test.each<[string, View, string]>([
    [
      "an attribute that the type does not describe",
      token({ label: "a", colour: "red" }),
      'key.attributes(toy/token) has the property "colour", which nothing describes',
    ],
    [
      "an attribute of another type of the same system",
      { ...token({ label: "a" }), type: "toy/badge" },
      'key.attributes(toy/badge) has the property "label", which nothing describes',
    ],
    ["text that is a number", token({ label: 7 }), "key.attributes(toy/token).label must be text"],
    ["a flag that is text", token({ pinned: "yes" }), "key.attributes(toy/token).pinned must be true or false"],
    ["a whole number with a fraction", token({ uses: 0.5 }), "key.attributes(toy/token).uses must be a whole number"],
    ["a number that JSON has not", token({ share: Number.NaN }), "key.attributes(toy/token).share must be a number"],
    ["a list that is text", token({ scopes: "all" }), "key.attributes(toy/token).scopes must be a list"],
    [
      "a type that is not registered",
      { ...token({}), type: "toy/ticket" },
      'key.type is "toy/ticket", a type that this version of keylint does not know',
    ],
    ["a type of another system", { ...token({}), system: "oci" }, 'key.system must be "toy"'],
    [
      "a moment that is none",
      { ...token({}), timeCreated: Number.NaN },
      "key.timeCreated must be a date and time in RFC 3339 form",
    ],
  ])("%s", (_, given, message) => {
    expect(() => toyForm.encode(given, "key")).toThrow(new TypeError(message));
  });

  test("nor by the writer of an inventory, which knows the registered systems", () => {
    const unregistered = "that this version of keylint does not know";
    const write = (contents: Partial<typeof nothing>) => () => [...inventoryLines({ ...nothing, ...contents }, meta)];
    expect(write({ keys: [{ views: [token({})] }] })).toThrow(
      `key.views[0].type is "toy/token", a type ${unregistered}`,
    );
    expect(write({ gaps: [gap({ type: "toy/token" })] })).toThrow(`gap.system is "toy", a system ${unregistered}`);
    expect(write({ owners: [owner({ system: "toy" })] })).toThrow(`owner.system is "toy", a system ${unregistered}`);
  });
});

test("of a line of a later keylint, or of an edited one, the place is reported and nothing is quoted", async () => {
  const [header = "", end = ""] = inventoryLines(nothing, meta);
  const written = JSON.stringify(lineForms.key.encode({ views: [view({ id: "1" })] }, "key"));
  const changed = [
    written.replace('"type":"oci/api-key"', '"type":"s3cret/key"'),
    written.replace('"attributes":{', '"attributes":{"s3cret":"x"'),
    written.replace('"kind":"key-pair"', '"kind":"s3cret"'),
  ].map((key) => `{"key":${key}}\n`);
  const items = await readBack([header, ...changed, end.replace('"keys":0', '"keys":3')]);
  expect(items.flatMap((item) => (item.kind === "notification" ? [item.notification.message] : []))).toEqual([
    "shard.ndjson line 2 can't be read: key.views[0].type is a type that this version of keylint does not know",
    "shard.ndjson line 3 can't be read: key.views[0].attributes(oci/api-key) has a property that this version of keylint does not know",
    "shard.ndjson line 4 can't be read: key.views[0].credential.kind is a kind that this version of keylint does not know",
  ]);
});

test("whatever a member of a view is: what is written can be read", () => {
  const wrong = fc.oneof(fc.jsonValue(), fc.constantFrom(Number.NaN, Infinity, -1, 0.5, 1e300, undefined));
  const member = fc.constantFrom(...Object.keys(view()), ...Object.keys(toy.keyTypes[0]?.attributes ?? {}));
  const written = (given: View): unknown => {
    try {
      return toyForm.encode(given, "key");
    } catch (error) {
      if (error instanceof TypeError) return undefined;
      throw error;
    }
  };
  let accepted = 0;
  fc.assert(
    fc.property(viewOf([toy]), member, wrong, (given, name, value) => {
      const changed = (
        name in given ? { ...given, [name]: value } : { ...given, attributes: { ...given.attributes, [name]: value } }
      ) as View;
      const json = written(changed);
      if (json === undefined) return;
      accepted++;
      toyForm.decode(JSON.parse(JSON.stringify(json)), "key");
    }),
    { numRuns: 500 },
  );
  expect(accepted).toBeGreaterThan(0);
});
