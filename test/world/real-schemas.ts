import type { AttributeSchema, ProviderSchema } from "../terraform/oracle/schemas.ts";

const text = "string";
const set = { type: text, by: "user" } as const;
const replacing = { type: text, by: "user", replaces: true } as const;
const either = { type: text, by: "either" } as const;
const listOf = (...names: readonly string[]): unknown => [
  "list",
  ["object", Object.fromEntries(names.map((name) => [name, text]))],
];
const computed = (...names: readonly string[]): Record<string, AttributeSchema> =>
  Object.fromEntries(names.map((name) => [name, { type: text, by: "provider" }]));
const given = (type: unknown): AttributeSchema => ({ type, by: "provider" });

/** The types of the world with those attributes of the real providers that matter to keys. */
export const worldProviders: Readonly<Record<string, ProviderSchema>> = {
  "registry.terraform.io/oracle/oci": {
    resources: {
      oci_identity_api_key: {
        attributes: {
          user_id: replacing,
          key_value: replacing,
          ...computed("id", "fingerprint", "inactive_status", "state", "time_created"),
        },
      },
      oci_identity_user: {
        attributes: {
          name: set,
          description: set,
          ...computed("compartment_id", "id", "inactive_state", "state", "time_created"),
        },
      },
      oci_identity_domains_api_key: {
        attributes: {
          idcs_endpoint: replacing,
          key: replacing,
          schemas: {
            type: ["list", text],
            by: "user",
          },
          description: either,
          delete_in_progress: given("bool"),
          meta: given(listOf("created", "last_modified", "location", "resource_type", "version")),
          ...computed("compartment_ocid", "domain_ocid", "fingerprint", "id", "ocid", "tenancy_ocid"),
        },
        blocks: { user: { value: either, ocid: either, name: either, display: either, ref: either } },
      },
      oci_identity_domains_user: {
        attributes: {
          idcs_endpoint: set,
          user_name: set,
          schemas: {
            type: ["list", text],
            by: "user",
          },
          active: given("bool"),
          ...computed("id", "ocid", "tenancy_ocid"),
        },
        blocks: { name: { family_name: set } },
      },
    },
    dataSources: {},
  },
  "registry.terraform.io/hashicorp/tls": {
    resources: {
      tls_private_key: {
        attributes: {
          algorithm: set,
          rsa_bits: {
            type: "number",
            by: "user",
            replaces: true,
          },
          ...computed("id", "private_key_openssh", "private_key_pem", "private_key_pem_pkcs8", "public_key_pem"),
        },
      },
    },
    dataSources: {},
  },
  "registry.terraform.io/ciscodevnet/intersight": {
    resources: {
      intersight_iam_api_key: {
        attributes: {
          purpose: set,
          hash_algorithm: replacing,
          admin_status: set,
          private_key: either,
          key_spec: {
            type: listOf("additional_properties", "class_id", "name", "object_type"),
            by: "either",
          },
          is_never_expiring: given("bool"),
          user: given(listOf("additional_properties", "class_id", "moid", "object_type", "selector")),
          ...computed("account_moid", "create_time", "expiry_date_time", "id", "last_used_time", "moid", "oper_status"),
          ...computed("signing_algorithm", "start_time"),
        },
      },
    },
    dataSources: {},
  },
};

/** What the type has of these values; what they lack is null. */
export function fitted(type: string, values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  for (const { resources } of Object.values(worldProviders)) {
    const schema = resources[type];
    if (schema === undefined) continue;
    const names = [...Object.entries(schema.attributes), ...Object.entries(schema.blocks ?? {})];
    return Object.fromEntries(names.map(([name, inner]) => [name, fittedValue(inner, values[name])]));
  }
  return {};
}

/** Members of objects that the schema has. */
function fittedValue(schema: AttributeSchema | Readonly<Record<string, AttributeSchema>>, value: unknown): unknown {
  if (!Array.isArray(value)) return value ?? null;
  const members = "by" in schema && typeof schema.by === "string" ? membersOf(schema.type) : Object.keys(schema);
  if (members === undefined) return value;
  return value.map((item) =>
    Object.fromEntries(members.map((name) => [name, Reflect.get(Object(item), name) ?? null])),
  );
}

function membersOf(type: unknown): readonly string[] | undefined {
  const [, inner]: readonly unknown[] = Array.isArray(type) ? type : [];
  const [kind, members]: readonly unknown[] = Array.isArray(inner) ? inner : [];
  return kind === "object" && typeof members === "object" && members !== null ? Object.keys(members) : undefined;
}
