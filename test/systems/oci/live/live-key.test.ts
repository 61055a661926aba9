import { describe, expect, test } from "vitest";
import { isUnknown, unknown } from "../../../../src/model/unknown.ts";
import type { ClassicKey } from "../../../../src/systems/oci/live/classic.ts";
import { liveKey, type Place } from "../../../../src/systems/oci/live/live-key.ts";
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
    expect([failed.active, failed.lifecycleState].every(isUnknown)).toBe(true);
    expect(isUnknown(liveKey(place, { ...classic, lifecycleState: undefined }, undefined).active)).toBe(true);
  });
});

test("two views of one key are one, of which the classic one says more", () => {
  expect(liveKey(place, classic, shown)).toMatchObject({
    id: classic.keyId,
    domainId: shown.id,
    timeCreated: classic.timeCreated,
    purpose: "for the build",
    origin: { listings: ["identity", "identity-domain"], path: ["t", "Partners", "../étienne/x", fingerprint] },
  });
});

test("its path has no folders but its own, whatever the names", () => {
  expect(liveKey(place, classic, shown).location.uri).toBe(
    `oci/t/Partners/..__tienne_x/${fingerprint.replaceAll(":", "-")}.apikey`,
  );
  const dots = { ...place, user: { id: "u", name: ".." } };
  expect(liveKey(dots, classic, shown).location.uri.split("/")[3]).toBe("_");
});

test("a private key in the place of a public one is told, and nowhere kept", () => {
  const key = liveKey(place, { ...classic, keyValue: pair.privateKey }, undefined);
  expect(key.publicKey).toEqual({ kind: "private-key" });
  expect(key.privateKeyAt).toEqual(["key"]);
  expect(JSON.stringify({ ...key, places: [] })).not.toContain(pair.privateKey.split("\n")[1]);
});
