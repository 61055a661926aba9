import { inventoryLines } from "../../src/inventory/write.ts";
import type { Account, Owner } from "../../src/model/owner.ts";
import type { View } from "../../src/model/view.ts";
import { accountOf, keyOf, ownerOf } from "../../src/systems/intersight/live/records.ts";
import { liveKey } from "../../src/systems/oci/live/live-key.ts";
import type { Listing, RealKey, RealUser } from "./model.ts";
import { pairOf } from "./pairs.ts";
import { account, classicId, endpoint, specText, tenancy } from "./values.ts";

const domain = {
  id: "ocid1.domain.oc1..aaaaaaaaworld",
  name: "Default",
  url: endpoint,
  isDefault: true,
  licenseType: "free",
};

/** Whole listings of both accounts, as `keylint inventory` writes them. */
export function inventory(listing: Listing): string {
  const users = new Map(listing.users.map((user) => [user.name, user]));
  const views = listing.keys.flatMap((key) => {
    const user = users.get(key.user);
    return user === undefined ? [] : viewOf(key, user, listing);
  });
  const accounts: Account[] = [
    {
      system: "oci",
      source: "oci:world",
      id: tenancy,
      maxKeyExpirySeconds: undefined,
      allowsKeysWithoutExpiry: undefined,
    },
    ...[accountOf({ AccountMoid: account, MaxApiKeyExpiry: 0 }, "intersight:world")].flatMap((one) => one ?? []),
  ];
  const owners = listing.users.flatMap((user) => listedUser(user, listing));
  const keys = views.map((view) => ({ views: [view] }));
  const contents = {
    accounts,
    owners,
    keys,
    plans: [],
    states: [],
    moves: [],
    entitlements: [],
    gaps: [],
    generatedKeys: [],
    notifications: [],
  };
  const sources = ["oci:world", "intersight:world"];
  return [...inventoryLines(contents, { tool: "0.1.0", asOf: listing.at, sources, terraform: [] })].join("");
}

function viewOf(key: RealKey, user: RealUser, listing: Listing): readonly View[] {
  if (key.service === "intersight") {
    const found = keyOf(
      {
        Moid: key.id,
        AccountMoid: account,
        User: { Moid: user.id },
        CreateTime: new Date(key.created).toISOString(),
        StartTime: new Date(key.created).toISOString(),
        ExpiryDateTime: "2036-01-01T00:00:00Z",
        LastUsedTime: "0001-01-01T00:00:00Z",
        IsNeverExpiring: false,
        AdminStatus: key.active ? "enable" : "disable",
        OperStatus: key.active ? "enabled" : "disabled",
        HashAlgorithm: key.hash,
        SigningAlgorithm: "RSASSA-PKCS1-v1_5",
        Purpose: "world",
        KeySpec: { ObjectType: "pkix.RsaAlgorithm", ...JSON.parse(specText(key.pair)) },
      },
      { source: "intersight:world", now: listing.at, nameOf: () => user.name },
    );
    return found === undefined ? [] : [found];
  }
  const { pem, fingerprint } = pairOf(key.pair);
  const place = { source: "oci:world", tenancy, domain, user: { id: user.id, name: user.name } };
  const classic = {
    keyId: classicId(key, user),
    keyValue: pem,
    fingerprint,
    timeCreated: key.created,
    lifecycleState: key.active ? "ACTIVE" : "INACTIVE",
    inactiveStatus: key.active ? undefined : 4,
  };
  if (key.service === "classic") return [liveKey(place, classic, undefined)];
  const shown = {
    id: key.id,
    fingerprint,
    key: pem,
    description: "",
    user: {
      id: user.scimId,
      ocid: user.id,
      name: user.name,
    },
    created: key.created,
    deleteInProgress: false,
    tags: undefined,
  };
  return [liveKey(place, classic, shown)];
}

function listedUser(user: RealUser, listing: Listing): readonly Owner[] {
  if (user.service === "intersight") {
    const locked = user.active ? {} : { LockedUntil: "2099-01-01T00:00:00Z" };
    const json = { Moid: user.id, Name: user.name, AccountMoid: account, ...locked };
    return [ownerOf(json, { source: "intersight:world", now: listing.at })].flatMap((one) => one ?? []);
  }
  return [
    {
      system: "oci",
      kind: "user",
      source: "oci:world",
      id: user.id,
      realmId: user.scimId,
      name: user.name,
      account: tenancy,
      realm: endpoint,
      active: user.active,
      admin: false,
      canUseApiKeys: true,
      canUseConsole: true,
      timeLastLogin: undefined,
    },
  ];
}
