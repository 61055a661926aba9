import { Ajv2020 } from "ajv/dist/2020.js";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { inventoryLineSchema } from "../../src/inventory/line-forms.ts";
import { inventoryLines } from "../../src/inventory/write.ts";
import { contents } from "./arbitraries.ts";
import { contentsOf, meta, readBack } from "./read-back.ts";

const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(inventoryLineSchema());

const kinds = ["accounts", "owners", "views", "gaps", "generatedKeys", "notifications"] as const;

test("what is written is read back as it was, unknowns with their reasons", async () => {
  await fc.assert(
    fc.asyncProperty(contents, async (given) => {
      const lines = [...inventoryLines(given, meta)];
      const read = contentsOf(await readBack(lines));
      for (const kind of kinds) {
        expect([...read[kind]]).toHaveLength(given[kind].length);
        for (const item of read[kind]) expect(given[kind]).toContainEqual(item);
      }
      expect([...inventoryLines(read, meta)]).toEqual(lines);
    }),
    { numRuns: 150 },
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
      const reversed = {
        accounts: given.accounts.toReversed(),
        owners: given.owners.toReversed(),
        views: given.views.toReversed(),
        gaps: given.gaps.toReversed(),
        generatedKeys: given.generatedKeys.toReversed(),
        notifications: given.notifications.toReversed(),
      };
      expect([...inventoryLines(reversed, meta)]).toEqual([...inventoryLines(given, meta)]);
    }),
    { numRuns: 60 },
  );
});
