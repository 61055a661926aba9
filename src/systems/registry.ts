import type { SourceItem } from "../model/source.ts";
import type { TerraformResource } from "../model/terraform.ts";
import { intersight } from "./intersight/terraform.ts";
import { withoutPrivateKeys } from "./misplaced-private-key.ts";
import { oci } from "./oci/terraform.ts";
import type { TerraformSystem } from "./system.ts";
import { tls } from "./tls/terraform.ts";

/** Every system that keylint knows. A new one is a folder beside these and a line here. */
const systems: readonly TerraformSystem[] = [oci, intersight, tls];

const byType: ReadonlyMap<string, TerraformSystem> = new Map(
  systems.flatMap((system) => system.types.map((type) => [type, system])),
);

/** The Terraform types that can matter: readers skip all others. */
export const terraformTypes: ReadonlySet<string> = new Set(byType.keys());

/** The keys, users and key pairs of a resource instance; nothing for a type that no system knows. */
export function itemsOfResource(resource: TerraformResource): Iterable<SourceItem> {
  const system = byType.get(resource.type);
  if (system === undefined) return [];
  return system === tls ? system.itemsOf(resource) : withoutPrivateKeys(resource, (own) => system.itemsOf(own));
}
