import type { SourceItem } from "../model/source.ts";
import type { TerraformResource } from "../model/terraform.ts";
import { intersight } from "./intersight/terraform.ts";
import { privateNames, withoutPrivateKeys } from "./misplaced-private-key.ts";
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

/** Makes the reader of the resources of one run. It gives the keys, users and key pairs of an instance; nothing for a type that no system knows. */
export function resourceReader(): (resource: TerraformResource) => Iterable<SourceItem> {
  const nameOf = privateNames();
  return (resource) => {
    const system = byType.get(resource.type);
    if (system === undefined) return [];
    return system === tls
      ? system.itemsOf(resource)
      : withoutPrivateKeys(resource, nameOf, (own) => system.itemsOf(own));
  };
}
