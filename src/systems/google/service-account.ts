import type { TerraformValues } from "../../model/terraform.ts";
import { known, type Maybe, mapKnown, unknown } from "../../model/unknown.ts";
import { flagOf, textOf } from "../../terraform/values.ts";
import type { OwnerTerraformType, ReadOwner } from "../system.ts";
import { accountNamed, emailOf } from "./account-name.ts";

const serviceAccount: Omit<OwnerTerraformType, "mode"> = {
  type: "google_service_account",
  makes: "owner",
  computed: ["email", "unique_id", "project"],
  keptByUpdate: ["email", "unique_id", "project"],
  neverShown: ["disabled"],
  secretAttributes: [],
  read: readServiceAccount,
};

/** Service accounts. */
export const serviceAccountTypes: readonly OwnerTerraformType[] = [
  { ...serviceAccount, mode: "managed" },
  { ...serviceAccount, mode: "data" },
];

/**
 * Reads `google_service_account`, as a resource and as a data source (hashicorp/terraform-provider-google,
 * google/services/resourcemanager/resource_google_service_account.go, data_source_google_service_account.go). Nobody logs in to a console as one.
 */
function readServiceAccount(values: TerraformValues): ReadOwner {
  const email = addressOf(values);
  return {
    kind: "service-account",
    id: email,
    realmId: textOf(values, "unique_id"),
    name: email,
    account: known(textOf(values, "project")) ?? mapKnown(mapKnown(email, accountNamed), ({ project }) => project),
    realm: undefined,
    active: mapKnown(flagOf(values, "disabled") ?? false, (disabled) => !disabled),
    admin: unknown("bindings of roles tell it, which keylint does not read"),
    canUseApiKeys: true,
    canUseConsole: false,
    timeLastLogin: undefined,
  };
}

/** The service makes the address of the account's id and its project: both may be written before it exists. */
function addressOf(values: TerraformValues): Maybe<string> {
  const email = textOf(values, "email");
  const [account, project] = [known(textOf(values, "account_id")), known(textOf(values, "project"))];
  if (known(email) !== undefined || account === undefined || project === undefined) return email;
  return /^[a-z0-9-]+$/.test(account) ? emailOf(account, project) : email;
}
