import type { TerraformValues } from "../../../src/model/terraform.ts";
import { unknown } from "../../../src/model/unknown.ts";
import type { OwnerTerraformType, ReadOwner } from "../../../src/systems/system.ts";
import { flagOf, textOf } from "../../../src/terraform/values.ts";

/** Whoever holds a key. */
export const user: OwnerTerraformType = {
  type: "toy_user",
  mode: "managed",
  makes: "owner",
  computed: ["id"],
  keptByUpdate: ["id"],
  neverShown: [],
  secretAttributes: [],
  read: readUser,
};

function readUser(values: TerraformValues): ReadOwner {
  return {
    kind: "user",
    id: textOf(values, "id"),
    realmId: undefined,
    name: textOf(values, "name"),
    account: undefined,
    realm: undefined,
    active: flagOf(values, "enabled") ?? true,
    admin: false,
    canUseApiKeys: true,
    canUseConsole: true,
    timeLastLogin: unknown("Terraform does not tell it"),
  };
}
