import type { TerraformValues } from "../../model/terraform.ts";
import { mapKnown, unknown } from "../../model/unknown.ts";
import { textOf } from "../../terraform/values.ts";
import type { OwnerTerraformType, ReadOwner } from "../system.ts";

const user: Omit<OwnerTerraformType, "mode"> = {
  type: "aws_iam_user",
  makes: "owner",
  computed: ["arn"],
  keptByUpdate: ["arn"],
  neverShown: [],
  secretAttributes: [],
  read: readUser,
};

/** IAM users. */
export const userTypes: readonly OwnerTerraformType[] = [
  { ...user, mode: "managed" },
  { ...user, mode: "data" },
];

const inOtherResources = unknown("other resources tell it, which keylint does not read");

/**
 * Reads `aws_iam_user`, as a resource and as a data source (hashicorp/terraform-provider-aws, internal/service/iam/user.go, user_data_source.go).
 * The name is how keys refer to it; an IAM user can't be disabled.
 */
function readUser(values: TerraformValues): ReadOwner {
  const name = textOf(values, "user_name") ?? textOf(values, "name");
  return {
    kind: "user",
    idWithin: "account",
    id: name,
    realmId: undefined,
    name,
    account: mapKnown(textOf(values, "arn"), accountIn),
    realm: undefined,
    active: true,
    admin: inOtherResources,
    canUseApiKeys: true,
    canUseConsole: inOtherResources,
    timeLastLogin: unknown("Terraform does not tell it"),
  };
}

/** `arn:aws:iam::123456789012:user/path/name` has the account in its fifth part. */
function accountIn(arn: string): string | undefined {
  return /^arn:[\w-]+:iam::(\d{12}):/.exec(arn)?.[1];
}
