import { describe, expect, test } from "vitest";
import type { ProgressEvent } from "../../../../src/http/progress.ts";
import { isUnknown } from "../../../../src/model/unknown.ts";
import { caller, expectedKeys, listedKeys, listTenancy, tenancy } from "./list-tenancy.ts";

describe("a whole tenancy", () => {
  test("is listed without a refused call, every key once, whichever interfaces show it", async () => {
    const { views, gaps, owners, notifications, emulator } = await listTenancy();
    expect(notifications).toEqual([]);
    expect(emulator.requests.filter((line) => /^(?:refused|unknown)/.test(line))).toEqual([]);
    expect(listedKeys(views)).toEqual(expectedKeys());
    expect(gaps).toEqual([]);
    expect(new Set(owners.map(({ name }) => name))).toEqual(new Set(tenancy.users.map(({ name }) => name)));
    expect(owners).toHaveLength(tenancy.users.length);
  });

  test("a key that both interfaces show is one, with the classic state and the domain's tags", async () => {
    const { views } = await listTenancy();
    const alice = views.find(({ owner }) => owner.name === "alice@example.com");
    expect(alice).toMatchObject({
      origin: { kind: "live", wholeOwner: true },
      id: `${tenancy.id}/${tenancy.users[0]?.ocid}/${tenancy.users[0]?.keys[0]?.fingerprint}`,
      aliases: [expect.any(String)],
      attributes: { service: "identity", lifecycleState: "ACTIVE" },
      active: true,
      tags: { team: "platform" },
      credential: {
        fingerprint: tenancy.users[0]?.keys[0]?.fingerprint,
        publicKey: {
          kind: "key",
          key: { type: "RSA", bits: 1024, md5Fingerprint: tenancy.users[0]?.keys[0]?.fingerprint },
        },
      },
    });
    expect(isUnknown(alice?.timeLastUsed)).toBe(true);
  });

  test("a key that only its domain shows has no lifecycle state, and can be used", async () => {
    const { views, emulator } = await listTenancy();
    const heidi = views.find(({ owner }) => owner.name === "heidi@partner.example");
    expect(heidi).toMatchObject({
      origin: { kind: "live", path: [tenancy.id, "Partners", "heidi@partner.example", expect.any(String)] },
      realm: emulator.domainUrls[1],
      attributes: { service: "identity-domain", lifecycleState: undefined },
      active: true,
    });
    expect(heidi?.origin).not.toHaveProperty("wholeOwner");
  });

  test("each key has a path of safe characters of its own", async () => {
    const { views } = await listTenancy();
    const uris = views.map(({ location }) => location.uri);
    expect(new Set(uris).size).toBe(uris.length);
    for (const uri of uris) expect(uri).toMatch(/^oci(?:\/[\w.@+-]+){4}\.apikey$/);
    expect(uris.some((uri) => uri.includes("/default/dave_federated/"))).toBe(true);
    expect(views.every(({ location }) => location.virtual === true && location.region?.startLine === 1)).toBe(true);
  });

  test("who administers it is found by group, by policy and by role; a grant under a condition leaves it open", async () => {
    const { owners } = await listTenancy();
    const admins = Object.fromEntries(
      owners.map(({ name, admin, adminBy }) => [name, isUnknown(admin) ? admin.reason : adminBy]),
    );
    expect(admins).toEqual({
      "alice@example.com": "group Administrators: manage all-resources in tenancy",
      "build-bot": undefined,
      carol: undefined,
      "dave/federated": "group Builders: manage all-resources in tenancy, but only under a condition",
      erin: "group Administrators: manage all-resources in tenancy",
      frank: "role Identity Domain Administrator of the default domain",
      "grace@partner.example": "group Owners: manage all-resources in tenancy",
      "heidi@partner.example": undefined,
      "ivan@partner.example": undefined,
    });
    expect(owners.filter(({ admin }) => admin === false)).toHaveLength(4);
  });

  test("a last login is told, though it is returned on request only", async () => {
    const { owners } = await listTenancy();
    const logins = owners.filter(({ name }) => name === "heidi@partner.example" || name === "dave/federated");
    expect(logins.map(({ timeLastLogin }) => timeLastLogin)).toEqual([
      undefined,
      Date.parse("2026-10-20T08:01:02.003Z"),
    ]);
    expect(owners.find(({ name }) => name === "build-bot")).toMatchObject({ canUseConsole: false, active: true });
    expect(owners.find(({ name }) => name === "erin")).toMatchObject({ canUseConsole: true, active: false });
  });

  test("is listed the same way whatever the page size, the throttling and the concurrency", async () => {
    const strip = (listed: Awaited<ReturnType<typeof listTenancy>>) => ({
      keys: listedKeys(listed.views),
      errors: listed.notifications,
    });
    const plain = strip(await listTenancy());
    for (const pageSize of [1, 3, 1000]) expect(strip(await listTenancy({ pageSize }))).toEqual(plain);
    expect(strip(await listTenancy({ throttleEvery: 3 }))).toEqual(plain);
    expect(strip(await listTenancy({}, { concurrency: 1 }))).toEqual(plain);
    expect(strip(await listTenancy({ latency: 1 }, { concurrency: 50 }))).toEqual(plain);
  });

  test("asks no identity domain more often than its licence allows", async () => {
    const user = tenancy.users.find(({ name }) => name === "carol");
    if (user === undefined) throw new Error("the sample tenancy has carol");
    // The default domain of the sample is a free one: 20 calls a second, 150 a minute.
    const many = Array.from({ length: 170 }, (_, index) => ({
      ...user,
      name: `user-${index}`,
      ocid: `${user.ocid}${index}`,
      scimId: `${user.scimId}${index}`,
    }));
    let now = Date.now();
    const times: number[] = [];
    const { emulator } = await listTenancy(
      { tenancy: { ...tenancy, users: many }, pageSize: 1, clock: () => (times.push(now), now) },
      { clock: () => now, sleep: (milliseconds) => Promise.resolve(void (now += milliseconds)) },
    );
    const calls = times.filter((_, index) => emulator.requests[index]?.startsWith("SCIM Users"));
    expect(calls.length).toBe(170 + 2);
    for (const time of calls) {
      expect(calls.filter((other) => other >= time && other < time + 1000).length).toBeLessThanOrEqual(20 + 2);
      expect(calls.filter((other) => other >= time && other < time + 60_000).length).toBeLessThanOrEqual(150 + 2);
    }
  });

  test("is listed once though its pages overlap, because something was created meanwhile", async () => {
    const { views, owners, notifications } = await listTenancy({ overlapping: true, pageSize: 1 });
    expect(notifications).toEqual([]);
    expect(listedKeys(views)).toEqual(expectedKeys());
    expect(owners).toHaveLength(tenancy.users.length);
  });

  test.each([
    ["a whole listing", []],
    [
      "one with gaps, which are no keys",
      (["ListApiKeys", "SCIM ApiKeys"] as const).map((operation) => ({ kind: "403", operation }) as const),
    ],
  ])("counts the progress of %s", async (_, faults) => {
    const events: ProgressEvent[] = [];
    const { views, gaps, emulator } = await listTenancy({ faults }, { progress: (event) => events.push(event) });
    expect(gaps.length > 0).toBe(faults.length > 0);
    const sum = (counter: ProgressEvent["counter"]): number =>
      events.filter((event) => event.counter === counter).reduce((total, { add }) => total + add, 0);
    expect(sum("requests")).toBe(emulator.requests.length);
    expect(sum("keys")).toBe(views.length);
    expect([sum("users"), sum("usersDone")]).toEqual([6, 6]);
  });
});

describe("a user", () => {
  test("who vanishes between two calls is no error, and has no keys", async () => {
    const dave = tenancy.users.find(({ name }) => name === "dave/federated");
    const { views, owners, notifications } = await listTenancy({ vanishing: new Set([dave?.ocid ?? ""]) });
    expect(notifications).toEqual([]);
    expect(listedKeys(views)).toEqual(expectedKeys(tenancy.users.filter((user) => user !== dave)));
    expect(owners.map(({ name }) => name)).not.toContain("dave/federated");
  });

  test("whose keys may not be seen is named with status, code and request id", async () => {
    const erin = tenancy.users.find(({ name }) => name === "erin");
    const { notifications, views } = await listTenancy({
      faults: [{ kind: "404", operation: "ListApiKeys", only: erin?.ocid ?? "" }],
    });
    expect(notifications).toHaveLength(1);
    expect(notifications[0]).toMatchObject({ level: "error", id: "listing-incomplete", source: "oci:DEFAULT" });
    expect(notifications[0]?.message).toMatch(
      /^The API keys of user erin \(ocid1\.user\.\S+\) could not be listed whole\. GET \S+: refused by the server, status 404, code NotAuthorizedOrNotFound, request id [0-9A-F]{32}\. Allow the caller/,
    );
    // The identity domain shows them all the same; only what the classic interface alone tells stays unknown.
    expect(listedKeys(views)).toEqual(expectedKeys());
    const key = views.find(({ owner }) => owner.name === "erin");
    const lifecycleState = key?.attributes["lifecycleState"];
    expect(isUnknown(lifecycleState) && lifecycleState.reason).toMatch(
      /^the API keys of user erin .* could not be listed whole: 404 NotAuthorizedOrNotFound$/,
    );
    expect(isUnknown(key?.active)).toBe(true);
  });
});

test("an identity domain whose URL is not of the tenancy's realm gets no signed call", async () => {
  const { views, gaps, notifications } = await listTenancy({ domainUrl: "https://idcs-1.identity.evil.example:443" });
  expect(notifications).toHaveLength(2 * tenancy.domains.length);
  for (const { message } of notifications)
    expect(message).toContain("refused: credentials are sent to their own host only");
  expect(gaps).toHaveLength(3);
  expect(listedKeys(views)).toEqual(
    expectedKeys(tenancy.users.filter(({ domain }) => domain === tenancy.domains[0]?.id)),
  );
});

test("no secret is in any message", async () => {
  const { notifications } = await listTenancy({ callers: new Map() });
  expect(notifications).toHaveLength(1);
  expect(notifications[0]?.message).toMatch(
    /status 401, code NotAuthenticated, request id [0-9A-F]{32}\. Check the user/,
  );
  expect(JSON.stringify(notifications)).not.toContain("Signature");
  expect(JSON.stringify(notifications)).not.toContain(caller.privateKey.split("\n")[1]);
});
