import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { targetsSchema } from "../../scripts/targets-schema.mjs";
import { systems } from "../../src/systems/registry.ts";
import { root } from "../cli/keylint.ts";

const committed = (): unknown => JSON.parse(readFileSync(join(root, "schemas/targets.schema.json"), "utf8"));

test("schemas/targets.schema.json is what the systems' own schemas make: else run node scripts/targets-schema.mjs", () => {
  expect(committed()).toEqual(targetsSchema());
});

test("every system that can be listed, and no other, has a schema of its targets", () => {
  const listed = systems.flatMap(({ id, live }) => (live === undefined ? [] : [id])).sort();
  expect(committed()).toMatchObject({ items: { properties: { system: { enum: listed } } } });
});
