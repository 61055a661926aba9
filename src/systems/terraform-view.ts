import type { Region } from "../model/location.ts";
import type { TerraformResource } from "../model/terraform.ts";
import { known } from "../model/unknown.ts";
import type { KeyValues, TerraformOrigin, View } from "../model/view.ts";
import { isMaybe, type TerraformObject } from "../terraform/lifecycle.ts";
import type { KeyTerraformType, ReadKey } from "./system.ts";

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
  type: Pick<KeyTerraformType, "arguments" | "readImportId">,
  within?: string,
): View {
  const { resource } = object;
  return {
    ...unsetKey,
    source: resource.source,
    origin: originOf(object, type, within),
    existence: object.existence,
    moment: object.moment,
    comments: resource.comments,
    location: resource.location,
    places: within === undefined ? resource.places : placesWithin(resource.places, within),
    ...key,
    ...imported(key, resource, type),
    ...secretFilesOf(key, resource),
  };
}

function secretFilesOf({ secretAt }: ReadKey, { files }: TerraformResource): Pick<View, "secretFiles"> {
  const found = files === undefined ? [] : (known(secretAt) ?? []).flatMap((attribute) => files.get(attribute) ?? []);
  return found.length === 0 ? {} : { secretFiles: [...new Set(found)] };
}

/** What the id says that configuration imports the object by. */
function imported(
  { owner, credential, id }: ReadKey,
  { importId }: TerraformResource,
  { readImportId }: Pick<KeyTerraformType, "readImportId">,
): Partial<Pick<View, "id" | "owner" | "credential">> {
  const told = importId === undefined ? undefined : readImportId?.(importId);
  if (told === undefined) return {};
  return {
    ...(told.id === undefined || known(id) !== undefined ? {} : { id: told.id }),
    ...(told.owner === undefined || known(owner.id) !== undefined ? {} : { owner: { ...owner, id: told.owner } }),
    ...(told.fingerprint === undefined || credential.kind !== "key-pair"
      ? {}
      : { credential: { ...credential, fingerprint: told.fingerprint } }),
  };
}

function originOf(
  { resource }: TerraformObject,
  type: Pick<KeyTerraformType, "arguments">,
  within: string | undefined,
): TerraformOrigin {
  const { ignoreChanges } = resource;
  const ignores = (argument: string | undefined): boolean =>
    ignoreChanges === "all" || (argument !== undefined && ignoreChanges?.includes(argument) === true);
  return {
    kind: "terraform",
    document: resource.document,
    root: resource.root,
    mode: resource.mode,
    type: resource.type,
    name: resource.name,
    module: resource.module,
    address: addressWithin(resource.address, within),
    maybe: isMaybe(resource),
    ...(resource.deposed === undefined ? {} : { deposed: resource.deposed }),
    tainted: resource.tainted,
    ...(ignoreChanges === undefined
      ? {}
      : { ignores: { credential: ignores(type.arguments?.credential), owner: ignores(type.arguments?.owner) } }),
    ...(resource.change === undefined ? {} : { action: resource.change.action }),
    ...(resource.change?.previousAddress === undefined ? {} : { previousAddress: resource.change.previousAddress }),
  };
}

/** The address of what stands in a data source's list: `data.TYPE.all.api_keys[0]`. */
export function addressWithin(address: string, within: string | undefined): string {
  return within === undefined ? address : `${address}.${within.replace(/\.(\d+)$/, "[$1]")}`;
}

function placesWithin(places: ReadonlyMap<string, Region>, within: string): ReadonlyMap<string, Region> {
  const prefix = `${within}.`;
  return new Map(
    [...places].flatMap(([path, region]) => (path.startsWith(prefix) ? [[path.slice(prefix.length), region]] : [])),
  );
}
