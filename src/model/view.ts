import type { Credential } from "./credential.ts";
import type { Instant } from "./instant.ts";
import type { Location, Region } from "./location.ts";
import type { Moment } from "./moment.ts";
import type { KeyOwner } from "./owner.ts";
import type { ChangeAction, KeylintComment } from "./terraform.ts";
import type { Maybe } from "./unknown.ts";

/** A value that only keys of one system have; the key type describes it. */
export type AttributeValue = string | number | boolean | readonly string[];

/** Attributes by the name that the key type gives them; one that is absent is not told, one that is `undefined` is unset. */
export type Attributes = Readonly<Record<string, Maybe<AttributeValue>>>;

/** What is known of a key: by one view of it, or by all of them joined. */
export interface KeyValues {
  /** Name of the system's folder in `src/systems/`. */
  readonly system: string;
  /** Id of the key type: the system's name, a slash, and the kind: `SYSTEM/api-key`. */
  readonly type: string;
  /** The system's own id. */
  readonly id: Maybe<string>;
  /** Further ids that the system gives the same key. */
  readonly aliases?: readonly string[];
  /** The customer's account in the system: a tenancy, an account, a project. */
  readonly account: Maybe<string>;
  /** The part of the account that keeps users of its own, where there is one: an identity domain. */
  readonly realm: Maybe<string>;
  readonly owner: KeyOwner;
  readonly credential: Credential;
  readonly timeCreated: Maybe<Instant>;
  /** When its validity starts; unset where that is its creation. */
  readonly timeStarted: Maybe<Instant>;
  readonly timeExpires: Maybe<Instant>;
  readonly timeLastUsed: Maybe<Instant>;
  /** Whether a call that is authenticated with it can be accepted now. */
  readonly active: Maybe<boolean>;
  /** Attributes in which secret material was found, e.g. `private_key`; unknown when one that may hold it can't be read. The material itself is nowhere. */
  readonly secretAt: Maybe<readonly string[]>;
  /** Attributes into which the provider writes the secret when it makes the key: it will be in the state, although nothing asks for it. */
  readonly secretWritten?: readonly string[];
  readonly tags: Maybe<Readonly<Record<string, string>>>;
  readonly attributes: Attributes;
}

/** Where Terraform declares or keeps a key. */
export interface TerraformOrigin {
  readonly kind: "terraform";
  readonly document: "configuration" | "plan" | "state";
  /** Folder of the root module, or path of the document: addresses are unique below one root. */
  readonly root: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly module: string;
  /** Absolute address; for a key inside a data source's list the list's place is appended: `data.TYPE.all.api_keys[0]`. */
  readonly address: string;
  /** `count` or `for_each` is not known: there may be none, one or many of it. */
  readonly maybe: boolean;
  readonly deposed?: string;
  readonly tainted: boolean;
  /** What the plan does to it; absent outside plans. */
  readonly action?: ChangeAction;
  /** For a key of a state that its root module declares no longer: the folder of that module. A plan would decide what becomes of it. */
  readonly leftOut?: string;
  /** The address before a `moved` block changed it; plans only. */
  readonly previousAddress?: string;
  /** Configuration only: whether the public key, and whether the owner, are arguments whose changes Terraform ignores. */
  readonly ignores?: { readonly credential: boolean; readonly owner: boolean };
}

/** Where a live system lists a key. */
export interface LiveOrigin {
  readonly kind: "live";
  /** Names from the outside in, for logical locations: account, realm, owner, key. */
  readonly path: readonly string[];
  /** Set when the reply that showed it holds all keys of its owner: then its owner's keys are counted, whatever else could not be listed. */
  readonly wholeOwner?: true;
}

export type Origin = TerraformOrigin | LiveOrigin;

/**
 * `exists`: it is there, and stays. `declared`: configuration asks for it, and does not tell whether it is there already. `planned`: the plan
 * creates it, also as a replacement. `removed`: the plan destroys it, also to replace it. `absent`: a source that is newer than those that show it
 * proves that it is gone.
 * Rules judge what will exist after the plan: all but `removed` and `absent`.
 */
export type Existence = "exists" | "declared" | "planned" | "removed" | "absent";

/** What one source shows of one key. */
export interface View extends KeyValues {
  /** The source, as the user gave it. */
  readonly source: string;
  readonly origin: Origin;
  readonly existence: Existence;
  readonly moment: Moment;
  /** For a listed key: when it was listed; absent for what this run lists itself. */
  readonly listedAt?: Instant;
  /** The comments beside the block that speak to keylint. */
  readonly comments: readonly KeylintComment[];
  readonly location: Location;
  /** Regions of attributes in the file of `location`, by path: `key_value`, `key_spec.0.name`. */
  readonly places: ReadonlyMap<string, Region>;
  /** Files that configuration takes secret material from, of the attributes in `secretAt`. */
  readonly secretFiles?: readonly string[];
}
