import type { ApiKey } from "../../../model/api-key.ts";
import type { Maybe, Unknown } from "../../../model/unknown.ts";
import { virtualLocation } from "./virtual-location.ts";

/**
 * Stands for the keys of an account, if any, that could not be listed.
 * @param place The account where it is known, else the host that was asked.
 */
export function unlistedKey(source: string, account: Maybe<string>, place: string, reason: Unknown): ApiKey {
  return {
    system: "intersight",
    source,
    origin: { kind: "live", listings: ["iam"], path: [place, "keys that could not be listed"], unlisted: true },
    existence: "exists",
    id: reason,
    tenancy: account,
    domain: undefined,
    user: reason,
    userName: reason,
    publicKey: undefined,
    fingerprint: undefined,
    keySpec: reason,
    hashAlgorithm: reason,
    signingAlgorithm: reason,
    active: reason,
    lifecycleState: undefined,
    inactiveStatus: undefined,
    adminStatus: reason,
    operStatus: reason,
    timeCreated: reason,
    timeStarted: reason,
    timeExpires: reason,
    timeLastUsed: reason,
    lastUsedIp: reason,
    neverExpires: reason,
    purpose: reason,
    permission: reason,
    permissionResources: reason,
    scope: reason,
    tags: reason,
    privateKeyAt: reason,
    comments: [],
    location: virtualLocation([place, "unlisted"]),
    places: new Map(),
    alsoAt: [],
  };
}
