import type { SourceItem } from "../model/source.ts";
import type { TerraformResource } from "../model/terraform.ts";

/** What one folder below `systems/` offers: how its Terraform objects become keys, users and key pairs. */
export interface TerraformSystem {
  /** The resource and data source types that it reads. */
  readonly types: readonly string[];
  /** The keys, users and key pairs of one resource instance of these types. */
  itemsOf(resource: TerraformResource): Iterable<SourceItem>;
}
