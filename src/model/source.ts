import type { Entitlement } from "./entitlement.ts";
import type { Gap } from "./gap.ts";
import type { GeneratedKey } from "./generated-key.ts";
import type { Instant } from "./instant.ts";
import type { Notification } from "./notification.ts";
import type { Account, Owner } from "./owner.ts";
import type { Move, PlanInfo, StateInfo } from "./refactoring.ts";
import type { TerraformProvider, TerraformResource } from "./terraform.ts";
import type { ProviderSecret } from "./provider-secret.ts";
import type { View } from "./view.ts";

/** What an inventory says of itself, before what it holds. */
export interface InventoryItem {
  readonly kind: "inventory";
  /** When it was written. */
  readonly asOf: Instant;
  /** The sources that it was written from, also those that held no key. */
  readonly sources: readonly string[];
  readonly shard?: InventoryShard;
}

/** Which share of the live targets an inventory holds. */
export interface InventoryShard {
  /** From 1 to `count`. */
  readonly index: number;
  readonly count: number;
  /** Equal for the shares of one list of targets; older inventories do not tell. */
  readonly targets?: string;
}

/**
 * What a source yields, one by one and in the order that it meets them. `terraform` names a source in which configuration, a plan or a state was
 * met, also one that holds no key.
 */
export type SourceItem =
  | InventoryItem
  | { readonly kind: "terraform"; readonly source: string }
  | { readonly kind: "plan"; readonly plan: PlanInfo }
  | { readonly kind: "state"; readonly state: StateInfo }
  | { readonly kind: "move"; readonly move: Move }
  | { readonly kind: "resource"; readonly resource: TerraformResource }
  | { readonly kind: "provider"; readonly provider: TerraformProvider }
  | { readonly kind: "providerSecret"; readonly providerSecret: ProviderSecret }
  | { readonly kind: "view"; readonly view: View }
  | { readonly kind: "gap"; readonly gap: Gap }
  | { readonly kind: "generatedKey"; readonly generatedKey: GeneratedKey }
  | { readonly kind: "owner"; readonly owner: Owner }
  | { readonly kind: "entitlement"; readonly entitlement: Entitlement }
  | { readonly kind: "account"; readonly account: Account }
  | { readonly kind: "notification"; readonly notification: Notification };

/**
 * A place that keys come from: a folder, a file, standard input, a live tenancy. Reading never throws for what is wrong with
 * the source itself: that is yielded as a notification of level `error`, and the rest is still read.
 */
export interface Source {
  /** As the user gave it: `infra/`, `plan.json`, `-`, or the name of a live target. */
  readonly name: string;
  read(): AsyncIterable<SourceItem>;
}
