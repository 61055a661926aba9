import { expect, test } from "vitest";
import { adminGrants, grantNames } from "../../../src/systems/oci/policy.ts";

test.each([
  ["ALLOW GROUP Administrators to manage all-resources IN TENANCY", [{ to: { name: "Administrators" } }]],
  [
    "allow group id ocid1.group.oc1..aaaa to manage all-resources in tenancy",
    [{ to: { ocid: "ocid1.group.oc1..aaaa" } }],
  ],
  [
    "Allow group A, 'My Domain'/'B, C', D/E to manage all-resources in tenancy",
    [{ to: { name: "A" } }, { to: { name: "B, C", domain: "My Domain" } }, { to: { name: "E", domain: "D" } }],
  ],
  ["Allow group A to manage all-resources in compartment id ocid1.tenancy.oc1..aaaa", [{ to: { name: "A" } }]],
  ["Allow any-user to manage all-resources in tenancy", [{ to: "everyone" }]],
  ["Allow group  A\n to   manage\tall-resources in tenancy ", [{ to: { name: "A" } }]],
] as [string, object[]][])("%s", (statement, grants) => {
  expect(adminGrants([statement])).toMatchObject(grants);
  expect(adminGrants([statement])).toHaveLength(grants.length);
  expect(adminGrants([statement]).every(({ conditional }) => !conditional)).toBe(true);
});

test("a condition makes a grant conditional", () => {
  expect(
    adminGrants(["Allow group A to manage all-resources in tenancy where request.user.mfaTotpVerified='true'"]),
  ).toEqual([{ to: { name: "A", domain: undefined }, conditional: true }]);
});

test.each([
  "Allow group A to manage all-resources in compartment Sandbox",
  "Allow group A to manage all-resources in compartment id ocid1.compartment.oc1..aaaa",
  "Allow group A to read all-resources in tenancy",
  "Allow group A to manage virtual-network-family in tenancy",
  "Allow dynamic-group D to manage all-resources in tenancy",
  "Allow service S to manage all-resources in tenancy",
  "Admit group A of tenancy T to manage all-resources in tenancy",
  "Define tenancy T as ocid1.tenancy.oc1..aaaa",
])("grants nothing over the tenancy to people: %s", (statement) => {
  expect(adminGrants([statement])).toEqual([]);
});

test("a group of the default domain may be named with or without it, in any case; one of another domain only with it", () => {
  const [plain, prefixed, other] = adminGrants([
    "Allow group administrators to manage all-resources in tenancy",
    "Allow group 'Default'/'Administrators' to manage all-resources in tenancy",
    "Allow group Partners/Administrators to manage all-resources in tenancy",
  ]);
  if (plain === undefined || prefixed === undefined || other === undefined) throw new Error("three grants");
  expect(grantNames(plain, undefined, "Administrators")).toBe(true);
  expect(grantNames(prefixed, undefined, "Administrators")).toBe(true);
  expect(grantNames(plain, "Partners", "Administrators")).toBe(false);
  expect(grantNames(other, "Partners", "Administrators")).toBe(true);
  expect(grantNames(other, undefined, "Administrators")).toBe(false);
  expect(grantNames(plain, undefined, "Non-Administrators-RO")).toBe(false);
});
