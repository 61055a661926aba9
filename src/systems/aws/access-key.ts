import { sharedSecret } from "../../model/credential.ts";
import type { TerraformValues } from "../../model/terraform.ts";
import { isUnknown, known, type Maybe, mapKnown, unknown } from "../../model/unknown.ts";
import { isToBeMade, required, type TerraformObject } from "../../terraform/lifecycle.ts";
import { instantOf, textOf } from "../../terraform/values.ts";
import type { KeyTerraformType, ReadKey } from "../system.ts";
import { accessKeyType } from "./key-type.ts";

/** What the provider stores in clear unless `pgp_key` is given; releases before 3.0 had the second SMTP password. */
const secretAttributes = ["secret", "ses_smtp_password_v4", "ses_smtp_password"];

const resource: KeyTerraformType = {
  type: "aws_iam_access_key",
  mode: "managed",
  makes: "key",
  keyType: accessKeyType.id,
  computed: ["id", "create_date", "secret", "ses_smtp_password_v4"],
  keptByUpdate: ["id", "create_date", "secret", "ses_smtp_password_v4"],
  neverShown: [...secretAttributes, "pgp_key", "status", "create_date"],
  secretAttributes,
  read: readAccessKey,
};

/** Access keys, and the data source that lists those of a user. */
export const accessKeyTypes: readonly KeyTerraformType[] = [
  resource,
  {
    ...resource,
    type: "aws_iam_access_keys",
    mode: "data",
    neverShown: ["access_keys"],
    list: { attribute: "access_keys", inherits: ["user"] },
  },
];

const lastUseUnavailable = unknown("Terraform does not tell when an access key was last used");

/**
 * Reads `aws_iam_access_key` and an item of `aws_iam_access_keys` (hashicorp/terraform-provider-aws, internal/service/iam/access_key.go,
 * access_keys_data_source.go). A key without a status is made active. The user is named, and only its account knows the name.
 */
function readAccessKey(values: TerraformValues, object: TerraformObject): ReadKey {
  const user = required(textOf(values, "user"), "user");
  const status = textOf(values, "status") ?? "Active";
  return {
    id: textOf(values, "access_key_id") ?? textOf(values, "id"),
    owner: { kind: "user", id: user, name: known(user), idWithin: "account" },
    credential: sharedSecret,
    active: mapKnown(status, (text) => text === "Active"),
    timeCreated: instantOf(values, "create_date"),
    timeLastUsed: lastUseUnavailable,
    secretAt: secretsIn(values),
    ...(isToBeMade(object) && textOf(values, "pgp_key") === undefined ? { secretWritten: ["secret"] } : {}),
    attributes: { status },
  };
}

/** With `pgp_key` the provider stores the secrets encrypted only, whatever a plan still calls unknown. */
function secretsIn(values: TerraformValues): Maybe<readonly string[]> {
  const secrets = secretAttributes.map((name) => ({ name, secret: textOf(values, name) }));
  const stored = secrets.filter(({ secret }) => known(secret) !== undefined);
  if (stored.length > 0) return stored.map(({ name }) => name);
  const notKnown = secrets.map(({ secret }) => secret).find(isUnknown);
  const pgpKey = textOf(values, "pgp_key");
  return notKnown === undefined || known(pgpKey) !== undefined ? [] : notKnown;
}
