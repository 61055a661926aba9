import type { TerraformValues } from "../../model/terraform.ts";
import { mapKnown, unknown } from "../../model/unknown.ts";
import type { User } from "../../model/user.ts";
import { type TerraformObject, withComputed } from "../../terraform/lifecycle.ts";
import { flagOf, instantOf, objectOf, textOf } from "../../terraform/values.ts";

const notInTerraform = unknown("Terraform does not tell it; the live tenancy does");

function where({
  resource,
}: TerraformObject): Pick<User, "system" | "source" | "root" | "address" | "location" | "admin"> {
  return {
    system: "oci",
    source: resource.source,
    root: resource.root,
    address: resource.address,
    location: resource.location,
    admin: notInTerraform,
  };
}

/** Reads `oci_identity_user` (identity_user_resource.go). */
export function classicUser(object: TerraformObject): User {
  const values = withComputed(object, ["id", "state", "capabilities", "last_successful_login_time"]);
  const capabilities = objectOf(values, "capabilities");
  return {
    ...where(object),
    id: textOf(values, "id"),
    domainId: undefined,
    name: textOf(values, "name"),
    tenancy: undefined,
    domain: undefined,
    active: mapKnown(textOf(values, "state"), (state) => state === "ACTIVE"),
    canUseApiKeys: mapKnown(capabilities, (block) => flagOf(block, "can_use_api_keys")),
    canUseConsole: mapKnown(capabilities, (block) => flagOf(block, "can_use_console_password")),
    timeLastLogin: instantOf(values, "last_successful_login_time"),
  };
}

const extension = "urnietfparamsscimschemasoracleidcsextension";

/** Reads `oci_identity_domains_user` (identity_domains_user_resource.go). */
export function domainUser(object: TerraformObject): User {
  const values = withComputed(object, ["id", "ocid", "active", "tenancy_ocid"]);
  const block = (name: string, read: (values: TerraformValues) => User["canUseApiKeys"]) =>
    mapKnown(objectOf(values, extension + name), read);
  return {
    ...where(object),
    id: textOf(values, "ocid"),
    domainId: textOf(values, "id"),
    name: textOf(values, "user_name"),
    tenancy: textOf(values, "tenancy_ocid"),
    domain: textOf(values, "idcs_endpoint"),
    active: flagOf(values, "active"),
    canUseApiKeys: block("capabilities_user", (inner) => flagOf(inner, "can_use_api_keys")),
    canUseConsole: block("capabilities_user", (inner) => flagOf(inner, "can_use_console_password")),
    timeLastLogin: mapKnown(objectOf(values, `${extension}user_state_user`), (state) =>
      instantOf(state, "last_successful_login_date"),
    ),
  };
}
