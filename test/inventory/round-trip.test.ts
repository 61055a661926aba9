import { Ajv2020 } from "ajv/dist/2020.js";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { inventoryLineSchema } from "../../src/inventory/line-forms.ts";
import { inventoryLines } from "../../src/inventory/write.ts";
import { contents, type GivenContents } from "./arbitraries.ts";
import { contentsOf, meta, readBack, viewsIn } from "./read-back.ts";

const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(inventoryLineSchema());

const kinds = [
  "accounts",
  "owners",
  "entitlements",
  "plans",
  "states",
  "moves",
  "keys",
  "gaps",
  "providerSecrets",
  "generatedKeys",
  "notifications",
] as const;

test("what a line says is read back as it was, unknowns with their reasons, and the views of a key in their order", () => {
  fc.assert(
    fc.property(contents, (given) => {
      const lines = [...inventoryLines(given, meta)];
      const read = contentsOf(lines);
      for (const kind of kinds) {
        expect([...read[kind]]).toHaveLength(given[kind].length);
        for (const item of read[kind]) expect(given[kind]).toContainEqual(item);
      }
      expect([...inventoryLines(read, meta)]).toEqual(lines);
    }),
    { numRuns: 150 },
  );
});

test("a run is given every line, and every view of every key", async () => {
  await fc.assert(
    fc.asyncProperty(contents, async (given) => {
      const items = await readBack(inventoryLines(given, meta));
      const views = given.keys.flatMap((key) => key.views);
      const others = kinds.reduce((sum, kind) => (kind === "keys" ? sum : sum + given[kind].length), 0);
      expect(viewsIn(items)).toHaveLength(views.length);
      expect(items).toHaveLength(1 + views.length + others);
      for (const plan of given.plans) expect(items).toContainEqual({ kind: "plan", plan });
      for (const state of given.states) expect(items).toContainEqual({ kind: "state", state });
      for (const move of given.moves) expect(items).toContainEqual({ kind: "move", move });
    }),
    { numRuns: 60 },
  );
});

test("every line is valid by the published schema", async () => {
  await expect(`${JSON.stringify(inventoryLineSchema(), undefined, 2)}\n`).toMatchFileSnapshot(
    "../../schemas/inventory.schema.json",
  );
  fc.assert(
    fc.property(contents, (given) => {
      for (const line of inventoryLines(given, meta)) {
        validate(JSON.parse(line));
        expect(validate.errors).toBeNull();
      }
    }),
    { numRuns: 60 },
  );
});

test("the order of what is given does not matter", () => {
  fc.assert(
    fc.property(contents, (given) => {
      const reversed: GivenContents = {
        accounts: given.accounts.toReversed(),
        owners: given.owners.toReversed(),
        entitlements: given.entitlements.toReversed(),
        plans: given.plans.toReversed(),
        states: given.states.toReversed(),
        moves: given.moves.toReversed(),
        keys: given.keys.toReversed(),
        gaps: given.gaps.toReversed(),
        providerSecrets: given.providerSecrets.toReversed(),
        generatedKeys: given.generatedKeys.toReversed(),
        notifications: given.notifications.toReversed(),
      };
      expect([...inventoryLines(reversed, meta)]).toEqual([...inventoryLines(given, meta)]);
    }),
    { numRuns: 60 },
  );
});
