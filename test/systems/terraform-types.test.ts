import { describe, expect, test } from "vitest";
import type { TerraformResource, TerraformValues } from "../../src/model/terraform.ts";
import { systems } from "../../src/systems/registry.ts";
import type { TerraformType } from "../../src/systems/system.ts";
import type { TerraformObject } from "../../src/terraform/lifecycle.ts";

const types = systems.flatMap(({ id, terraformTypes }) => terraformTypes.map((type) => ({ id, type })));

/** The names of all attributes that the reader of a type asks for, in an object where each of them has the value. */
function namesRead(type: TerraformType, value: string | undefined): readonly string[] {
  const names = new Set<string>();
  const values = new Proxy<TerraformValues>(
    {},
    { get: (_, name) => (typeof name === "string" && names.add(name), value) },
  );
  const resource: TerraformResource = {
    source: "x",
    root: "x",
    document: "state",
    mode: type.mode,
    type: type.type,
    name: "x",
    module: "",
    index: undefined,
    address: `${type.type}.x`,
    values,
    tainted: false,
    location: { uri: "x" },
    comments: [],
    places: new Map(),
  };
  const object: TerraformObject = { resource, existence: "exists", moment: "recorded", values };
  type.read(values, object);
  return [...names];
}

describe.each(types)("$id: $type.mode $type.type", ({ type }) => {
  test("describes attributes that its reader reads, and no others: one that is misspelt says nothing", () => {
    // Some are read of a kind of key only.
    const read = new Set([...namesRead(type, undefined), ...namesRead(type, "RSA")]);
    const { computed, keptByUpdate, neverShown } = type;
    const list = type.makes === "key" ? type.list?.attribute : undefined;
    const inert = [...computed, ...keptByUpdate, ...neverShown].filter((name) => !read.has(name) && name !== list);
    expect(inert).toEqual([]);
  });
});

test("no Terraform type is described twice", () => {
  const names = types.map(({ type }) => `${type.mode} ${type.type}`);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test("an attribute has one meaning, whichever key type has it", () => {
  const meanings = new Map<string, Set<string>>();
  for (const { keyTypes } of systems)
    for (const { attributes } of keyTypes)
      for (const [name, meaning] of Object.entries(attributes))
        meanings.set(name, (meanings.get(name) ?? new Set()).add(JSON.stringify(meaning)));
  expect([...meanings].filter(([, { size }]) => size > 1)).toEqual([]);
});

test("what a key type fixes is an attribute of it", () => {
  const wrong = systems.flatMap(({ keyTypes }) =>
    keyTypes.flatMap(({ attributes, fixedAttributes }) => fixedAttributes.filter((name) => !(name in attributes))),
  );
  expect(wrong).toEqual([]);
});
