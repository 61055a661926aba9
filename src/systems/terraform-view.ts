import type { Region } from "../model/location.ts";
import type { KeyValues, TerraformOrigin, View } from "../model/view.ts";
import { isMaybe, type TerraformObject } from "../terraform/lifecycle.ts";
import type { ReadKey } from "./system.ts";

/** A key of which nothing is known but whose it is and what it is: everything else is unset. */
export const unsetKey = {
  id: undefined,
  account: undefined,
  realm: undefined,
  timeCreated: undefined,
  timeStarted: undefined,
  timeExpires: undefined,
  timeLastUsed: undefined,
  active: undefined,
  secretAt: [],
  tags: undefined,
  attributes: {},
} as const satisfies Omit<KeyValues, "system" | "type" | "owner" | "credential">;

/**
 * The view that a Terraform object gives of a key; what `key` leaves out is unset.
 * @param within Path of the key inside a data source's list, e.g. `api_keys.0`.
 */
export function terraformView(
  object: TerraformObject,
  key: ReadKey & Pick<KeyValues, "system" | "type">,
  within?: string,
): View {
  const { resource } = object;
  return {
    ...unsetKey,
    source: resource.source,
    origin: originOf(object, within),
    existence: object.existence,
    comments: resource.comments,
    location: resource.location,
    places: within === undefined ? resource.places : placesWithin(resource.places, within),
    ...key,
  };
}

function originOf({ resource }: TerraformObject, within: string | undefined): TerraformOrigin {
  return {
    kind: "terraform",
    document: resource.document,
    root: resource.root,
    mode: resource.mode,
    type: resource.type,
    name: resource.name,
    module: resource.module,
    address: within === undefined ? resource.address : `${resource.address}.${within.replace(/\.(\d+)$/, "[$1]")}`,
    maybe: isMaybe(resource),
    ...(resource.deposed === undefined ? {} : { deposed: resource.deposed }),
    tainted: resource.tainted,
    ...(resource.change === undefined ? {} : { action: resource.change.action }),
  };
}

function placesWithin(places: ReadonlyMap<string, Region>, within: string): ReadonlyMap<string, Region> {
  const prefix = `${within}.`;
  return new Map(
    [...places].flatMap(([path, region]) => (path.startsWith(prefix) ? [[path.slice(prefix.length), region]] : [])),
  );
}
