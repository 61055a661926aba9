import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { EmulatedTenancy, EmulatedUser } from "../../../emulators/oci/tenancy.ts";
import { expectedKeys, listedKeys, listTenancy, tenancy } from "./list-tenancy.ts";

const [model] = tenancy.users;
const pems = [
  ...new Set(
    tenancy.users.flatMap(({ keys }) => keys.map(({ pem, fingerprint }) => JSON.stringify({ pem, fingerprint }))),
  ),
];

/** A tenancy of any number of users in any of the domains, each with up to three different keys. */
const anyTenancy: fc.Arbitrary<EmulatedTenancy> = fc
  .array(
    fc.record({
      domain: fc.nat(2),
      keys: fc.nat(3),
      name: fc.string({ minLength: 1, maxLength: 12, unit: "grapheme" }),
    }),
    {
      maxLength: 12,
    },
  )
  .map((drawn) => ({
    ...tenancy,
    users: drawn.map(({ domain, keys, name }, number): EmulatedUser => {
      if (model === undefined) throw new Error("the sample tenancy has users");
      const made = pems.slice(0, keys).map((text, index) => ({
        ...(JSON.parse(text) as { pem: string; fingerprint: string }),
        id: `${number}f${index}`,
        timeCreated: new Date(Date.UTC(2026, 0, 1, number, index)).toISOString(),
        lifecycleState: "ACTIVE" as const,
        description: null,
      }));
      const ids = { ocid: `${model.ocid}${number}`, scimId: `${model.scimId}${number}` };
      return {
        ...model,
        ...ids,
        name: `${name}${number}`,
        domain: tenancy.domains[domain]?.id ?? "",
        keys: made,
        groups: [],
      };
    }),
  }));

test("any tenancy is listed whole, each key once, at its own place, whatever the pages", async () => {
  const property = fc.asyncProperty(anyTenancy, fc.integer({ min: 1, max: 5 }), async (drawn, pageSize) => {
    const { views, owners, notifications } = await listTenancy({ tenancy: drawn, pageSize });
    expect(notifications).toEqual([]);
    expect(listedKeys(views)).toEqual(expectedKeys(drawn.users));
    expect(new Set(owners.map(({ id }) => id))).toEqual(new Set(drawn.users.map(({ ocid }) => ocid)));
    expect(new Set(views.map(({ location }) => location.uri)).size).toBe(views.length);
    for (const { location } of views) expect(location.uri).toMatch(/^oci(?:\/[\w.@+-]+){4}\.apikey$/);
  });
  await fc.assert(property, { numRuns: 25 });
});
