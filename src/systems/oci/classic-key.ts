import type { TerraformValues } from "../../model/terraform.ts";
import { type Maybe, mapKnown } from "../../model/unknown.ts";
import { keyPair } from "../../model/credential.ts";
import { required, type TerraformObject } from "../../terraform/lifecycle.ts";
import { instantOf, textOf, wholeNumberOf } from "../../terraform/values.ts";
import { pastedPublicKey } from "../pasted-key.ts";
import type { KeyTerraformType, ReadKey } from "../system.ts";
import { apiKeyType } from "./key-type.ts";

const resource: KeyTerraformType = {
  type: "oci_identity_api_key",
  mode: "managed",
  makes: "key",
  keyType: apiKeyType.id,
  computed: ["fingerprint", "id", "state", "time_created", "inactive_status"],
  keptByUpdate: ["id", "fingerprint", "time_created"],
  neverShown: ["key_value", "fingerprint", "state", "inactive_status", "time_created"],
  secretAttributes: ["key_value"],
  read: readClassicKey,
  arguments: { credential: "key_value", owner: "user_id" },
  readImportId: (importId) => {
    const [, owner, fingerprint] = /^users\/([^/]+)\/apiKeys\/(.+)$/.exec(importId) ?? [];
    return owner === undefined || fingerprint === undefined ? {} : { owner, fingerprint };
  },
};

/** API keys of the classic Identity service. */
export const classicKeyTypes: readonly KeyTerraformType[] = [
  resource,
  {
    ...resource,
    type: "oci_identity_api_keys",
    mode: "data",
    neverShown: ["api_keys"],
    list: { attribute: "api_keys", inherits: [] },
  },
];

/** Reads `oci_identity_api_key` (oracle/terraform-provider-oci, identity_api_key_resource.go). Its state id is TENANCY/USER/FINGERPRINT. */
function readClassicKey(values: TerraformValues, object: TerraformObject): ReadKey {
  const id = textOf(values, "id");
  const lifecycleState = textOf(values, "state");
  const { publicKey, secretAt } = pastedPublicKey(values, "key_value");
  return {
    id,
    account: mapKnown(id, (text) => (text.includes("/") ? text.split("/")[0] : undefined)),
    owner: { kind: "user", id: required(textOf(values, "user_id"), "user_id"), name: undefined },
    credential: keyPair({ publicKey, fingerprint: textOf(values, "fingerprint") }),
    secretAt,
    active: activeBy(object, lifecycleState),
    timeCreated: instantOf(values, "time_created"),
    attributes: { service: "identity", lifecycleState, inactiveStatus: wholeNumberOf(values, "inactive_status") },
  };
}

/** A key that is still to be made is active once it is made; a state that an old provider did not store does not tell. */
function activeBy(object: TerraformObject, lifecycleState: Maybe<string>): Maybe<boolean> {
  if (object.existence === "planned" || object.existence === "declared") return true;
  return mapKnown(lifecycleState, (state) => state === "ACTIVE");
}
