import { createHash, createPublicKey, generateKeyPairSync } from "node:crypto";

/** Public halves made once for all tests of a file. */
const made = new Map<string, string>();

/** A public key in PEM; the same name gives the same key. */
export function publicKey(name: string): string {
  const known = made.get(name);
  if (known !== undefined) return known;
  const pem = generateKeyPairSync("rsa", { modulusLength: 2048 })
    .publicKey.export({ type: "spki", format: "pem" })
    .toString();
  made.set(name, pem);
  return pem;
}

/** OCI's fingerprint: MD5 of the SubjectPublicKeyInfo. */
export function fingerprintOf(pem: string): string {
  const digest = createHash("md5")
    .update(createPublicKey(pem).export({ type: "spki", format: "der" }))
    .digest("hex");
  return digest.match(/../g)?.join(":") ?? "";
}

/** Attributes of an `oci_identity_api_key` as the provider stores them. */
export function classicKey(
  user: string,
  key: string,
  more: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const pem = publicKey(key);
  const user_id = `ocid1.user.oc1..${user}`;
  const fingerprint = fingerprintOf(pem);
  return {
    fingerprint,
    id: `ocid1.tenancy.oc1..t/${user_id}/${fingerprint}`,
    inactive_status: null,
    key_value: pem,
    state: "ACTIVE",
    time_created: "2026-10-01 08:00:00.118 +0000 UTC",
    timeouts: null,
    user_id,
    ...more,
  };
}

/** An instance of a resource in a raw state. */
export interface StateObject {
  readonly type?: string;
  readonly name: string;
  readonly module?: string;
  readonly index?: string | number;
  readonly mode?: "managed" | "data";
  readonly deposed?: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** A raw state, version 4. */
export function rawState(objects: readonly StateObject[], lineage = "l"): object {
  return {
    version: 4,
    terraform_version: "1.11.4",
    serial: 1,
    lineage,
    outputs: {},
    resources: objects.map(
      ({ type = "oci_identity_api_key", name, module, index, mode = "managed", deposed, attributes }) => ({
        ...(module === undefined ? {} : { module }),
        mode,
        type,
        name,
        provider: 'provider["registry.terraform.io/oracle/oci"]',
        instances: [
          {
            ...(index === undefined ? {} : { index_key: index }),
            ...(deposed === undefined ? {} : { deposed }),
            schema_version: 0,
            attributes,
            sensitive_attributes: [],
          },
        ],
      }),
    ),
  };
}

/** A change of one object of a plan. */
export interface PlannedChange {
  readonly type?: string;
  readonly name: string;
  readonly module?: string;
  readonly index?: string | number;
  readonly actions: readonly string[];
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
  readonly unknown?: readonly string[];
}

/** What the provider tells of a new key only once it is made. */
export const computed = ["fingerprint", "id", "inactive_status", "state", "time_created"];

/** `terraform show -json` of a plan. */
export function planJson(changes: readonly PlannedChange[], configuration: object = { root_module: {} }): object {
  return {
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: { root_module: {} },
    resource_changes: changes.map(
      ({ type = "oci_identity_api_key", name, module, index, actions, before, after, unknown }) => {
        const hidden = unknown ?? (actions.includes("create") && type === "oci_identity_api_key" ? computed : []);
        return {
          address: `${module === undefined ? "" : `${module}.`}${type}.${name}${index === undefined ? "" : `[${JSON.stringify(index)}]`}`,
          ...(module === undefined ? {} : { module_address: module }),
          mode: "managed",
          type,
          name,
          ...(index === undefined ? {} : { index }),
          provider_name: "registry.terraform.io/oracle/oci",
          change: {
            actions,
            before: before ?? null,
            after:
              after === undefined
                ? null
                : Object.fromEntries(Object.entries(after).filter(([attribute]) => !hidden.includes(attribute))),
            after_unknown: Object.fromEntries(hidden.map((attribute) => [attribute, true])),
          },
        };
      },
    ),
    configuration,
    applyable: true,
    complete: true,
    errored: false,
  };
}
