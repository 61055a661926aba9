import type { ApiKey, TerraformOrigin } from "../model/api-key.ts";
import type { Region } from "../model/location.ts";
import { isMaybe, type TerraformObject } from "../terraform/lifecycle.ts";

/** A key of which nothing is told: known to be unset, every attribute. */
export const unset = {
  id: undefined,
  tenancy: undefined,
  domain: undefined,
  user: undefined,
  userName: undefined,
  publicKey: undefined,
  fingerprint: undefined,
  keySpec: undefined,
  hashAlgorithm: undefined,
  signingAlgorithm: undefined,
  active: undefined,
  lifecycleState: undefined,
  inactiveStatus: undefined,
  adminStatus: undefined,
  operStatus: undefined,
  timeCreated: undefined,
  timeStarted: undefined,
  timeExpires: undefined,
  timeLastUsed: undefined,
  lastUsedIp: undefined,
  neverExpires: undefined,
  purpose: undefined,
  permission: undefined,
  permissionResources: undefined,
  scope: undefined,
  tags: undefined,
  privateKeyAt: [],
} as const;

/** What a system tells of a key beyond where Terraform keeps it. */
type Told = { readonly system: ApiKey["system"] } & Partial<Omit<ApiKey, "origin" | "source" | "location" | "places">>;

/**
 * An `ApiKey` of a Terraform object; what `told` leaves out is unset.
 * @param within Path of the key inside a data source's list, e.g. `api_keys.0`.
 */
export function terraformKey(object: TerraformObject, told: Told, within?: string): ApiKey {
  const { resource } = object;
  return {
    ...unset,
    source: resource.source,
    origin: originOf(object, within),
    existence: object.existence,
    comments: resource.comments,
    location: resource.location,
    places: within === undefined ? resource.places : placesWithin(resource.places, within),
    alsoAt: [],
    ...told,
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
