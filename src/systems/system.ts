import type { LiveEnvironment } from "../http/environment.ts";
import type { AccountGrant, ReadEntitlement } from "../model/entitlement.ts";
import type { FactDefinition } from "../model/fact-type.ts";
import type { GeneratedKey } from "../model/generated-key.ts";
import type { Owner } from "../model/owner.ts";
import type { Source } from "../model/source.ts";
import type { TerraformValues } from "../model/terraform.ts";
import type { KeyValues } from "../model/view.ts";
import type { TerraformObject } from "../terraform/lifecycle.ts";

/** All that there is to say of one system: what readers, redaction, inventory, schemas, reports and documentation are derived from. */
export interface System {
  /** Name of its folder, and what the names of its live targets begin with: `oci`. */
  readonly id: string;
  /** What people call it: `Oracle Cloud`. */
  readonly title: string;
  readonly keyTypes: readonly KeyType[];
  readonly terraformTypes: readonly TerraformType[];
  /** Grants that every account has and nobody can delete. */
  readonly defaultGrants?: readonly AccountGrant[];
  readonly providers?: readonly Provider[];
  /** Ids that are as long as key material and no secret: they may stand in a snippet. Without anchors. */
  readonly publicIds?: RegExp;
  /** How its keys are listed; absent for a system that is only read from Terraform. */
  readonly live?: LiveSystem;
}

/** A Terraform provider that signs with keys of the system. */
export interface Provider {
  /** The last part of its source address; several where one system has several providers of the same arguments. */
  readonly names: readonly string[];
  /** Id of the type of key that it signs with. */
  readonly keyType: string;
  /** Arguments that take a secret, and what text in them is one; `private-key`: they may hold a path as well. */
  readonly secretArguments: Readonly<Record<string, RegExp | "private-key">>;
  /** What other arguments tell of the key. */
  readonly read: (values: TerraformValues) => Pick<ReadKey, "account" | "owner">;
}

/** One kind of key of a system. */
export interface KeyType {
  /** `oci/api-key` */
  readonly id: string;
  /** What people call one: `Oracle Cloud API key`. */
  readonly title: string;
  /** What only keys of this type have, by the name that rules read as `key.NAME`. Types that share a name share its meaning. */
  readonly attributes: Readonly<Record<string, FactDefinition>>;
  /** Attributes that never change while the key exists: one that differs is another key's. */
  readonly fixedAttributes: readonly string[];
  /** How many keys the service allows each owner; absent where it has no limit. */
  readonly keysPerOwner?: number;
  /** What the system never tells of such a key. */
  readonly unavailable: Unavailable;
  /** How to delete one and make another, each a sentence in Markdown. */
  readonly remedies: { readonly terraform: string; readonly console: string; readonly commandLine: string };
}

/** Values that no source can ever hold. */
export interface Unavailable {
  readonly timeLastUsed?: {
    /** A clause: "Oracle Cloud does not tell when an API key was last used". */
    readonly reason: string;
    /** A sentence: where it can be found out after all. */
    readonly advice: string;
  };
  /** Set where the public half is never shown. */
  readonly publicKey?: true;
}

interface TerraformTypeBase {
  /** `oci_identity_api_key` */
  readonly type: string;
  readonly mode: "managed" | "data";
  /** Attributes that only the provider sets: configuration alone does not tell them. */
  readonly computed: readonly string[];
  /** Attributes that an update can't change: where a plan calls one unknown, it stays what it was. */
  readonly keptByUpdate: readonly string[];
  /** Attributes that are judged and never shown as they stand (keys, times, algorithms, states): they are read where they are marked as sensitive too. */
  readonly neverShown: readonly string[];
  /** Attributes where secret material may stand; whether it does is told by the reader of the type, and by the attribute's name alone. */
  readonly secretAttributes: readonly string[];
}

/** What a type tells of a key; what is left out is unset. */
export type ReadKey = Partial<Omit<KeyValues, "system" | "type">> & Pick<KeyValues, "owner" | "credential">;

/** What a type tells of an owner, beyond where Terraform has it. */
export type ReadOwner = Omit<Owner, "system" | "source" | "root" | "address" | "moment" | "location">;

/** A type whose objects are keys, or hold a list of keys. */
export interface KeyTerraformType extends TerraformTypeBase {
  readonly makes: "key";
  /** Id of the key type. */
  readonly keyType: string;
  /** For a data source that lists keys: the attribute of the list, and the outer attributes that each key of it has too. */
  readonly list?: { readonly attribute: string; readonly inherits: readonly string[] };
  readonly read: (values: TerraformValues, object: TerraformObject) => ReadKey;
  /** The arguments that say which public key and which owner: with `ignore_changes` the state's stand. */
  readonly arguments?: { readonly credential?: string; readonly owner?: string };
  /** What the id of an `import` block tells. */
  readonly readImportId?: (id: string) => {
    readonly id?: string;
    readonly owner?: string;
    readonly fingerprint?: string;
  };
}

/** A type whose objects are owners of keys. */
export interface OwnerTerraformType extends TerraformTypeBase {
  readonly makes: "owner";
  /** For a data source that lists owners: the attribute of the list, and the outer attributes that each of them has too. */
  readonly list?: { readonly attribute: string; readonly inherits: readonly string[] };
  readonly read: (values: TerraformValues, object: TerraformObject) => ReadOwner;
}

/** A type whose objects say who administers the account: groups, memberships, policies. */
export interface EntitlementTerraformType extends TerraformTypeBase {
  readonly makes: "entitlement";
  /** For a data source that lists them: the attribute of the list, and the outer attributes that each of them has too. */
  readonly list?: { readonly attribute: string; readonly inherits: readonly string[] };
  readonly read: (values: TerraformValues) => ReadEntitlement;
}

/** A type whose objects are key pairs that Terraform makes. */
export interface KeyPairTerraformType extends TerraformTypeBase {
  readonly makes: "key-pair";
  readonly read: (values: TerraformValues, object: TerraformObject) => Pick<GeneratedKey, "spec" | "publicKey">;
}

export type TerraformType = KeyTerraformType | OwnerTerraformType | EntitlementTerraformType | KeyPairTerraformType;

/** A target of `targets` in keylint.yaml; its form is the system's own, checked by the schema beside its reader (`live/target.schema.json`). */
export interface Target {
  readonly name: string;
  readonly system: string;
  readonly [setting: string]: unknown;
}

/** How a system's accounts are listed. */
export interface LiveSystem {
  /** What follows the colon of a source's name, for help: `PROFILE`. */
  readonly argument: string;
  /** What that names, for help: `a profile of ~/.oci/config`. */
  readonly meaning: string;
  /**
   * What a source's name means when no target of keylint.yaml has it.
   * @param argument what follows the colon; may be empty
   * @param others names of this system's targets in keylint.yaml
   * @throws {UsageError} when it may mean something else than what the user wants
   */
  readonly unnamedTarget: (argument: string, others: readonly string[]) => Omit<Target, "name" | "system">;
  /** Loads what listing needs, and opens the account. */
  readonly open: (name: string, target: Target, environment: LiveEnvironment) => Promise<Source>;
}
