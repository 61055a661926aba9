import { expect, test } from "vitest";
import type { ApiKey } from "../../../../src/model/api-key.ts";
import { unknown } from "../../../../src/model/unknown.ts";
import { type FaultKind, faultKinds, recovers } from "../../../emulators/intersight/faults.ts";
import { account, list, type Listed, secrets } from "./listing.ts";

const endpoints = ["ResourceLimits", "Users", "ApiKeys"] as const;
const pageSize = 4;

/** What the notification must say beside the call. */
const told: Partial<Record<FaultKind, RegExp>> = {
  unauthorized: /status 401, code AuthenticationFailure, request id NB0123456789abcdef.*clock/,
  forbidden: /status 403, code UnauthorizedOperation, request id NB0123456789abcdef.*role/,
  "not-found": /status 404, code NotFound, request id NB0123456789abcdef.*endpoint/,
  throttled: /status 429/,
  "server-error": /status 500/,
  "bad-gateway-html": /status 502/,
  reset: /no reply, code ECONNRESET/,
  truncated: /ended early/,
  stalled: /no whole reply within/,
  silent: /no whole reply within/,
  "not-json": /not JSON/,
  empty: /empty/,
  "wrong-shape": /no Count/,
  "too-large": /longer than/,
  redirect: /redirect, which is not followed/,
  "page-loop": /the same page came twice/,
  "missing-item": /different items came of the/,
  "strange-item": /items without an id/,
};

/** A listing of one item has no second page to repeat; of the keys the first page comes well. */
const cases = endpoints.flatMap((endpoint) =>
  faultKinds
    .filter((kind) => !(kind === "page-loop" && endpoint !== "ApiKeys"))
    .map((kind) => ({ kind, endpoint, after: endpoint === "ApiKeys" ? 1 : 0 })),
);

async function listWith({ kind, endpoint, after }: (typeof cases)[number]): Promise<Listed> {
  const fault = { kind, path: `/iam/${endpoint}`, after };
  // Only the faults that never end wait for the clock: a busy machine must not look like one of them.
  const timeout = kind === "silent" || kind === "stalled" ? 300 : 60_000;
  return await list({ pageSize, faults: [fault] }, {}, { timeout });
}

const isUnlisted = ({ origin }: ApiKey): boolean => origin.kind === "live" && origin.unlisted === true;

test.concurrent.each(cases.filter(({ kind }) => recovers(kind)))(
  "$kind at $endpoint passes, and the account is listed whole",
  async (given) => {
    const { keys, users, accounts, notifications } = await listWith(given);
    expect(notifications).toEqual([]);
    expect([keys, users, accounts].map((list) => list.length)).toEqual([account.keys.length, account.users.length, 1]);
  },
);

test.concurrent.each(cases.filter(({ kind }) => !recovers(kind)))(
  "$kind at $endpoint ends the listing of it, is told, and loses nothing that was listed",
  async (given) => {
    const { kind, endpoint } = given;
    const { keys, users, accounts, notifications } = await listWith(given);
    expect(notifications).toEqual([
      {
        level: "error",
        id: "listing-incomplete",
        source: "intersight:plant",
        message: expect.stringMatching(told[kind] ?? /^$/),
      },
    ]);
    expect(notifications[0]?.message).toContain(`/api/v1/iam/${endpoint}: `);
    expect(notifications[0]?.message).not.toContain(secrets.rsa.slice(30, 60));
    // The faults in content lose or spoil the first item of each page.
    const fewestKeys = kind === "missing-item" ? 3 : kind === "strange-item" ? account.keys.length - 3 : pageSize;
    const listed = keys.filter((key) => !isUnlisted(key)).length;
    expect(listed).toBeGreaterThanOrEqual(endpoint === "ApiKeys" ? fewestKeys : account.keys.length);
    expect(keys.filter(isUnlisted)).toHaveLength(endpoint === "ApiKeys" ? 1 : 0);
    expect(users.length).toBeGreaterThanOrEqual(endpoint === "Users" ? 0 : account.users.length);
    expect(accounts).toMatchObject([{ id: account.moid }]);
    expect(typeof accounts[0]?.maxKeyExpirySeconds).toBe(endpoint === "ResourceLimits" ? "object" : "number");
  },
);

test("what hangs on a listing that failed is unknown with its reason", async () => {
  const kind = "forbidden";
  const withoutUsers = await listWith({ kind, endpoint: "Users", after: 0 });
  expect(withoutUsers.keys[0]?.userName).toEqual(
    unknown(expect.stringMatching(/^the users of Intersight at 127\.0\.0\.1:\d+ could not be listed \(403\)$/)),
  );
  const withoutKeys = await listWith({ kind, endpoint: "ApiKeys", after: 0 });
  expect(withoutKeys.keys).toMatchObject([
    { tenancy: account.moid, active: { reason: expect.stringContaining("API keys") }, origin: { unlisted: true } },
  ]);
  expect(withoutKeys.keys[0]?.location.uri).toBe(`intersight/${account.moid}/unlisted.apikey`);
});
