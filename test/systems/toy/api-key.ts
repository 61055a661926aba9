import { sharedSecret } from "../../../src/model/credential.ts";
import type { TerraformValues } from "../../../src/model/terraform.ts";
import { isUnknown, known } from "../../../src/model/unknown.ts";
import type { KeyTerraformType, ReadKey } from "../../../src/systems/system.ts";
import { required } from "../../../src/terraform/lifecycle.ts";
import { flagOf, instantOf, textOf } from "../../../src/terraform/values.ts";
import { toyKeyType } from "./key-type.ts";

/** Its token is made by the service, and the provider keeps it in the state. */
export const apiKey: KeyTerraformType = {
  type: "toy_api_key",
  mode: "managed",
  makes: "key",
  keyType: toyKeyType.id,
  computed: ["id", "token", "created_at"],
  keptByUpdate: ["id", "token", "created_at"],
  neverShown: ["token", "created_at", "enabled"],
  secretAttributes: ["token"],
  read: readApiKey,
};

function readApiKey(values: TerraformValues): ReadKey {
  const user = required(textOf(values, "user_id"), "user_id");
  const token = textOf(values, "token");
  return {
    id: textOf(values, "id"),
    owner: { kind: "user", id: user, name: undefined },
    credential: sharedSecret,
    active: flagOf(values, "enabled") ?? true,
    timeCreated: instantOf(values, "created_at"),
    secretAt: isUnknown(token) ? token : known(token) === undefined ? [] : ["token"],
    attributes: { mayWrite: flagOf(values, "may_write") ?? false },
  };
}
