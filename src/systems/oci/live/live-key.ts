import { readPublicKey } from "../../../keys/read.ts";
import type { ApiKey, LiveOrigin } from "../../../model/api-key.ts";
import type { Location } from "../../../model/location.ts";
import { type Maybe, type Unknown, unknown } from "../../../model/unknown.ts";
import type { ClassicKey } from "./classic.ts";
import type { Domain, DomainKey } from "./scim.ts";

/** The place of a live key: its tenancy's listing, its domain where that is known, and its user. */
export interface Place {
  readonly source: string;
  /** OCID. */
  readonly tenancy: string;
  readonly domain: Domain | undefined;
  readonly user: { readonly id: string; readonly name: string } | undefined;
}

const notTold = unknown("Oracle Cloud does not tell when an API key was last used");

/**
 * One key, from what the classic interface and its identity domain show of it: two views of the same key, of which the classic one says more.
 * @param unseen why the classic interface does not show it, where it should
 */
export function liveKey(
  place: Place,
  classic: ClassicKey | undefined,
  shown: DomainKey | undefined,
  unseen?: Unknown,
): ApiKey {
  const fingerprint = classic?.fingerprint ?? shown?.fingerprint ?? "";
  const pasted = classic?.keyValue ?? shown?.key;
  const publicKey = pasted === undefined ? unknown("the listing shows no public key") : readPublicKey(pasted);
  const lifecycleState: Maybe<string> = classic === undefined ? unseen : (classic.lifecycleState ?? stateNotTold);
  const listings: LiveOrigin["listings"] = [
    ...(classic === undefined ? [] : (["identity"] as const)),
    ...(shown === undefined ? [] : (["identity-domain"] as const)),
  ];
  return {
    ...empty(place, undefined),
    origin: { kind: "live", listings, path: [...pathOf(place), fingerprint] },
    id: classic?.keyId ?? shown?.id ?? `${place.tenancy}/${place.user?.id}/${fingerprint}`,
    ...(classic === undefined || shown === undefined ? {} : { domainId: shown.id }),
    publicKey,
    privateKeyAt: "kind" in publicKey && publicKey.kind === "private-key" ? ["key"] : [],
    fingerprint,
    active: activeBy(lifecycleState, shown),
    lifecycleState,
    inactiveStatus: classic === undefined ? unseen : classic.inactiveStatus,
    timeCreated: classic?.timeCreated ?? shown?.created ?? unknown("the listing shows no creation time"),
    timeLastUsed: notTold,
    lastUsedIp: notTold,
    purpose: shown?.description,
    tags: shown?.tags,
    location: locationOf([...segmentsOf(place), fingerprint.replaceAll(":", "-")]),
  };
}

/** Stands for the keys, if any, of a user, a domain or a tenancy that could not be listed. */
export function unlistedKey(place: Place, reason: Unknown): ApiKey {
  return {
    ...empty(place, reason),
    origin: {
      kind: "live",
      listings: [place.domain === undefined ? "identity" : "identity-domain"],
      path: [...pathOf(place), "keys that could not be listed"],
      unlisted: true,
    },
    location: locationOf([...segmentsOf(place), "unlisted"]),
  };
}

const stateNotTold = unknown("the listing shows no lifecycle state");

/** An identity domain keeps no lifecycle state: a key that it shows is usable, unless it is being deleted. */
function activeBy(lifecycleState: Maybe<string>, shown: DomainKey | undefined): Maybe<boolean> {
  if (shown?.deleteInProgress === true) return false;
  if (lifecycleState === undefined) return true;
  return typeof lifecycleState === "string" ? lifecycleState === "ACTIVE" : lifecycleState;
}

/** Every value is the same: unset, or unknown for a reason. What only Intersight has is unset in any case. */
function empty(place: Place, value: Unknown | undefined): Omit<ApiKey, "origin" | "location"> {
  return {
    system: "oci",
    source: place.source,
    existence: "exists",
    id: value,
    tenancy: place.tenancy,
    domain: place.domain?.url,
    user: place.user?.id ?? value,
    userName: place.user?.name ?? value,
    publicKey: value,
    fingerprint: value,
    keySpec: undefined,
    hashAlgorithm: undefined,
    signingAlgorithm: undefined,
    active: value,
    lifecycleState: value,
    inactiveStatus: value,
    adminStatus: undefined,
    operStatus: undefined,
    timeCreated: value,
    timeStarted: undefined,
    timeExpires: undefined,
    timeLastUsed: value,
    lastUsedIp: value,
    neverExpires: undefined,
    purpose: value,
    permission: undefined,
    permissionResources: undefined,
    scope: undefined,
    tags: value,
    privateKeyAt: value ?? [],
    comments: [],
    places: new Map(),
    alsoAt: [],
  };
}

function pathOf({ tenancy, domain, user }: Place): readonly string[] {
  const names = [tenancy, domain?.name ?? (user === undefined ? undefined : "Default"), user?.name];
  return names.filter((name) => name !== undefined);
}

function segmentsOf({ tenancy, domain, user }: Place): readonly string[] {
  const inDefault = domain === undefined ? user !== undefined : domain.isDefault;
  const names = ["oci", tenancy, inDefault ? "default" : domain?.name, user?.name];
  return names.filter((name) => name !== undefined);
}

/** Only characters that need no encoding in a URI, and no segment that means a folder (facts: code scanning refuses colons and schemes). */
function locationOf(segments: readonly string[]): Location {
  const safe = segments.map((segment) => segment.replaceAll(/[^\w.@+-]/g, "_").replace(/^\.+$/, "_"));
  return {
    uri: `${safe.join("/")}.apikey`,
    region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
    virtual: true,
  };
}
