import type { TerraformValues } from "../../model/terraform.ts";
import { known, type Maybe, mapKnown, unknown } from "../../model/unknown.ts";
import { flagOf, instantOf, firstObjectOf, textOf } from "../../terraform/values.ts";
import type { TerraformObject } from "../../terraform/lifecycle.ts";
import type { OwnerTerraformType, ReadOwner } from "../system.ts";

const lastLogin = "last_successful_login_time";

const classic: Omit<OwnerTerraformType, "mode"> = {
  type: "oci_identity_user",
  makes: "owner",
  computed: ["id", "state", "capabilities", lastLogin],
  keptByUpdate: ["id"],
  neverShown: ["state", "capabilities"],
  secretAttributes: [],
  read: readClassicUser,
};

const ofDomain: Omit<OwnerTerraformType, "mode"> = {
  type: "oci_identity_domains_user",
  makes: "owner",
  computed: ["id", "ocid", "active", "tenancy_ocid"],
  keptByUpdate: ["id", "tenancy_ocid"],
  neverShown: ["active"],
  secretAttributes: [],
  read: readDomainUser,
};

/** Users of the classic Identity service and of identity domains: one, or all that a data source lists. */
export const userTypes: readonly OwnerTerraformType[] = [
  { ...classic, mode: "managed" },
  { ...classic, mode: "data" },
  { ...classic, type: "oci_identity_users", mode: "data", list: { attribute: "users", inherits: [] } },
  { ...ofDomain, mode: "managed" },
  { ...ofDomain, mode: "data" },
  {
    ...ofDomain,
    type: "oci_identity_domains_users",
    mode: "data",
    list: { attribute: "users", inherits: ["idcs_endpoint"] },
  },
];

const loginNotStored = unknown("the provider that wrote this did not store the last login");
const loginOnRequest = unknown('an identity domain tells the last login on request only (attribute_sets = ["all"])');
const notInTerraform = unknown("Terraform does not tell it; the live tenancy does");

/** Reads `oci_identity_user` (identity_user_resource.go). */
function readClassicUser(values: TerraformValues, object: TerraformObject): ReadOwner {
  const capability = capabilityIn(values, "capabilities");
  return {
    kind: "user",
    id: textOf(values, "id"),
    realmId: undefined,
    name: textOf(values, "name"),
    account: undefined,
    realm: undefined,
    active: isToBeMade(object) ? true : mapKnown(textOf(values, "state"), (state) => state === "ACTIVE"),
    admin: notInTerraform,
    canUseApiKeys: capability("can_use_api_keys"),
    canUseConsole: isToBeMade(object) ? undefined : capability("can_use_console_password"),
    // Null is told of somebody who never logged in.
    timeLastLogin: values[lastLogin] === undefined ? loginNotStored : instantOf(values, lastLogin),
  };
}

const extension = "urnietfparamsscimschemasoracleidcsextension";

/** Reads `oci_identity_domains_user` (identity_domains_user_resource.go). */
function readDomainUser(values: TerraformValues, object: TerraformObject): ReadOwner {
  const active = flagOf(values, "active");
  const capability = capabilityIn(values, `${extension}capabilities_user`);
  return {
    kind: "user",
    id: textOf(values, "ocid"),
    realmId: textOf(values, "id"),
    name: textOf(values, "user_name"),
    account: textOf(values, "tenancy_ocid"),
    realm: textOf(values, "idcs_endpoint"),
    active: isToBeMade(object) ? (known(active) ?? true) : active,
    admin: notInTerraform,
    canUseApiKeys: capability("can_use_api_keys"),
    canUseConsole: isToBeMade(object) ? undefined : capability("can_use_console_password"),
    timeLastLogin:
      mapKnown(firstObjectOf(values, `${extension}user_state_user`), (state) =>
        instantOf(state, "last_successful_login_date"),
      ) ?? loginOnRequest,
  };
}

/** Such a user will be active, and has no login to ask after: a source that shows the user knows more. */
function isToBeMade({ existence }: TerraformObject): boolean {
  return existence === "planned" || existence === "declared";
}

function capabilityIn(values: TerraformValues, block: string): (name: string) => Maybe<boolean> {
  const capabilities = firstObjectOf(values, block);
  return (name) => mapKnown(capabilities, (inner) => flagOf(inner, name));
}
