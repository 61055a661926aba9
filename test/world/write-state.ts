import type { Listing, State, Stored, World } from "./model.ts";
import { addressOf } from "./places.ts";
import { classicKey, tenancy } from "./values.ts";

const providerNames: Readonly<Record<string, string>> = {
  tls_private_key: "registry.terraform.io/hashicorp/tls",
  intersight_iam_api_key: "registry.terraform.io/ciscodevnet/intersight",
};

export function providerOf(type: string): string {
  return providerNames[type] ?? "registry.terraform.io/oracle/oci";
}

/** `terraform.tfstate`: version 4. */
export function rawState({ serial, objects }: State): object {
  const blocks = new Map<string, Stored[]>();
  for (const object of objects) {
    const block = `${object.type}.${object.name}`;
    blocks.set(block, [...(blocks.get(block) ?? []), object]);
  }
  return {
    version: 4,
    terraform_version: "1.11.4",
    serial,
    lineage: "7d3c6f3e-0000-4000-8000-000000000000",
    outputs: {},
    resources: [...blocks.values()].map((instances) => ({
      mode: "managed",
      type: instances[0]?.type,
      name: instances[0]?.name,
      provider: `provider["${providerOf(instances[0]?.type ?? "")}"]`,
      instances: instances.map(({ index, deposed, tainted, attributes }) => ({
        ...(index === undefined ? {} : { index_key: index }),
        ...(tainted === true ? { status: "tainted" } : {}),
        ...(deposed === undefined ? {} : { deposed }),
        schema_version: 0,
        attributes,
        sensitive_attributes: [],
      })),
    })),
    check_results: null,
  };
}

/** An object as `terraform show -json` prints it. */
export function shownObject(object: Stored): object {
  const { type, name, index, deposed, tainted, attributes } = object;
  return {
    address: addressOf(object),
    mode: "managed",
    type,
    name,
    ...(index === undefined ? {} : { index }),
    provider_name: providerOf(type),
    schema_version: 0,
    values: attributes,
    sensitive_values: {},
    ...(tainted === true ? { tainted } : {}),
    ...(deposed === undefined ? {} : { deposed_key: deposed }),
  };
}

/** `terraform show -json` of a state. */
export function shownState(objects: readonly Stored[]): object {
  if (objects.length === 0) return { format_version: "1.0", terraform_version: "1.11.4" };
  return {
    format_version: "1.0",
    terraform_version: "1.11.4",
    values: { root_module: { resources: objects.map(shownObject) } },
  };
}

/** The state of another root that has read the keys of each user of the classic service by a data source. */
export function dataState(world: World, shown: Listing): object {
  const users = shown.users.filter(({ service }) => service === "classic");
  return {
    version: 4,
    terraform_version: "1.11.4",
    serial: 1,
    lineage: "7d3c6f3e-0000-4000-8000-00000000000d",
    outputs: {},
    resources: users.map((user) => ({
      mode: "data",
      type: "oci_identity_api_keys",
      name: user.name,
      provider: `provider["registry.terraform.io/oracle/oci"]`,
      instances: [
        {
          schema_version: 0,
          attributes: {
            api_keys: keysOf(shown, user.name).map((key) => {
              const { timeouts: _, ...attributes } = classicKey(key, user);
              return { ...attributes, inactive_status: attributes["inactive_status"] ?? "" };
            }),
            compartment_id: tenancy,
            filter: null,
            id: `IdentityApiKeysDataSource-${world.count}`,
            user_id: user.id,
          },
          sensitive_attributes: [],
        },
      ],
    })),
    check_results: null,
  };
}

export function keysOf({ keys }: Listing, user: string): Listing["keys"] {
  return keys.filter((key) => key.user === user);
}
