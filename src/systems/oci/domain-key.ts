import type { ApiKey } from "../../model/api-key.ts";
import type { TerraformValues } from "../../model/terraform.ts";
import { isUnknown, mapKnown } from "../../model/unknown.ts";
import type { TerraformObject } from "../../terraform/lifecycle.ts";
import { flagOf, instantOf, objectOf, textOf } from "../../terraform/values.ts";
import { pastedPublicKey } from "../pasted-key.ts";
import { tagsOf } from "../tags.ts";

/**
 * Reads `oci_identity_domains_api_key` and `..._my_api_key` (identity_domains_api_key_resource.go). An identity domain keeps no lifecycle state:
 * a key that it shows is usable, unless it is being deleted.
 */
export function domainKey(_object: TerraformObject, values: TerraformValues): Partial<ApiKey> {
  const user = objectOf(values, "user");
  return {
    id: textOf(values, "id"),
    tenancy: textOf(values, "tenancy_ocid"),
    domain: textOf(values, "idcs_endpoint"),
    user: mapKnown(user, (block) => textOf(block, "ocid") ?? textOf(block, "value")),
    userName: mapKnown(user, (block) => textOf(block, "name")),
    ...pastedPublicKey(values, "key"),
    fingerprint: textOf(values, "fingerprint"),
    active: isUnknown(values["delete_in_progress"]) ? true : flagOf(values, "delete_in_progress") !== true,
    timeCreated: mapKnown(objectOf(values, "meta"), (meta) => instantOf(meta, "created")),
    purpose: textOf(values, "description"),
    tags: tagsOf(values, "tags"),
  };
}
