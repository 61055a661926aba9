import { describe, expect, test } from "vitest";
import { keySpecOf } from "../../../../src/model/credential.ts";
import { unknown } from "../../../../src/model/unknown.ts";
import type { View } from "../../../../src/model/view.ts";
import { intersightSource } from "../../../../src/systems/intersight/live/list.ts";
import { type Managed, sampleAccount } from "../../../emulators/intersight/sample.ts";
import { startIntersightEmulator } from "../../../emulators/intersight/emulator.ts";
import { account, clientKeys, collect, keyIds, list, secrets, sharedClock } from "./listing.ts";

const moids = (views: readonly View[]): unknown[] => views.map((view) => view.id);
const allMoids = account.keys.map(({ Moid }) => Moid);

describe("an account", () => {
  test("is listed whole: limits, users and keys", async () => {
    const { views, owners, accounts, notifications } = await list();
    expect(notifications).toEqual([]);
    expect(moids(views)).toEqual(allMoids);
    expect(owners.map(({ id }) => id)).toEqual(account.users.map(({ Moid }) => Moid));
    expect(accounts).toEqual([
      {
        system: "intersight",
        source: "intersight:plant",
        id: account.moid,
        maxKeyExpirySeconds: 15_552_000,
        allowsKeysWithoutExpiry: false,
      },
    ]);
  });

  test.each([
    ["signed with a key of version 2", { INTERSIGHT_API_KEY: keyIds.rsa, INTERSIGHT_SECRET_KEY: secrets.rsa }],
    ["signed with a key of version 3", { INTERSIGHT_API_KEY: keyIds.ec, INTERSIGHT_SECRET_KEY: secrets.ec }],
  ])("is listed over TLS, with the appliance's own certificate authority, %s", async (_, env) => {
    const environment = sharedClock();
    const emulator = await startIntersightEmulator({ account, keys: clientKeys, clock: environment.clock, tls: true });
    try {
      const changes = { env, readFile: () => Promise.resolve(emulator.certificate ?? "") };
      const source = intersightSource(
        "intersight:plant",
        { endpoint: emulator.url, caFile: "ca.pem" },
        { ...environment, ...changes },
      );
      const { views, notifications } = await collect(source);
      expect(notifications).toEqual([]);
      expect(moids(views)).toEqual(allMoids);
      const untrusting = intersightSource("intersight:plant", { endpoint: emulator.url }, { ...environment, env });
      expect((await collect(untrusting)).notifications[0]?.message).toMatch(/DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED/);
    } finally {
      await emulator.close();
    }
  });

  test("is listed in short pages and through throttling", async () => {
    const { views, notifications, emulator } = await list({ pageSize: 5, throttleEvery: 3 });
    expect(notifications).toEqual([]);
    expect(moids(views)).toEqual(allMoids);
    const pages = emulator.calls.filter((call) => call.includes("/iam/ApiKeys") && call.endsWith("200"));
    expect(pages).toHaveLength(Math.ceil(allMoids.length / 5));
    expect(pages[1]).toBe(
      "GET /api/v1/iam/ApiKeys?%24orderby=Moid&%24top=1000&%24skip=5&%24inlinecount=allpages -> 200",
    );
  });

  test("is asked for limits, users and keys at once", async () => {
    const { emulator } = await list({ pageSize: 2 });
    const first = emulator.calls.slice(0, 3).map((call) => /iam\/(\w+)/.exec(call)?.[1]);
    expect(new Set(first)).toEqual(new Set(["ApiKeys", "ResourceLimits", "Users"]));
  });

  test("without keys or users is no error", async () => {
    const empty = { ...sampleAccount("empty"), keys: [], users: [] };
    expect(await list({ account: empty })).toMatchObject({ views: [], gaps: [], owners: [], notifications: [] });
  });

  test("of which the reply tells no limits has unknown ones", async () => {
    const { accounts } = await list({ account: { ...account, limits: [] } });
    const reason = unknown("Intersight lists no limits of the account");
    expect(accounts).toEqual([
      {
        system: "intersight",
        source: "intersight:plant",
        id: account.moid,
        maxKeyExpirySeconds: reason,
        allowsKeysWithoutExpiry: reason,
      },
    ]);
  });
});

test("a limit of 0 seconds, whose meaning is not documented, is unknown", async () => {
  const limits = [{ ...(account.limits[0] as Managed), MaxApiKeyExpiry: 0 }];
  const { accounts } = await list({ account: { ...account, limits } });
  expect(accounts[0]?.maxKeyExpirySeconds).toEqual(
    unknown("the account tells a limit of 0 seconds, whose meaning Cisco does not document"),
  );
});

describe("OAuth 2 client credentials", () => {
  const clients = { "client/one": "s%cret:+" };
  const env = { ID: "client/one", SECRET: "s%cret:+" };
  const target = { clientId: { env: "ID" }, clientSecret: { env: "SECRET" } };

  test("get one token for all calls", async () => {
    const { views, notifications, emulator } = await list({ clients, pageSize: 2 }, target, { env });
    expect(notifications).toEqual([]);
    expect(moids(views)).toEqual(allMoids);
    expect(emulator.calls.filter((call) => call.includes("/iam/token"))).toEqual(["POST /iam/token -> 200"]);
  });

  test("get another one before the first expires", async () => {
    const { views, emulator } = await list({ clients, pageSize: 2, throttleEvery: 2, tokenLife: 63 }, target, { env });
    expect(moids(views)).toEqual(allMoids);
    expect(emulator.calls.filter((call) => call.includes("/iam/token -> 200")).length).toBeGreaterThan(1);
    expect(emulator.calls.filter((call) => call.endsWith("401"))).toEqual([]);
  });

  test("that can't be had are asked for eight times in all, not for each listing", async () => {
    const faults = [{ kind: "server-error", path: "/iam/token" }] as const;
    const { notifications, emulator } = await list({ clients, faults }, target, { env });
    expect(notifications.map(({ message }) => /the (.*) of Intersight .*status 500/.exec(message)?.[1])).toEqual([
      "account limits",
      "users",
      "API keys",
    ]);
    expect(emulator.calls).toHaveLength(8);
  });

  test("that are wrong are told, and not repeated in any message", async () => {
    const { views, gaps, notifications } = await list({ clients }, target, { env: { ...env, SECRET: "wr0ng" } });
    expect([views.length, gaps.length]).toEqual([0, 1]);
    expect(notifications).toHaveLength(3);
    for (const { message } of notifications) {
      expect(message).toMatch(/POST http:\S+\/iam\/token: .*status 401, code AuthenticationFailure/);
      expect(message).not.toContain("wr0ng");
    }
  });
});

describe("a key", () => {
  async function keyFrom(changes: Record<string, unknown>): Promise<View> {
    const base = account.keys[0] as Managed;
    const { views } = await list({ account: { ...account, keys: [{ ...base, ...changes, Moid: base.Moid }] } });
    return views[0] as View;
  }

  test("has all that the listing tells", async () => {
    const user = account.users[0] as Managed;
    const key = await keyFrom({
      AdminStatus: "enable",
      OperStatus: "enabled",
      CreateTime: "2026-01-10T12:00:00.123Z",
      StartTime: "2026-06-10T12:00:00Z",
      ExpiryDateTime: "2026-12-09T12:00:00Z",
      IsNeverExpiring: false,
      HashAlgorithm: "SHA512_256",
      SigningAlgorithm: "Ecdsa",
      KeySpec: { ClassId: "pkix.EcdsaKeySpec", ObjectType: "pkix.EcdsaKeySpec", Curve: "P384" },
      LastUsedTime: "2026-11-19T23:10:00Z",
      LastUsedIp: "198.51.100.7",
      Purpose: "nightly",
      Permission: { ClassId: "mo.MoRef", ObjectType: "iam.Permission", Moid: "p1" },
      PermissionResources: [{ ClassId: "mo.MoRef", ObjectType: "organization.Organization", Moid: "o1" }],
      Scope: {
        ClassId: "iam.SwitchScopePermissions",
        ObjectType: "iam.SwitchScopePermissions",
        SwitchedFromAccount: {
          ClassId: "iam.SwitchAccountPermission",
          ObjectType: "iam.SwitchAccountPermission",
          AccountId: "a0",
        },
      },
      Tags: [{ Key: "team", Value: "blue" }],
      User: { ClassId: "mo.MoRef", ObjectType: "iam.User", Moid: user.Moid },
    });
    const moid = account.keys[0]?.Moid;
    expect(key).toEqual({
      system: "intersight",
      type: "intersight/api-key",
      source: "intersight:plant",
      origin: { kind: "live", path: [account.moid, user["Name"], moid] },
      existence: "exists",
      moment: "current",
      id: moid,
      account: account.moid,
      owner: { kind: "user", id: user.Moid, name: user["Name"] },
      credential: { kind: "key-pair", spec: { type: "EC", bits: undefined, curve: "P-384" } },
      active: true,
      timeCreated: Date.parse("2026-01-10T12:00:00.123Z"),
      timeStarted: Date.parse("2026-06-10T12:00:00Z"),
      timeExpires: Date.parse("2026-12-09T12:00:00Z"),
      timeLastUsed: Date.parse("2026-11-19T23:10:00Z"),
      attributes: {
        service: "iam",
        hashAlgorithm: "SHA512_256",
        signingAlgorithm: "Ecdsa",
        adminStatus: "enable",
        operStatus: "enabled",
        lastUsedIp: "198.51.100.7",
        neverExpires: false,
        purpose: "nightly",
        permission: "p1",
        permissionResources: ["organization.Organization/o1"],
        switchedFromAccount: "a0",
      },
      tags: { team: "blue" },
      secretAt: [],
      comments: [],
      location: {
        uri: `intersight/${account.moid}/${user.Moid}/${moid}.apikey`,
        region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
        virtual: true,
      },
      places: new Map(),
    });
  });

  test("whose times are zero or absent has unset ones", async () => {
    const never = { LastUsedTime: "0001-01-01T00:00:00Z", ExpiryDateTime: undefined, StartTime: null };
    expect(
      await keyFrom({ ...never, IsNeverExpiring: true, OperStatus: "enabled", AdminStatus: "enable" }),
    ).toMatchObject({
      timeLastUsed: undefined,
      timeExpires: undefined,
      timeStarted: undefined,
      attributes: { neverExpires: true },
      active: true,
    });
  });

  test("that is said to expire, but not when, may never do so; a purpose of spaces is none", async () => {
    const undated = { IsNeverExpiring: false, ExpiryDateTime: "0001-01-01T00:00:00Z", Purpose: "  " };
    expect(await keyFrom(undated)).toMatchObject({
      timeExpires: undefined,
      attributes: {
        neverExpires: unknown("the listing says that the key expires, but not when"),
        purpose: undefined,
      },
    });
  });

  test.each([
    ["enabled", { AdminStatus: "enable", OperStatus: "enabled" }, true],
    ["disabled by its administrator", { AdminStatus: "disable", OperStatus: "enabled" }, false],
    ["disabled", { AdminStatus: "enable", OperStatus: "disabled" }, false],
    ["expired by its status", { AdminStatus: "enable", OperStatus: "expired" }, false],
    [
      "expired a second ago",
      { OperStatus: "enabled", AdminStatus: "enable", ExpiryDateTime: "2026-11-21T11:59:59Z" },
      false,
    ],
    [
      "of no told status",
      { AdminStatus: undefined, OperStatus: undefined },
      unknown("the listing does not tell whether the key is enabled"),
    ],
  ])("%s is active: %j -> %s", async (_, changes, active) => {
    const lasting = { ExpiryDateTime: "2026-12-09T12:00:00Z", IsNeverExpiring: false };
    expect((await keyFrom({ ...lasting, ...changes })).active).toEqual(active);
  });

  test("with a private key in the reply tells its place and keeps nothing of it", async () => {
    const key = await keyFrom({
      PrivateKey: "-----BEGIN RSA PRIVATE KEY-----\nMIIsecret\n-----END RSA PRIVATE KEY-----",
    });
    expect(key.secretAt).toEqual(["PrivateKey"]);
    expect(JSON.stringify(key)).not.toMatch(/BEGIN|MIIsecret/);
  });

  test("with values that make no sense has unknown ones", async () => {
    const key = await keyFrom({
      CreateTime: "yesterday",
      IsNeverExpiring: "yes",
      Purpose: 7,
      KeySpec: { ObjectType: "pkix.New" },
    });
    expect(key.timeCreated).toEqual(unknown("CreateTime in the listing is not a date and time"));
    expect(key.attributes["neverExpires"]).toEqual(unknown("IsNeverExpiring in the listing is not true or false"));
    expect(key.attributes["purpose"]).toEqual(unknown("Purpose in the listing is not text"));
    expect(keySpecOf(key)).toEqual(unknown('"pkix.New" is a key specification that keylint does not know'));
  });

  test("of a user who vanished in between is no error", async () => {
    const { views, notifications } = await list({ account: { ...account, users: [] } });
    expect(notifications).toEqual([]);
    expect(views.map(({ owner }) => owner.name)).toEqual(views.map(() => undefined));
  });
});
