import type { SourceItem } from "../model/source.ts";
import type { TerraformProvider, TerraformResource, TerraformValues } from "../model/terraform.ts";
import { known, unknown } from "../model/unknown.ts";
import { privateKeysNumbered } from "../secrecy/instance-key.ts";
import { type IsSecretPlace, takeOutPrivateKeys } from "../secrecy/misplaced-private-key.ts";
import { objectsOfResource, type TerraformObject, withComputed } from "../terraform/lifecycle.ts";
import { objectsOf } from "../terraform/values.ts";
import { providerReader, wantedArguments } from "./provider-secrets.ts";
import type {
  EntitlementTerraformType,
  KeyTerraformType,
  OwnerTerraformType,
  System,
  TerraformType,
} from "./system.ts";
import { addressWithin, terraformView } from "./terraform-view.ts";

/** What a run reads of Terraform's objects. */
export interface ResourceReader {
  /** The Terraform types that can matter, and the arguments of providers (`wantedArgument`): readers of files skip all others. */
  readonly types: ReadonlySet<string>;
  /** The views, owners, entitlements and key pairs of one resource instance; nothing for a type that no system knows. */
  readonly itemsOf: (resource: TerraformResource) => Iterable<SourceItem>;
  /** The secrets in a `provider` block. */
  readonly secretsOf: (provider: TerraformProvider) => Iterable<SourceItem>;
}

/** Makes the reader of one run from what the systems say of their types. */
export function resourceReader(systems: readonly System[]): ResourceReader {
  const described = new Map<string, { readonly system: System; readonly type: TerraformType }>(
    systems.flatMap((system) =>
      system.terraformTypes.map((type) => [`${type.mode} ${type.type}`, { system, type }] as const),
    ),
  );
  const addressOf = privateKeysNumbered();
  const secretsOf = providerReader(systems);
  return {
    types: new Set([...[...described.values()].map(({ type }) => type.type), ...wantedArguments(systems)]),
    secretsOf: (provider) => secretsOf({ ...provider, address: addressOf(provider.address) }),
    itemsOf: (resource) => {
      const found = described.get(`${resource.mode} ${resource.type}`);
      if (found === undefined) return [];
      const { system, type } = found;
      if (type.makes === "key-pair") return itemsOf(resource, system, type);
      const clean = takeOutPrivateKeys(resource, secretPlacesOf(type), addressOf);
      return withSecretsAt(clean.found, itemsOf(clean.resource, system, type));
    },
  };
}

/** The attributes in which a type's own reader looks for secret material: of the object, or of each key in its list. */
function secretPlacesOf(type: TerraformType): IsSecretPlace {
  const list = type.makes === "key" ? type.list?.attribute : undefined;
  return (name, within) => type.secretAttributes.includes(name) && (within === "" || within.split(".")[0] === list);
}

function* withSecretsAt(found: readonly string[], items: Iterable<SourceItem>): Iterable<SourceItem> {
  for (const item of items) {
    if (item.kind !== "view" || found.length === 0 || item.view.existence === "removed") yield item;
    else yield { kind: "view", view: { ...item.view, secretAt: [...(known(item.view.secretAt) ?? []), ...found] } };
  }
}

function* itemsOf(resource: TerraformResource, system: System, type: TerraformType): Iterable<SourceItem> {
  for (const object of objectsOfResource(resource, type)) {
    if (type.makes === "key") {
      for (const { values, within } of objectsWithin(object, type)) {
        const { keyTypes } = system;
        const unavailable = keyTypes.find(({ id }) => id === type.keyType)?.unavailable.timeLastUsed;
        const told = type.read(values, object);
        const timeLastUsed = unavailable === undefined ? told.timeLastUsed : unknown(unavailable.reason);
        const view = terraformView(
          object,
          { system: system.id, type: type.keyType, ...told, timeLastUsed },
          type,
          within,
        );
        yield { kind: "view", view };
      }
      continue;
    }
    const { source, root, address, location } = resource;
    const isGone = object.existence === "removed" || object.existence === "absent";
    if (type.makes === "entitlement") {
      const removed = isGone ? ({ removed: true } as const) : {};
      for (const { values, within } of objectsWithin(object, type)) {
        const place = {
          system: system.id,
          source,
          root,
          address: addressWithin(address, within),
          moment: object.moment,
        };
        yield { kind: "entitlement", entitlement: { ...place, ...removed, ...type.read(values) } };
      }
      continue;
    }
    if (object.existence === "removed" && type.makes === "owner") continue;
    if (type.makes === "owner")
      for (const { values, within } of objectsWithin(object, type)) {
        const place = { source, root, address: addressWithin(address, within), moment: object.moment, location };
        yield { kind: "owner", owner: { system: system.id, ...place, ...type.read(values, object) } };
      }
    else {
      const pair = type.read(withComputed(object, type.computed), object);
      yield { kind: "generatedKey", generatedKey: { source, root, address, moment: object.moment, location, ...pair } };
    }
  }
}

interface ObjectWithin {
  readonly values: TerraformValues;
  /** Path of the key inside the list of a data source. */
  readonly within?: string;
}

function objectsWithin(
  object: TerraformObject,
  { list, computed }: KeyTerraformType | OwnerTerraformType | EntitlementTerraformType,
): readonly ObjectWithin[] {
  if (list === undefined) return [{ values: withComputed(object, computed) }];
  const outer = Object.fromEntries(
    list.inherits.flatMap((name) => {
      const value = object.values[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  return (known(objectsOf(object.values, list.attribute)) ?? []).map((item, index) => ({
    values: { ...outer, ...item },
    within: `${list.attribute}.${index}`,
  }));
}
