import type { ApiKey, KeySpec, ManagedObject } from "../../model/api-key.ts";
import type { SourceItem } from "../../model/source.ts";
import type { TerraformResource, TerraformValues } from "../../model/terraform.ts";
import { isUnknown, known, type Maybe, mapKnown, unknown } from "../../model/unknown.ts";
import { objectsOfResource, type TerraformObject, withComputed } from "../../terraform/lifecycle.ts";
import { flagOf, instantOf, objectOf, objectsOf, textOf } from "../../terraform/values.ts";
import { terraformKey } from "../terraform-key.ts";
import type { TerraformSystem } from "../system.ts";
import { tagsOf } from "../tags.ts";
import { keySpecOf } from "./key-spec.ts";

const computed = [
  "moid",
  "id",
  "oper_status",
  "last_used_time",
  "last_used_ip",
  "start_time",
  "create_time",
  "account_moid",
  "user",
];

/** Cisco Intersight: `intersight_iam_api_key` as a resource, and as a data source with its `results`. */
export const intersight: TerraformSystem = {
  types: ["intersight_iam_api_key"],
  *itemsOf(resource: TerraformResource): Iterable<SourceItem> {
    for (const object of objectsOfResource(resource)) {
      if (resource.mode === "managed") {
        yield { kind: "key", key: terraformKey(object, keyOf(object, withComputed(object, computed))) };
        continue;
      }
      for (const [index, item] of (known(objectsOf(object.values, "results")) ?? []).entries()) {
        yield { kind: "key", key: terraformKey(object, keyOf(object, item), `results.${index}`) };
      }
    }
  },
};

/** Reads one key (CiscoDevNet/terraform-provider-intersight, resource_intersight_iam_api_key.go); absent arguments have the provider's defaults. */
function keyOf(object: TerraformObject, values: TerraformValues): Partial<ApiKey> & { readonly system: "intersight" } {
  const adminStatus = textOf(values, "admin_status") ?? "enable";
  const operStatus = textOf(values, "oper_status");
  const user = objectOf(values, "user");
  return {
    system: "intersight",
    id: textOf(values, "moid") ?? textOf(values, "id"),
    tenancy: textOf(values, "account_moid"),
    user: mapKnown(user, (reference) => textOf(reference, "moid")),
    keySpec: specOf(values),
    hashAlgorithm: textOf(values, "hash_algorithm") ?? "SHA256",
    signingAlgorithm: textOf(values, "signing_algorithm") ?? "RSASSA-PKCS1-v1_5",
    adminStatus,
    operStatus,
    active: activeBy(object, adminStatus, operStatus),
    timeCreated: instantOf(values, "create_time"),
    timeStarted: instantOf(values, "start_time"),
    timeExpires: instantOf(values, "expiry_date_time"),
    timeLastUsed: instantOf(values, "last_used_time"),
    lastUsedIp: textOf(values, "last_used_ip"),
    neverExpires: flagOf(values, "is_never_expiring") ?? false,
    purpose: textOf(values, "purpose"),
    permission: mapKnown(objectOf(values, "permission"), managedObject),
    permissionResources: mapKnown(objectsOf(values, "permission_resources"), (list) => list.map(managedObject)),
    scope: mapKnown(objectOf(values, "scope"), (scope) => ({
      switchedFromAccount: mapKnown(objectOf(scope, "switched_from_account"), (account) =>
        textOf(account, "account_id"),
      ),
    })),
    tags: tagsOf(values, "tags"),
    privateKeyAt: mapKnown(textOf(values, "private_key"), () => ["private_key"]) ?? [],
  };
}

function managedObject(values: TerraformValues): ManagedObject {
  return {
    moid: textOf(values, "moid"),
    objectType: textOf(values, "object_type"),
    selector: textOf(values, "selector"),
  };
}

function activeBy(object: TerraformObject, adminStatus: Maybe<string>, operStatus: Maybe<string>): Maybe<boolean> {
  if (isUnknown(adminStatus)) return adminStatus;
  if (adminStatus !== undefined && adminStatus !== "enable") return false;
  if (object.existence === "planned" || object.existence === "declared") return true;
  return mapKnown(operStatus, (status) => status === "enabled") ?? true;
}

/** `additional_properties` is a JSON text with the API's own names: `{"Modulus":4096}`; old examples write `modulus` beside it. */
function specOf(values: TerraformValues): Maybe<KeySpec> {
  const spec = objectOf(values, "key_spec");
  if (spec === undefined) return unknown("Intersight chooses the key specification when none is given");
  return mapKnown(spec, (block) => {
    const properties = mapKnown(textOf(block, "additional_properties"), parseProperties);
    const modulus = block["modulus"];
    return keySpecOf(
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
