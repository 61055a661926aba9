import type { ApiKey } from "../../model/api-key.ts";
import type { TerraformValues } from "../../model/terraform.ts";
import { type Maybe, mapKnown } from "../../model/unknown.ts";
import { required, type TerraformObject } from "../../terraform/lifecycle.ts";
import { instantOf, textOf, wholeNumberOf } from "../../terraform/values.ts";
import { pastedPublicKey } from "../pasted-key.ts";

/** Reads `oci_identity_api_key` (oracle/terraform-provider-oci, identity_api_key_resource.go). Its state id is TENANCY/USER/FINGERPRINT. */
export function classicKey(object: TerraformObject, values: TerraformValues): Partial<ApiKey> {
  const id = textOf(values, "id");
  const lifecycleState = textOf(values, "state");
  return {
    id,
    tenancy: mapKnown(id, (text) => (text.includes("/") ? text.split("/")[0] : undefined)),
    user: required(textOf(values, "user_id"), "user_id"),
    ...pastedPublicKey(values, "key_value"),
    fingerprint: textOf(values, "fingerprint"),
    lifecycleState,
    active: activeBy(object, lifecycleState),
    inactiveStatus: wholeNumberOf(values, "inactive_status"),
    timeCreated: instantOf(values, "time_created"),
  };
}

/** A key that is still to be made is active once it is made; a state that an old provider did not store does not tell. */
function activeBy(object: TerraformObject, lifecycleState: Maybe<string>): Maybe<boolean> {
  if (object.existence === "planned" || object.existence === "declared") return true;
  return mapKnown(lifecycleState, (state) => state === "ACTIVE");
}
