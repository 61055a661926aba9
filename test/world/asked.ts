import type { Attributes, Block, Stored, World } from "./model.ts";
import { pairOf } from "./pairs.ts";
import { addressOf } from "./places.ts";
import { domainKeySettings, specText, userTypes } from "./values.ts";

const words = (text: string): readonly string[] => text.split(" ");

/** What the providers fill in when an object is made, by type. */
export const userComputed = {
  classic: words("id state time_created capabilities inactive_state"),
  domain: words("id ocid active tenancy_ocid"),
};
const classicComputed = words("fingerprint id inactive_status state time_created");
const domainComputed = [
  ...words("compartment_ocid delete_in_progress description domain_ocid fingerprint id idcs_created_by meta ocid tags"),
  ...words("idcs_last_modified_by idcs_last_upgraded_in_release idcs_prevented_operations tenancy_ocid"),
  "urnietfparamsscimschemasoracleidcsextensionself_change_user",
];
const intersightComputed = [
  ...words(
    "account_moid ancestors create_time domain_group_moid expiry_date_time id last_used_ip last_used_time mod_time",
  ),
  ...words("moid oper_status owners parent permission permission_resources scope shared_scope start_time tags user"),
  "version_context",
];
export const pairComputed = [
  ...words("id private_key_openssh private_key_pem private_key_pem_pkcs8"),
  ...words("public_key_fingerprint_md5 public_key_openssh public_key_pem"),
];

export const marks = (names: readonly string[]): Attributes => Object.fromEntries(names.map((name) => [name, true]));

/** What a key block asks for: the values that it sets, and which are known after apply only. */
export interface Asked {
  readonly values: Attributes;
  readonly unknown: Attributes;
}

/** What a block asks for, where these objects stand and these pairs are still to be made. */
export function askedOf(
  world: World,
  block: Block,
  standing: ReadonlyMap<string, Stored>,
  coming: ReadonlySet<string>,
): Asked {
  if (block.service === "intersight")
    return {
      values: {
        additional_properties: null,
        admin_status: block.disabled ? "disable" : "enable",
        class_id: "iam.ApiKey",
        hash_algorithm: block.hash,
        is_never_expiring: false,
        key_spec: [
          {
            additional_properties: specText(block.pair),
            class_id: "pkix.KeyGenerationSpec",
            name: null,
            object_type: "pkix.RsaAlgorithm",
          },
        ],
        object_type: "iam.ApiKey",
        private_key: null,
        purpose: "world",
        signing_algorithm: "RSASSA-PKCS1-v1_5",
      },
      unknown: marks(intersightComputed),
    };
  const user = world.users.get(block.user);
  const isMade =
    block.byReference && standing.get(addressOf({ type: userTypes[block.service], name: block.user })) === undefined;
  const pem = pemOf(block, standing, coming);
  if (block.service === "classic")
    return {
      values: {
        ...(pem === undefined ? {} : { key_value: pem }),
        timeouts: null,
        ...(isMade ? {} : { user_id: user?.id }),
      },
      unknown: {
        ...marks(classicComputed),
        ...(pem === undefined ? { key_value: true } : {}),
        ...(isMade ? { user_id: true } : {}),
      },
    };
  return {
    values: {
      ...domainKeySettings,
      ...(pem === undefined ? {} : { key: pem }),
      user: [isMade ? {} : { value: user?.scimId }],
    },
    unknown: {
      ...marks(domainComputed),
      schemas: [false],
      ...(pem === undefined ? { key: true } : {}),
      user: [marks(["display", "name", "ocid", "ref", ...(isMade ? ["value"] : [])])],
    },
  };
}

/** The PEM that the block pastes; undefined where a pair that is still to be made gives it. */
function pemOf(
  { pair }: Block,
  standing: ReadonlyMap<string, Stored>,
  coming: ReadonlySet<string>,
): string | undefined {
  if (!pair.startsWith("tls:")) return pairOf(pair).pem;
  const name = pair.slice(4);
  const made = standing.get(addressOf({ type: "tls_private_key", name }));
  return coming.has(name) || made === undefined ? undefined : String(made.attributes["public_key_pem"]);
}
