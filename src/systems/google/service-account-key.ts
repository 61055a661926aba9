import { type KeySpec, keyPair } from "../../model/credential.ts";
import type { KeyOwner } from "../../model/owner.ts";
import type { TerraformValues } from "../../model/terraform.ts";
import { isUnknown, known, type Maybe, mapKnown, unknown } from "../../model/unknown.ts";
import type { PublicKeyReading } from "../../model/public-key.ts";
import { isToBeMade, required, type TerraformObject } from "../../terraform/lifecycle.ts";
import { instantOf, textOf } from "../../terraform/values.ts";
import type { KeyTerraformType, ReadKey } from "../system.ts";
import { type AccountName, accountNamed } from "./account-name.ts";
import { serviceAccountKeyType } from "./key-type.ts";
import { readServiceKey, readUploaded } from "./public-key.ts";

const resource: KeyTerraformType = {
  type: "google_service_account_key",
  mode: "managed",
  makes: "key",
  keyType: serviceAccountKeyType.id,
  computed: ["id", "name", "public_key", "private_key", "valid_after", "valid_before"],
  keptByUpdate: ["id", "name", "public_key", "private_key", "valid_after", "valid_before"],
  neverShown: ["private_key", "public_key", "public_key_data", "key_algorithm", "valid_after", "valid_before"],
  secretAttributes: ["private_key", "public_key_data"],
  read: readServiceAccountKey,
};

/** Keys of service accounts, and the data source that shows one. */
export const serviceAccountKeyTypes: readonly KeyTerraformType[] = [resource, { ...resource, mode: "data" }];

const notStored = unknown("Terraform holds no validity of this key");
const lastUseUnavailable = unknown("Terraform does not tell when a service account key was last used");
const userManagedUnavailable = unknown(
  "the data source does not tell whether somebody made the key or Google Cloud keeps it",
);

/** What stands for no end of validity. */
const never = Date.UTC(9999, 11, 31, 23, 59, 59);

/**
 * Reads `google_service_account_key`, as a resource and as a data source (hashicorp/terraform-provider-google,
 * google/services/resourcemanager/resource_google_service_account_key.go, data_source_google_service_account_key.go). A key is valid from its
 * creation, an uploaded one from the start of its certificate. The provider does not tell whether a key is disabled: one that it shows is taken as usable.
 */
function readServiceAccountKey(values: TerraformValues, object: TerraformObject): ReadKey {
  const { mode } = object.resource;
  const account = mapKnown(accountTextOf(values), accountNamed);
  const uploaded = mapKnown(textOf(values, "public_key_data"), readUploaded);
  const validBefore = instantOf(values, "valid_before") ?? notStored;
  return {
    id: textOf(values, "id"),
    account: mapKnown(account, ({ project }) => project),
    owner: ownerOf(account),
    credential: keyPair({
      publicKey: uploaded ?? mapKnown(textOf(values, "public_key"), readServiceKey),
      spec: uploaded === undefined ? mapKnown(textOf(values, "key_algorithm") ?? defaultAlgorithm, specOf) : undefined,
    }),
    active: true,
    timeCreated: instantOf(values, "valid_after") ?? notStored,
    timeExpires: mapKnown(validBefore, (end) => (end >= never ? undefined : end)),
    timeLastUsed: lastUseUnavailable,
    secretAt: secretsIn(values, uploaded),
    ...(isToBeMade(object) && uploaded === undefined ? { secretWritten: ["private_key"] } : {}),
    attributes: {
      neverExpires: mapKnown(validBefore, (end) => end >= never),
      userManaged: mode === "managed" ? true : userManagedUnavailable,
    },
  };
}

/** The key's own name has the account as the service writes it; before the key exists, only the argument tells it. */
function accountTextOf(values: TerraformValues): Maybe<string> {
  const [id, name, argument] = ["id", "name", "service_account_id"].map((attribute) => textOf(values, attribute));
  return known(id) ?? known(name) ?? required(argument ?? name, "service_account_id");
}

function ownerOf(account: Maybe<AccountName>): KeyOwner {
  if (account === undefined || isUnknown(account)) return { kind: "service-account", id: account, name: undefined };
  const { id, email } = account;
  // The same account may be known by its address elsewhere.
  return { kind: "service-account", id, name: email, ...(email === undefined ? { idWithin: "realm" } : {}) };
}

const defaultAlgorithm = "KEY_ALG_RSA_2048";

function specOf(algorithm: string): Maybe<KeySpec> {
  const bits = /^KEY_ALG_RSA_(\d{3,5})$/.exec(algorithm)?.[1];
  return bits === undefined
    ? unknown(`key_algorithm ${algorithm} does not tell the make of the key`)
    : { type: "RSA", bits: Number(bits), curve: undefined };
}

/** The service returns a private key for what it makes itself, never for an upload. */
function secretsIn(values: TerraformValues, uploaded: Maybe<PublicKeyReading>): Maybe<readonly string[]> {
  const returned = textOf(values, "private_key");
  const places = [
    ...(known(returned) === undefined ? [] : ["private_key"]),
    ...(known(uploaded)?.kind === "private-key" ? ["public_key_data"] : []),
  ];
  if (places.length > 0) return places;
  if (isUnknown(uploaded)) return unknown(`public_key_data is not known: ${uploaded.reason}`);
  return uploaded === undefined && isUnknown(returned) ? returned : [];
}
