import type { AccountGrant, AccountGrants, UserGroup } from "../../model/entitlement.ts";
import type { TerraformValue, TerraformValues } from "../../model/terraform.ts";
import { isUnknown, known, type Maybe } from "../../model/unknown.ts";
import { objectsOf, textOf } from "../../terraform/values.ts";
import type { EntitlementTerraformType } from "../system.ts";
import { type AdminGrant, adminGrants, defaultGrant, describeGrant } from "./policy.ts";

type Described = Omit<EntitlementTerraformType, "type" | "mode">;

const common = { makes: "entitlement", keptByUpdate: ["id"], neverShown: [], secretAttributes: [] } as const;
const group: Described = { ...common, computed: ["id"], read: readGroup };
const membership: Described = { ...common, computed: [], keptByUpdate: [], read: readMembership };
const policy: Described = { ...common, computed: [], keptByUpdate: [], read: readPolicy };
const domainGroup: Described = { ...common, computed: ["ocid"], keptByUpdate: ["ocid"], read: readDomainGroup };

const both = (type: string, described: Described): readonly EntitlementTerraformType[] => [
  { ...described, type, mode: "managed" },
  { ...described, type, mode: "data" },
];
const listIn = (type: string, attribute: string, described: Described): EntitlementTerraformType => ({
  ...described,
  type,
  mode: "data",
  list: { attribute, inherits: ["idcs_endpoint"] },
});

/** Groups, their members and the policies that grant to them, of the classic Identity service and of identity domains. */
export const entitlementTypes: readonly EntitlementTerraformType[] = [
  ...both("oci_identity_group", group),
  listIn("oci_identity_groups", "groups", group),
  { ...membership, type: "oci_identity_user_group_membership", mode: "managed" },
  listIn("oci_identity_user_group_memberships", "memberships", membership),
  { ...policy, type: "oci_identity_policy", mode: "managed" },
  listIn("oci_identity_policies", "policies", policy),
  ...both("oci_identity_domains_group", domainGroup),
  listIn("oci_identity_domains_groups", "groups", domainGroup),
];

/** Reads `oci_identity_group` (oracle/terraform-provider-oci, identity_group_resource.go). */
function readGroup(values: TerraformValues): UserGroup {
  const [id, name, account] = [textOf(values, "id"), textOf(values, "name"), textOf(values, "compartment_id")];
  return { kind: "group", id, name, realm: undefined, account, members: [] };
}

/** Reads `oci_identity_user_group_membership` (identity_user_group_membership_resource.go). */
function readMembership(values: TerraformValues): UserGroup {
  const member = textOf(values, "user_id");
  return {
    kind: "group",
    id: textOf(values, "group_id"),
    name: undefined,
    realm: undefined,
    account: textOf(values, "compartment_id"),
    members: member === undefined ? [] : [member],
  };
}

/** Reads `oci_identity_domains_group` (identity_domains_group_resource.go). A member is told by OCID after a read, by SCIM id in configuration. */
function readDomainGroup(values: TerraformValues): UserGroup {
  const members = known(objectsOf(values, "members")) ?? [];
  return {
    kind: "group",
    id: textOf(values, "ocid"),
    name: textOf(values, "display_name"),
    realm: textOf(values, "idcs_endpoint"),
    account: textOf(values, "tenancy_ocid"),
    members: members.flatMap((member) => {
      const [ocid, scimId] = [textOf(member, "ocid"), textOf(member, "value")];
      return known(ocid) ?? scimId ?? ocid ?? [];
    }),
  };
}

/** Reads `oci_identity_policy` (identity_policy_resource.go). Its compartment is the tenancy where it grants over the tenancy. */
function readPolicy(values: TerraformValues): AccountGrants {
  return { kind: "grants", account: textOf(values, "compartment_id"), grants: grantsIn(values["statements"]) };
}

/** A statement that is not known may grant everything: then those that are known tell only what they grant. */
function grantsIn(statements: TerraformValue | undefined): Maybe<readonly AccountGrant[]> {
  if (isUnknown(statements)) return statements;
  const all: readonly TerraformValue[] = Array.isArray(statements) ? statements : [];
  const grants = adminGrants(all.filter((statement) => typeof statement === "string")).flatMap(
    (grant) => accountGrant(grant) ?? [],
  );
  return grants.length > 0 ? grants : (all.find(isUnknown) ?? []);
}

/** The grants that every tenancy has. */
export const defaultGrants: readonly AccountGrant[] = [defaultGrant].flatMap((grant) => accountGrant(grant) ?? []);

/** Nothing for a group of a domain by its name: Terraform's groups tell the URL of their domain. */
function accountGrant({ to, conditional }: AdminGrant): AccountGrant | undefined {
  if (to === "everyone") return { by: describeGrant("any-user"), conditional };
  if ("ocid" in to) return { groupId: to.ocid, by: describeGrant(`group ${to.ocid}`), conditional };
  if (to.domain !== undefined && to.domain.toLowerCase() !== "default") return undefined;
  return { groupName: to.name, by: describeGrant(`group ${to.name}`), conditional };
}
