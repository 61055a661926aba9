import type { Location, Region } from "./location.ts";
import type { Unknown } from "./unknown.ts";

/** A Terraform value; a part that is not known is an {@link Unknown} at its place. A null or absent attribute is unset. */
export type TerraformValue =
  | null
  | boolean
  | number
  | string
  | readonly TerraformValue[]
  | { readonly [attribute: string]: TerraformValue }
  | Unknown;

/** The attributes of one object. */
export type TerraformValues = { readonly [attribute: string]: TerraformValue };

/** What a plan does to one object (JSON output format, `resource_changes[].change.actions`). */
export type ChangeAction =
  | "no-op"
  | "create"
  | "read"
  | "update"
  | "delete"
  | "forget"
  | "delete-create"
  | "create-delete"
  | "create-forget";

/** What a plan says of one object. */
export interface TerraformChange {
  readonly action: ChangeAction;
  /** The values before the change; absent for an object that does not exist yet. */
  readonly before?: TerraformValues;
  /** The address before a `moved` block changed it. */
  readonly previousAddress?: string;
  /** The id that an `import` block brings the object in with. */
  readonly importingId?: string;
}

/** A comment in configuration whose text starts with `keylint:`, beside a block. */
export interface KeylintComment {
  /** The comment's text after the comment sign, trimmed. */
  readonly text: string;
  readonly location: Location;
}

/** A `provider` block of a configuration, or what a plan says of one. */
export interface TerraformProvider {
  /** The source it was read from, as the user gave it. */
  readonly source: string;
  /** Folder of the root module (configuration), or path of the plan. */
  readonly root: string;
  readonly document: "configuration" | "plan";
  /** The last part of the provider's source address, whatever the module calls it. */
  readonly provider: string;
  /** `provider.NAME`, or `provider.NAME.ALIAS`, behind the address of its module. */
  readonly address: string;
  /** What files alone tell of its arguments: nothing of the environment. */
  readonly values: TerraformValues;
  /** Arguments that are marked as sensitive, whole or in part. */
  readonly sensitive?: ReadonlySet<string>;
  readonly location: Location;
  readonly comments: readonly KeylintComment[];
  /** For each argument the places that hold its text, that of the text itself first. */
  readonly places: ReadonlyMap<string, readonly Location[]>;
}

/**
 * One instance of a resource or data source, from configuration, plan or state. `values` are the values that it has, or
 * in a plan will have once applied; for an object that the plan removes they are the values before.
 */
export interface TerraformResource {
  /** The source it was read from, as the user gave it. */
  readonly source: string;
  /** Folder of the root module (configuration), or path of the document (plan, state): addresses are unique below one root. */
  readonly root: string;
  /** The kind of document it was read from. */
  readonly document: "configuration" | "plan" | "state";
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  /** Address of the module instance, e.g. `module.a["x"].module.b`; empty for the root module. */
  readonly module: string;
  /** The instance key; {@link Unknown} when `count` or `for_each` is not known, so that there may be none, one or many. */
  readonly index: string | number | undefined | Unknown;
  /** Absolute address with the instance key, as Terraform writes it. */
  readonly address: string;
  readonly values: TerraformValues;
  /** Attributes that the source marks as sensitive, whole or in part. */
  readonly sensitive?: ReadonlySet<string>;
  /** Present for an object of a plan. */
  readonly change?: TerraformChange;
  /** Set for what the state recorded before the plan refreshed it (`resource_drift[].change.before`): an older view of the same object. */
  readonly recorded?: true;
  /** Set for an object that is gone: deleted outside of Terraform, or deposed and already destroyed. */
  readonly gone?: true;
  /** Configuration only: arguments whose changes Terraform ignores (`lifecycle.ignore_changes`); `all` for every one. */
  readonly ignoreChanges?: readonly string[] | "all";
  /** Configuration only: the id of the `import` block whose `to` is this address. */
  readonly importId?: string;
  /** The deposed key of an object that a create-before-destroy replacement left behind. */
  readonly deposed?: string;
  readonly tainted: boolean;
  /** The block of the configuration, or the object of the JSON document. */
  readonly location: Location;
  /** The comments that speak to keylint, directly above the block or inside it; configuration only. */
  readonly comments: readonly KeylintComment[];
  /** Region of each attribute that has one, by path: `key_value`, `key_spec.0.name`. */
  readonly places: ReadonlyMap<string, Region>;
  /** Configuration only: the file that the text of an attribute is read from, by the attribute's name. */
  readonly files?: ReadonlyMap<string, string>;
}
