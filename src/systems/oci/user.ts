import type { TerraformValues } from "../../model/terraform.ts";
import { type Maybe, mapKnown, unknown } from "../../model/unknown.ts";
import { flagOf, instantOf, firstObjectOf, textOf } from "../../terraform/values.ts";
import type { OwnerTerraformType, ReadOwner } from "../system.ts";

const classic: Omit<OwnerTerraformType, "mode"> = {
  type: "oci_identity_user",
  makes: "owner",
  computed: ["id", "state", "capabilities", "last_successful_login_time"],
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

/** Users of the classic Identity service and of identity domains. */
export const userTypes: readonly OwnerTerraformType[] = [classic, ofDomain].flatMap((type) => [
  { ...type, mode: "managed" },
  { ...type, mode: "data" },
]);

const notInTerraform = unknown("Terraform does not tell it; the live tenancy does");

/** Reads `oci_identity_user` (identity_user_resource.go). */
function readClassicUser(values: TerraformValues): ReadOwner {
  const capability = capabilityIn(values, "capabilities");
  return {
    kind: "user",
    id: textOf(values, "id"),
    realmId: undefined,
    name: textOf(values, "name"),
    account: undefined,
    realm: undefined,
    active: mapKnown(textOf(values, "state"), (state) => state === "ACTIVE"),
    admin: notInTerraform,
    canUseApiKeys: capability("can_use_api_keys"),
    canUseConsole: capability("can_use_console_password"),
    timeLastLogin: instantOf(values, "last_successful_login_time"),
  };
}

const extension = "urnietfparamsscimschemasoracleidcsextension";

/** Reads `oci_identity_domains_user` (identity_domains_user_resource.go). */
function readDomainUser(values: TerraformValues): ReadOwner {
  const capability = capabilityIn(values, `${extension}capabilities_user`);
  return {
    kind: "user",
    id: textOf(values, "ocid"),
    realmId: textOf(values, "id"),
    name: textOf(values, "user_name"),
    account: textOf(values, "tenancy_ocid"),
    realm: textOf(values, "idcs_endpoint"),
    active: flagOf(values, "active"),
    admin: notInTerraform,
    canUseApiKeys: capability("can_use_api_keys"),
    canUseConsole: capability("can_use_console_password"),
    timeLastLogin: mapKnown(firstObjectOf(values, `${extension}user_state_user`), (state) =>
      instantOf(state, "last_successful_login_date"),
    ),
  };
}

function capabilityIn(values: TerraformValues, block: string): (name: string) => Maybe<boolean> {
  const capabilities = firstObjectOf(values, block);
  return (name) => mapKnown(capabilities, (inner) => flagOf(inner, name));
}
