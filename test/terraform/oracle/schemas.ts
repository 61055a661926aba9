/** One attribute of the stand-in provider's types: its type in cty's JSON form, and who sets it. */
export interface AttributeSchema {
  readonly type: unknown;
  readonly by: "user" | "provider" | "either";
  /** Whether a change of it destroys and creates the object. */
  readonly replaces?: true;
}

export interface TypeSchema {
  readonly attributes: Readonly<Record<string, AttributeSchema>>;
  /** Nested blocks, each a list. */
  readonly blocks?: Readonly<Record<string, Readonly<Record<string, AttributeSchema>>>>;
}

export interface ProviderSchema {
  readonly resources: Readonly<Record<string, TypeSchema>>;
  readonly dataSources: Readonly<Record<string, TypeSchema>>;
}

const text = "string";
const set = { type: text, by: "user" } as const;
const replacing = { type: text, by: "user", replaces: true } as const;
const computed = { type: text, by: "provider" } as const;
const either = { type: text, by: "either" } as const;

/** The types that our fixtures use, as the real providers describe them. */
export const providers: Readonly<Record<string, ProviderSchema>> = {
  "registry.terraform.io/oracle/oci": {
    resources: {
      oci_identity_api_key: {
        attributes: {
          user_id: replacing,
          key_value: replacing,
          id: computed,
          fingerprint: computed,
          inactive_status: computed,
          state: computed,
          time_created: computed,
        },
      },
      oci_identity_user: {
        attributes: { compartment_id: either, name: set, description: set, email: either, id: computed },
      },
      oci_identity_domains_api_key: {
        attributes: {
          idcs_endpoint: set,
          key: set,
          description: either,
          schemas: { type: ["list", text], by: "user" },
          id: computed,
          fingerprint: computed,
        },
        blocks: { user: { value: either, ocid: either } },
      },
    },
    dataSources: {
      oci_identity_users: {
        attributes: {
          compartment_id: set,
          users: { type: ["list", ["object", { id: text, name: text }]], by: "provider" },
          id: computed,
        },
      },
    },
  },
  "registry.terraform.io/hashicorp/tls": {
    resources: {
      tls_private_key: {
        attributes: {
          algorithm: set,
          rsa_bits: { type: "number", by: "either" },
          ecdsa_curve: either,
          id: computed,
          public_key_pem: computed,
          private_key_pem: { ...computed },
        },
      },
    },
    dataSources: {},
  },
  "registry.terraform.io/ciscodevnet/intersight": {
    resources: {
      intersight_iam_api_key: {
        attributes: {
          purpose: either,
          hash_algorithm: either,
          signing_algorithm: either,
          key_spec: {
            type: ["list", ["object", { name: text, object_type: text, additional_properties: text }]],
            by: "either",
          },
          moid: computed,
          id: computed,
          private_key: either,
        },
      },
    },
    dataSources: {},
  },
};
