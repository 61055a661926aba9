import { describe, expect, test } from "vitest";
import { isUnknown, unknown } from "../../../../src/model/unknown.ts";
import type { ClassicKey } from "../../../../src/systems/oci/live/classic.ts";
import { gapAt, liveKey, type Place } from "../../../../src/systems/oci/live/live-key.ts";
import type { DomainKey } from "../../../../src/systems/oci/live/scim.ts";
import { makeKeyPair, publicKeyOf } from "../../../emulators/oci/tenancy.ts";

const pair = makeKeyPair(1024);
const { fingerprint } = publicKeyOf(pair.publicKey);
const domain = { id: "d", name: "Partners", url: "https://d.example:443", isDefault: false, licenseType: "free" };
const place: Place = { source: "oci:DEFAULT", tenancy: "t", domain, user: { id: "u", name: "../étienne/x" } };
const classic: ClassicKey = {
  keyId: `t/u/${fingerprint}`,
  keyValue: pair.publicKey,
  fingerprint,
  timeCreated: Date.UTC(2026, 0, 1),
  lifecycleState: "ACTIVE",
  inactiveStatus: undefined,
};
const shown: DomainKey = {
  id: "s",
  fingerprint,
  key: pair.publicKey,
  description: "for the build",
  user: { id: "7d1c", ocid: "u", name: "étienne" },
  created: Date.UTC(2026, 0, 2),
  deleteInProgress: false,
  tags: {},
};

describe("whether a key can be used", () => {
  test.each([
    ["an active classic key", liveKey(place, classic, undefined), true],
    [
      "an inactive one, which its domain shows too",
      liveKey(place, { ...classic, lifecycleState: "INACTIVE" }, shown),
      false,
    ],
    ["one that only its domain shows", liveKey(place, undefined, shown), true],
    ["one that its domain is deleting", liveKey(place, classic, { ...shown, deleteInProgress: true }), false],
  ])("%s", (_name, key, active) => {
    expect(key.active).toBe(active);
  });

  test("is not known where the classic listing failed, or tells no state", () => {
    const failed = liveKey(place, undefined, shown, unknown("refused"));
    expect([failed.active, failed.attributes["lifecycleState"]].every(isUnknown)).toBe(true);
    expect(isUnknown(liveKey(place, { ...classic, lifecycleState: undefined }, undefined).active)).toBe(true);
  });
});

test("two views of one key are one, of which the classic one says more", () => {
  expect(liveKey(place, classic, shown)).toMatchObject({
    id: classic.keyId,
    aliases: [shown.id],
    timeCreated: classic.timeCreated,
    attributes: { service: "identity", purpose: "for the build" },
    origin: { wholeOwner: true, path: ["t", "Partners", "../étienne/x", fingerprint] },
  });
});

test("its path has no folders but its own, whatever the names", () => {
  expect(liveKey(place, classic, shown).location.uri).toBe(
    `oci/t/Partners/..__tienne_x/${fingerprint.replaceAll(":", "-")}.apikey`,
  );
  const dots = { ...place, user: { id: "u", name: ".." } };
  expect(liveKey(dots, classic, shown).location.uri.split("/")[3]).toBe("_");
});

test("what could not be listed is a gap of the user, else of the domain or the tenancy, at a place of its own", () => {
  const reason = unknown("refused");
  expect(gapAt(place, reason)).toMatchObject({
    account: "t",
    realm: domain.url,
    owner: { id: "u", name: "../étienne/x" },
    path: ["t", "Partners", "../étienne/x"],
    location: { uri: "oci/t/Partners/..__tienne_x/unlisted.apikey" },
  });
  const ofDomain = gapAt({ ...place, user: undefined }, reason);
  expect([ofDomain.owner.id, ofDomain.owner.name]).toEqual([reason, reason]);
  expect(ofDomain.location.uri).toBe("oci/t/Partners/unlisted.apikey");
  const whole = gapAt({ ...place, domain: undefined, user: undefined }, reason);
  expect([whole.realm, whole.path, whole.location.uri]).toEqual([undefined, ["t"], "oci/t/unlisted.apikey"]);
});

test("a user without an OCID has an id that only the domain knows", () => {
  const owner = { id: "7d1c", name: "étienne", idWithin: "realm" } as const;
  expect(liveKey({ ...place, user: owner }, undefined, shown).owner).toEqual({ kind: "user", ...owner });
  expect(liveKey(place, undefined, shown).owner).not.toHaveProperty("idWithin");
});

test("a private key in the place of a public one is told, and nowhere kept", () => {
  const key = liveKey(place, { ...classic, keyValue: pair.privateKey }, undefined);
  expect(key.credential).toMatchObject({ publicKey: { kind: "private-key" } });
  expect(key.secretAt).toEqual(["key"]);
  expect(JSON.stringify({ ...key, places: [] })).not.toContain(pair.privateKey.split("\n")[1]);
});
