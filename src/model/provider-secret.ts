import type { KeyOwner } from "./owner.ts";
import type { Location } from "./location.ts";
import type { KeylintComment } from "./terraform.ts";
import type { Maybe } from "./unknown.ts";

/**
 * A secret that stands in the clear in an argument of a Terraform provider: whoever reads the files can sign as the provider does. The key that it
 * belongs to is no key of the run: nothing is counted or joined. The secret itself is nowhere in here.
 */
export interface ProviderSecret {
  readonly system: string;
  /** Id of the type of key that the provider signs with. */
  readonly type: string;
  readonly source: string;
  /** Folder of the root module, or path of the plan. */
  readonly root: string;
  readonly document: "configuration" | "plan";
  /** `provider.NAME`, or `provider.NAME.ALIAS`, behind the address of its module. */
  readonly address: string;
  readonly argument: string;
  /** What the block says of the key's account and owner. */
  readonly account: Maybe<string>;
  readonly realm: Maybe<string>;
  readonly owner: KeyOwner;
  /** Where the secret stands. */
  readonly location: Location;
  /** The argument that takes it from there, and further files that hold it. */
  readonly alsoAt: readonly Location[];
  /** The comments beside the block that speak to keylint. */
  readonly comments: readonly KeylintComment[];
}
