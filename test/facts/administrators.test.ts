import * as fc from "fast-check";
import { expect, test } from "vitest";
import { classicKey, planJson, publicKey, rawState, type StateObject } from "../terraform-documents.ts";
import { scanFiles, verdicts } from "../scan-files.ts";

/** Users with a key each, groups, who is in which, and which groups are granted everything. */
interface Directory {
  readonly users: number;
  readonly groups: readonly string[];
  readonly memberships: readonly { readonly user: number; readonly group: number }[];
  readonly grants: readonly { readonly group: number; readonly conditional: boolean }[];
}

const directory: fc.Arbitrary<Directory> = fc
  .record({
    users: fc.integer({ min: 1, max: 3 }),
    groups: fc.uniqueArray(fc.constantFrom("Administrators", "Owners", "Readers", "Non-Administrators-RO"), {
      minLength: 1,
    }),
    memberships: fc.uniqueArray(fc.record({ user: fc.nat(2), group: fc.nat(3) }), {
      maxLength: 6,
      selector: ({ user, group }) => `${user} ${group}`,
    }),
    grants: fc.array(fc.record({ group: fc.nat(3), conditional: fc.boolean() }), { maxLength: 3 }),
  })
  .map(({ users, groups, memberships, grants }) => ({
    users,
    groups,
    memberships: memberships.filter(({ user, group }) => user < users && group < groups.length),
    grants: grants.filter(({ group }) => group < groups.length),
  }));

/** What is true of each user: the group Administrators is granted everything in every tenancy. */
function truth({ users, groups, memberships, grants }: Directory): Readonly<Record<string, string>> {
  const verdictOf = (user: number): string => {
    const conditions = memberships
      .filter((membership) => membership.user === user)
      .flatMap(({ group }) => [
        ...(groups[group] === "Administrators" ? [false] : []),
        ...grants.filter((grant) => grant.group === group).map(({ conditional }) => conditional),
      ]);
    return conditions.some((conditional) => !conditional) ? "fail" : conditions.length > 0 ? "open" : "notApplicable";
  };
  return Object.fromEntries(
    Array.from({ length: users }, (_, user) => [`oci_identity_api_key.k${user}`, verdictOf(user)]),
  );
}

const tenancy = "ocid1.tenancy.oc1..t";
const statementTo = (group: string, conditional: boolean): string =>
  `Allow group ${group} to manage all-resources in tenancy${conditional ? " where request.user.mfaTotpVerified='true'" : ""}`;
const groupId = (group: number): string => `ocid1.group.oc1..g${group}`;

/** The objects as a state has them, each kind as resources or in the list of a data source. */
function stored(
  { users, groups, memberships, grants }: Directory,
  lists: boolean,
  byId: boolean,
): readonly StateObject[] {
  const userAttributes = Array.from({ length: users }, (_, user) => ({
    id: `ocid1.user.oc1..u${user}`,
    name: `u${user}`,
    state: "ACTIVE",
    compartment_id: tenancy,
    capabilities: [{ can_use_api_keys: true, can_use_console_password: false }],
  }));
  const kinds = [
    ["oci_identity_user", "users", userAttributes],
    [
      "oci_identity_group",
      "groups",
      groups.map((name, group) => ({ id: groupId(group), name, compartment_id: tenancy })),
    ],
    [
      "oci_identity_user_group_membership",
      "memberships",
      memberships.map(({ user, group }) => ({ user_id: `ocid1.user.oc1..u${user}`, group_id: groupId(group) })),
    ],
    [
      "oci_identity_policy",
      "policies",
      grants.map(({ group, conditional }) => ({
        compartment_id: tenancy,
        statements: [statementTo(byId ? `id ${groupId(group)}` : (groups[group] ?? ""), conditional)],
      })),
    ],
  ] as const;
  return kinds.flatMap(([type, list, all]): readonly StateObject[] => {
    if (lists && type === "oci_identity_policy")
      return [{ type: "oci_identity_policies", mode: "data", name: "all", attributes: { [list]: all } }];
    if (lists)
      return [{ type: `${type}s`, mode: "data", name: "all", attributes: { compartment_id: tenancy, [list]: all } }];
    return all.map((attributes, index) => ({ type, name: `x${index}`, attributes }));
  });
}

function keysOf({ users }: Directory): readonly StateObject[] {
  return Array.from({ length: users }, (_, user) => ({
    name: `k${user}`,
    attributes: classicKey(`u${user}`, `k${user}`),
  }));
}

/** The blocks of the first plan of everything: each by type, name, what it says, and what it refers to. */
function blocks({ users, groups, memberships, grants }: Directory) {
  const block = (
    type: string,
    name: string,
    values: Readonly<Record<string, unknown>>,
    references: Readonly<Record<string, string>> = {},
  ) => ({
    type,
    name,
    values,
    references,
  });
  return [
    ...Array.from({ length: users }, (_, user) => [
      block("oci_identity_user", `u${user}`, { name: `u${user}`, compartment_id: tenancy }),
      block(
        "oci_identity_api_key",
        `k${user}`,
        { key_value: publicKey(`k${user}`) },
        { user_id: `oci_identity_user.u${user}.id` },
      ),
    ]).flat(),
    ...groups.map((name, group) => block("oci_identity_group", `g${group}`, { name, compartment_id: tenancy })),
    ...memberships.map(({ user, group }, index) =>
      block(
        "oci_identity_user_group_membership",
        `m${index}`,
        {},
        {
          user_id: `oci_identity_user.u${user}.id`,
          group_id: `oci_identity_group.g${group}.id`,
        },
      ),
    ),
    ...grants.map(({ group, conditional }, index) =>
      block("oci_identity_policy", `p${index}`, {
        compartment_id: tenancy,
        statements: [statementTo(groups[group] ?? "", conditional)],
      }),
    ),
  ];
}

function configuration(of: Directory): string {
  const argument = ([name, value]: [string, unknown]): string => `  ${name} = ${JSON.stringify(value)}\n`;
  return blocks(of)
    .map(({ type, name, values, references }) => {
      const referring = Object.entries(references).map(([argumentName, to]) => `  ${argumentName} = ${to}\n`);
      return `resource "${type}" "${name}" {\n${Object.entries(values).map(argument).join("")}${referring.join("")}}\n`;
    })
    .join("");
}

function firstPlan(of: Directory): object {
  const all = blocks(of);
  const resources = all.map(({ type, name, references }) => ({
    address: `${type}.${name}`,
    mode: "managed",
    type,
    name,
    schema_version: 0,
    expressions: Object.fromEntries(
      Object.entries(references).map(([argument, to]) => [argument, { references: [to, to.replace(/\.id$/, "")] }]),
    ),
  }));
  return planJson(
    all.map(({ type, name, values, references }) => ({
      type,
      name,
      actions: ["create"],
      after: values,
      unknown: ["id", "state", "fingerprint", "time_created", ...Object.keys(references)],
    })),
    { root_module: { resources } },
  );
}

const numRuns = 25;
const files: Readonly<Record<string, (of: Directory) => Readonly<Record<string, unknown>>>> = {
  "a state": (of) => ({ "terraform.tfstate": rawState([...keysOf(of), ...stored(of, false, false)]) }),
  "a state whose policies name groups by id": (of) => ({
    "terraform.tfstate": rawState([...stored(of, false, true), ...keysOf(of)]),
  }),
  "data sources of another root module": (of) => ({
    "keys/terraform.tfstate": rawState(keysOf(of)),
    "users/terraform.tfstate": { ...rawState(stored(of, true, false)), lineage: "other" },
  }),
  configuration: (of) => ({ "main.tf": configuration(of) }),
  "the first plan": (of) => ({ "plan.json": firstPlan(of) }),
  "configuration and the first plan": (of) => ({ "main.tf": configuration(of), "plan.json": firstPlan(of) }),
};

test.each(Object.keys(files))("%s tells who administers the tenancy, and of nobody else", async (form) => {
  await fc.assert(
    fc.asyncProperty(directory, async (of) => {
      const run = await scanFiles(files[form]?.(of) ?? {}, { only: "admin-user-key", alone: true });
      expect(verdicts(run, "admin-user-key")).toEqual(truth(of));
    }),
    { numRuns },
  );
});
