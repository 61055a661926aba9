import type { ApiKey } from "../../model/api-key.ts";
import type { SourceItem } from "../../model/source.ts";
import type { TerraformResource, TerraformValues } from "../../model/terraform.ts";
import { known, type Maybe } from "../../model/unknown.ts";
import { objectsOfResource, type TerraformObject, withComputed } from "../../terraform/lifecycle.ts";
import { objectsOf } from "../../terraform/values.ts";
import { terraformKey } from "../terraform-key.ts";
import type { TerraformSystem } from "../system.ts";
import { classicKey } from "./classic-key.ts";
import { domainKey } from "./domain-key.ts";
import { classicUser, domainUser } from "./user.ts";

type ReadKey = (object: TerraformObject, values: TerraformValues) => Partial<ApiKey>;

interface KeyType {
  readonly read: ReadKey;
  /** Attributes that only the provider sets. */
  readonly computed: readonly string[];
}

const classic: KeyType = {
  read: classicKey,
  computed: ["fingerprint", "id", "state", "time_created", "inactive_status"],
};
const domains: KeyType = {
  read: domainKey,
  computed: ["fingerprint", "id", "meta", "tenancy_ocid", "ocid"],
};

const single: Readonly<Record<string, KeyType>> = {
  oci_identity_api_key: classic,
  oci_identity_domains_api_key: domains,
  oci_identity_domains_my_api_key: domains,
};

/** Data sources that list keys, with the attribute of the list. */
const lists: Readonly<Record<string, KeyType & { readonly list: string }>> = {
  oci_identity_api_keys: { ...classic, list: "api_keys" },
  oci_identity_domains_api_keys: { ...domains, list: "api_keys" },
  oci_identity_domains_my_api_keys: { ...domains, list: "my_api_keys" },
};

const users: Readonly<Record<string, typeof classicUser>> = {
  oci_identity_user: classicUser,
  oci_identity_domains_user: domainUser,
};

/** Oracle Cloud Infrastructure: classic API keys and those of identity domains. */
export const oci: TerraformSystem = {
  types: [...Object.keys(single), ...Object.keys(lists), ...Object.keys(users)],
  *itemsOf(resource: TerraformResource): Iterable<SourceItem> {
    for (const object of objectsOfResource(resource)) {
      for (const key of keysOf(object)) yield { kind: "key", key };
      const user = object.existence === "removed" ? undefined : users[resource.type]?.(object);
      if (user !== undefined) yield { kind: "user", user };
    }
  },
};

function* keysOf(object: TerraformObject): Iterable<ApiKey> {
  const { resource, values } = object;
  const one = single[resource.type];
  if (one !== undefined) {
    yield terraformKey(object, { system: "oci", ...one.read(object, withComputed(object, one.computed)) });
    return;
  }
  const many = lists[resource.type];
  if (many === undefined) return;
  const listed: Maybe<readonly TerraformValues[]> = objectsOf(values, many.list);
  for (const [index, item] of (known(listed) ?? []).entries()) {
    const outer = { ...pick(values, ["idcs_endpoint"]), ...item };
    yield terraformKey(object, { system: "oci", ...many.read(object, outer) }, `${many.list}.${index}`);
  }
}

function pick(values: TerraformValues, names: readonly string[]): TerraformValues {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = values[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
