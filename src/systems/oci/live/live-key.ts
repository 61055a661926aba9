import { readPublicKey } from "../../../keys/read.ts";
import { keyPair } from "../../../model/credential.ts";
import type { Gap } from "../../../model/gap.ts";
import type { KeyOwner } from "../../../model/owner.ts";
import { type Maybe, type Unknown, unknown } from "../../../model/unknown.ts";
import type { View } from "../../../model/view.ts";
import { liveGap, type LivePlace, liveView } from "../../live-view.ts";
import { apiKeyType, lastUseUnknown } from "../key-type.ts";
import type { ClassicKey } from "./classic.ts";
import type { Domain, DomainKey } from "./scim.ts";

/** The place of a live key: its tenancy's listing, its domain where that is known, and its user. */
export interface Place {
  readonly source: string;
  /** OCID. */
  readonly tenancy: string;
  readonly domain: Domain | undefined;
  /** `idWithin` is set for the SCIM id of a user without an OCID. */
  readonly user: { readonly id: string; readonly name: string; readonly idWithin?: KeyOwner["idWithin"] } | undefined;
}

const stateUnknown = unknown("the listing shows no lifecycle state");

/**
 * One key, from what the classic interface and its identity domain show of it, of which the classic one says more.
 * @param missing why the classic interface does not show it, where it should
 */
export function liveKey(
  place: Place,
  classic: ClassicKey | undefined,
  inDomain: DomainKey | undefined,
  missing?: Unknown,
): View {
  const fingerprint = classic?.fingerprint ?? inDomain?.fingerprint ?? "";
  const pasted = classic?.keyValue ?? inDomain?.key;
  const publicKey = pasted === undefined ? unknown("the listing shows no public key") : readPublicKey(pasted);
  const lifecycleState: Maybe<string> = classic === undefined ? missing : (classic.lifecycleState ?? stateUnknown);
  const { tenancy, domain, user } = place;
  const key = {
    id: classic?.keyId ?? inDomain?.id ?? `${tenancy}/${user?.id}/${fingerprint}`,
    ...(classic === undefined || inDomain === undefined ? {} : { aliases: [inDomain.id] }),
    account: tenancy,
    realm: domain?.url,
    owner: ownerOf(user),
    credential: keyPair({ publicKey, fingerprint }),
    secretAt: "kind" in publicKey && publicKey.kind === "private-key" ? ["key"] : [],
    active: activeBy(lifecycleState, inDomain),
    timeCreated: classic?.timeCreated ?? inDomain?.created ?? unknown("the listing shows no creation time"),
    timeLastUsed: lastUseUnknown,
    tags: inDomain?.tags,
    attributes: {
      service: classic === undefined ? "identity-domain" : "identity",
      lifecycleState,
      inactiveStatus: classic === undefined ? missing : classic.inactiveStatus,
      purpose: inDomain?.description,
    },
  };
  // The classic interface tells all keys of a user in one reply.
  return liveView(livePlace(place, fingerprint), key, classic !== undefined);
}

/** The keys, if any, of a user, a domain or a tenancy that could not be listed. */
export function gapAt(place: Place, reason: Unknown): Gap {
  const { tenancy, domain, user } = place;
  const owner = user === undefined ? {} : ownerOf(user);
  return liveGap(livePlace(place), { account: tenancy, realm: domain?.url, owner, reason });
}

function ownerOf(user: Place["user"]): KeyOwner {
  const within = user?.idWithin === undefined ? {} : { idWithin: user.idWithin };
  return { kind: "user", id: user?.id, name: user?.name, ...within };
}

/** An identity domain keeps no lifecycle state: a key that it shows is usable, unless it is being deleted. */
function activeBy(lifecycleState: Maybe<string>, inDomain: DomainKey | undefined): Maybe<boolean> {
  if (inDomain?.deleteInProgress === true) return false;
  if (lifecycleState === undefined) return true;
  return typeof lifecycleState === "string" ? lifecycleState === "ACTIVE" : lifecycleState;
}

function livePlace({ source, tenancy, domain, user }: Place, fingerprint?: string): LivePlace {
  const inDefault = domain === undefined ? user !== undefined : domain.isDefault;
  const names = (realm: string | undefined, key: string | undefined): readonly string[] =>
    [tenancy, realm, user?.name, key].filter((name) => name !== undefined);
  return {
    system: "oci",
    type: apiKeyType.id,
    source,
    path: names(domain?.name ?? (inDefault ? "Default" : undefined), fingerprint),
    segments: names(inDefault ? "default" : domain?.name, fingerprint?.replaceAll(":", "-")),
  };
}
