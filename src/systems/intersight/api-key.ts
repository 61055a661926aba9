import { type KeySpec, keyPair } from "../../model/credential.ts";
import type { TerraformValues } from "../../model/terraform.ts";
import { isUnknown, type Maybe, mapKnown, unknown } from "../../model/unknown.ts";
import { isToBeMade, type TerraformObject } from "../../terraform/lifecycle.ts";
import { flagOf, instantOf, firstObjectOf, objectsOf, textOf } from "../../terraform/values.ts";
import type { KeyTerraformType, ReadKey } from "../system.ts";
import { tagsOf } from "../tags.ts";
import { readKeySpec } from "./key-spec.ts";
import { apiKeyType } from "./key-type.ts";
import { managedObjectNames } from "./managed-object.ts";

const resource: KeyTerraformType = {
  type: "intersight_iam_api_key",
  mode: "managed",
  makes: "key",
  keyType: apiKeyType.id,
  computed: [
    "moid",
    "id",
    "oper_status",
    "last_used_time",
    "last_used_ip",
    "start_time",
    "create_time",
    "account_moid",
    "user",
  ],
  keptByUpdate: ["id", "moid", "create_time", "account_moid"],
  neverShown: [
    "private_key",
    "key_spec",
    "hash_algorithm",
    "signing_algorithm",
    "admin_status",
    "oper_status",
    "is_never_expiring",
    "create_time",
    "start_time",
    "expiry_date_time",
    "last_used_time",
  ],
  secretAttributes: ["private_key"],
  read: readKey,
  readImportId: (id) => ({ id }),
};

/** API keys, and the data source that lists them. */
export const apiKeyTypes: readonly KeyTerraformType[] = [
  resource,
  { ...resource, mode: "data", neverShown: ["results"], list: { attribute: "results", inherits: [] } },
];

/** Reads one key (CiscoDevNet/terraform-provider-intersight, resource_intersight_iam_api_key.go); absent arguments have the provider's defaults. */
function readKey(values: TerraformValues, object: TerraformObject): ReadKey {
  const adminStatus = textOf(values, "admin_status") ?? "enable";
  const operStatus = isSwitched(object) ? unknown("known only after apply") : textOf(values, "oper_status");
  const within = (block: string, name: string) =>
    mapKnown(firstObjectOf(values, block), (inner) => textOf(inner, name));
  return {
    id: textOf(values, "moid") ?? textOf(values, "id"),
    account: textOf(values, "account_moid"),
    owner: { kind: "user", id: within("user", "moid"), name: undefined },
    credential: keyPair({ spec: specOf(values) }),
    secretAt: mapKnown(textOf(values, "private_key"), () => ["private_key"]) ?? [],
    // Create stores what the reply holds, whether configuration asks for it or not.
    ...(isToBeMade(object) ? { secretWritten: ["private_key"] } : {}),
    active: activeBy(object, adminStatus, operStatus),
    timeCreated: instantOf(values, "create_time"),
    timeStarted: instantOf(values, "start_time"),
    timeExpires: instantOf(values, "expiry_date_time"),
    timeLastUsed: instantOf(values, "last_used_time"),
    tags: tagsOf(values, "tags"),
    attributes: {
      service: "iam",
      adminStatus,
      operStatus,
      hashAlgorithm: textOf(values, "hash_algorithm") ?? "SHA256",
      signingAlgorithm: textOf(values, "signing_algorithm") ?? "RSASSA-PKCS1-v1_5",
      neverExpires: flagOf(values, "is_never_expiring") ?? false,
      lastUsedIp: textOf(values, "last_used_ip"),
      purpose: textOf(values, "purpose"),
      permission: within("permission", "moid"),
      permissionResources: mapKnown(objectsOf(values, "permission_resources"), (list) =>
        managedObjectNames(
          list.map((item) => ({
            moid: textOf(item, "moid"),
            objectType: textOf(item, "object_type"),
            selector: textOf(item, "selector"),
          })),
        ),
      ),
      switchedFromAccount: mapKnown(firstObjectOf(values, "scope"), (scope) =>
        mapKnown(firstObjectOf(scope, "switched_from_account"), (account) => textOf(account, "account_id")),
      ),
    },
  };
}

/** Whether the plan enables or disables the key: the status in operation follows, and what stands there is that of before. */
function isSwitched({ moment, resource: { change, values } }: TerraformObject): boolean {
  const statusIn = (side: TerraformValues): unknown => side["admin_status"] ?? "enable";
  return moment === "planned" && change?.before !== undefined && statusIn(change.before) !== statusIn(values);
}

function activeBy(object: TerraformObject, adminStatus: Maybe<string>, operStatus: Maybe<string>): Maybe<boolean> {
  if (isUnknown(adminStatus)) return adminStatus;
  if (adminStatus !== undefined && adminStatus !== "enable") return false;
  if (isToBeMade(object) || isSwitched(object)) return true;
  return mapKnown(operStatus, (status) => status === "enabled") ?? true;
}

/** `additional_properties` is a JSON text with the API's own names: `{"Modulus":4096}`; old examples write `modulus` beside it. */
function specOf(values: TerraformValues): Maybe<KeySpec> {
  const spec = firstObjectOf(values, "key_spec");
  if (spec === undefined) return unknown("Intersight chooses the key specification when none is given");
  return mapKnown(spec, (block) => {
    const properties = mapKnown(textOf(block, "additional_properties"), parseProperties);
    const modulus = block["modulus"];
    return readKeySpec(
      textOf(block, "object_type"),
      properties === undefined && modulus !== undefined && modulus !== null ? { Modulus: modulus } : properties,
    );
  });
}

function parseProperties(text: string): Maybe<Readonly<Record<string, unknown>>> {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null
      ? { ...parsed }
      : unknown("additional_properties of key_spec is not a JSON object");
  } catch {
    return unknown("additional_properties of key_spec is not JSON");
  }
}
