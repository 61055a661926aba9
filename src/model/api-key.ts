import type { Instant } from "./instant.ts";
import type { Location, Region } from "./location.ts";
import type { PublicKeyReading } from "./public-key.ts";
import type { ChangeAction, KeylintComment } from "./terraform.ts";
import { known, type Maybe } from "./unknown.ts";

/** The systems whose keys keylint reads. */
export type System = "oci" | "intersight";

/** How a key is to be generated, or was: Intersight `KeySpec`, or the `tls_private_key` that a Terraform key refers to. */
export interface KeySpec {
  readonly type: Maybe<"RSA" | "EC" | "Ed25519">;
  /** Modulus bits; RSA only. */
  readonly bits: Maybe<number>;
  /** `P-224`, `P-256`, `P-384`, `P-521`; EC only. */
  readonly curve: Maybe<string>;
}

/** A reference to another managed object (Intersight `mo.MoRef`). */
export interface ManagedObject {
  readonly moid: Maybe<string>;
  readonly objectType: Maybe<string>;
  readonly selector: Maybe<string>;
}

/** A key that Terraform declares or knows. */
export interface TerraformOrigin {
  readonly kind: "terraform";
  readonly document: "configuration" | "plan" | "state";
  /** Folder of the root module, or path of the document: addresses are unique below one root. */
  readonly root: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly module: string;
  /** Absolute address; for a key inside a data source's list the list's place is appended: `data.oci_identity_api_keys.all.api_keys[0]`. */
  readonly address: string;
  /** `count` or `for_each` is not known: there may be none, one or many of it. */
  readonly maybe: boolean;
  readonly deposed?: string;
  readonly tainted: boolean;
  /** What the plan does to it; absent outside plans. */
  readonly action?: ChangeAction;
}

/** A key that a live system listed. */
export interface LiveOrigin {
  readonly kind: "live";
  /** Which listings showed it: the classic API, an identity domain, Intersight. */
  readonly listings: readonly ("identity" | "identity-domain" | "iam")[];
  /** Names from the outside in, for logical locations: tenancy, domain, user, key. */
  readonly path: readonly string[];
  /**
   * Set on a key that stands for all those, if any, that could not be listed: of one user, or of a whole domain or tenancy where the user is
   * unknown too. All else of it is unknown with the reason, so that every rule is open and no count or join takes the listing for whole.
   */
  readonly unlisted?: true;
}

/** One API key of one system, wherever it was read: the noun that every rule judges. */
export interface ApiKey {
  readonly system: System;
  /** The source, as the user gave it. */
  readonly source: string;
  /** Other sources of the run that showed the same key. */
  readonly alsoIn?: readonly string[];
  readonly origin: TerraformOrigin | LiveOrigin;
  /** For a live key: the Terraform object of this run that declares or knows it. */
  readonly declaredBy?: TerraformOrigin;
  /**
   * `exists`: it is there, and stays. `declared`: configuration asks for it, and does not tell whether it is there already. `planned`: the plan
   * creates it, also as a replacement. `removed`: the plan destroys it, also to replace it.
   * Rules judge what will exist after the plan: all but `removed`.
   */
  readonly existence: "exists" | "declared" | "planned" | "removed";

  /** OCI `TENANCY/USER/FINGERPRINT`; an identity domain's SCIM `id`; Intersight Moid. */
  readonly id: Maybe<string>;
  /** The SCIM `id` beside it, of a key that both the classic API and an identity domain show. */
  readonly domainId?: string;
  /** Tenancy OCID or account Moid. */
  readonly tenancy: Maybe<string>;
  /** Identity domain URL; OCI identity domains only. */
  readonly domain: Maybe<string>;
  /** User OCID, SCIM id of the user where the OCID is not told, or Moid. */
  readonly user: Maybe<string>;
  readonly userName: Maybe<string>;

  /** The public half; unset for Intersight, which never shows it. */
  readonly publicKey: Maybe<PublicKeyReading>;
  /** The fingerprint that the system recorded, `aa:bb:...`; OCI only. */
  readonly fingerprint: Maybe<string>;
  readonly keySpec: Maybe<KeySpec>;
  /** `SHA256`, `SHA384`, ...; Intersight only. */
  readonly hashAlgorithm: Maybe<string>;
  /** `RSASSA-PKCS1-v1_5`, `RSASSA-PSS`, `Ed25519`, `Ecdsa`, `EcdsaP1363Format`; Intersight only. */
  readonly signingAlgorithm: Maybe<string>;

  /** Whether a call signed with it can be accepted now: OCI `lifecycleState` ACTIVE, a listed identity-domain key, Intersight enabled and not expired. */
  readonly active: Maybe<boolean>;
  /** OCI classic: `CREATING`, `ACTIVE`, `INACTIVE`, `DELETING`, `DELETED`. */
  readonly lifecycleState: Maybe<string>;
  /** OCI classic: bits without a published meaning for keys. */
  readonly inactiveStatus: Maybe<number>;
  /** Intersight: `enable`, `disable`. */
  readonly adminStatus: Maybe<string>;
  /** Intersight: `enabled`, `disabled`, `expired`. */
  readonly operStatus: Maybe<string>;

  readonly timeCreated: Maybe<Instant>;
  /** Intersight: when its validity started. */
  readonly timeStarted: Maybe<Instant>;
  readonly timeExpires: Maybe<Instant>;
  /** Intersight: refreshed about once a day. OCI does not tell. */
  readonly timeLastUsed: Maybe<Instant>;
  readonly lastUsedIp: Maybe<string>;
  readonly neverExpires: Maybe<boolean>;

  /** Intersight `purpose`, or the description of an identity-domain key. */
  readonly purpose: Maybe<string>;
  /** Intersight. */
  readonly permission: Maybe<ManagedObject>;
  readonly permissionResources: Maybe<readonly ManagedObject[]>;
  /** Intersight: the account that the session was switched from, where it was. */
  readonly scope: Maybe<{ readonly switchedFromAccount: Maybe<string> }>;
  readonly tags: Maybe<Readonly<Record<string, string>>>;

  /** Attributes in which private key material was found, e.g. `private_key`; unknown when one that may hold it can't be read. The material itself is nowhere. */
  readonly privateKeyAt: Maybe<readonly string[]>;

  /** The comments beside the block that speak to keylint. */
  readonly comments: readonly KeylintComment[];
  readonly location: Location;
  /** Regions of attributes in the file of `location`, by path: `key_value`, `key_spec.0.name`. */
  readonly places: ReadonlyMap<string, Region>;
  /** Other places that show the same key: the plan beside the configuration, the other listing. */
  readonly alsoAt: readonly { readonly location: Location; readonly message: string }[];
}

/** The identity of a key's mathematics (`KeyIdentity.keyId`), where the public key is known. */
export function keyIdOf({ publicKey }: ApiKey): string | undefined {
  const reading = known(publicKey);
  return reading?.kind === "key" ? reading.key.keyId : undefined;
}

/** A key pair that Terraform itself makes (`tls_private_key`), so that its private half is in the state. */
export interface GeneratedKey {
  readonly source: string;
  readonly root: string;
  readonly address: string;
  readonly spec: KeySpec;
  /** The public half; unknown until it is made. */
  readonly publicKey: Maybe<PublicKeyReading>;
  readonly location: Location;
}
