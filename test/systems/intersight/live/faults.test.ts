import { expect, test } from "vitest";
import { unknown } from "../../../../src/model/unknown.ts";
import { type Fault, type FaultKind, faultKinds, recovers } from "../../../emulators/intersight/faults.ts";
import { startIntersightEmulator } from "../../../emulators/intersight/emulator.ts";
import { scanTargets } from "../../scan-targets.ts";
import { account, clientKeys, list, type Listed, secrets, sharedClock } from "./listing.ts";

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

type Case = (typeof cases)[number];

function faultOf({ kind, endpoint, after }: Case): Fault {
  return { kind, path: `/iam/${endpoint}`, after };
}

/** Only the faults that never end wait for the clock: a busy machine must not look like one of them. */
function timeoutOf({ kind }: Case): number {
  return kind === "silent" || kind === "stalled" ? 300 : 60_000;
}

async function listWith(given: Case): Promise<Listed> {
  return await list({ pageSize, faults: [faultOf(given)] }, {}, { timeout: timeoutOf(given) });
}

/** What the page before the fault showed is not lost. The faults in content lose or spoil the first item of each page. */
function fewestKeys({ kind, endpoint }: Case): number {
  if (endpoint !== "ApiKeys" || recovers(kind)) return account.keys.length;
  return kind === "missing-item" ? 3 : kind === "strange-item" ? account.keys.length - 3 : pageSize;
}

test.concurrent.each(cases.filter(({ kind }) => recovers(kind)))(
  "$kind at $endpoint passes, and the account is listed whole",
  async (given) => {
    const { views, gaps, owners, accounts, notifications } = await listWith(given);
    expect([...notifications, ...gaps]).toEqual([]);
    expect([views, owners, accounts].map((list) => list.length)).toEqual([
      account.keys.length,
      account.users.length,
      1,
    ]);
  },
);

test.concurrent.each(cases.filter(({ kind }) => !recovers(kind)))(
  "$kind at $endpoint ends the listing of it, is told, and loses nothing that was listed",
  async (given) => {
    const { kind, endpoint } = given;
    const { views, gaps, owners, accounts, notifications } = await listWith(given);
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
    expect(views.length).toBeGreaterThanOrEqual(fewestKeys(given));
    expect(gaps).toHaveLength(endpoint === "ApiKeys" ? 1 : 0);
    expect(owners.length).toBeGreaterThanOrEqual(endpoint === "Users" ? 0 : account.users.length);
    expect(accounts).toMatchObject([{ id: account.moid }]);
    expect(typeof accounts[0]?.maxKeyExpirySeconds).toBe(endpoint === "ResourceLimits" ? "object" : "number");
  },
);

test.concurrent.each(cases)("$kind at $endpoint, by the whole command", async (given) => {
  const environment = sharedClock({ timeout: timeoutOf(given) });
  const emulator = await startIntersightEmulator({
    account,
    keys: clientKeys,
    clock: environment.clock,
    pageSize,
    faults: [faultOf(given)],
  });
  const targets = `targets: [{ name: plant, system: intersight, endpoint: "${emulator.url}" }]`;
  const { status, report, output } = await scanTargets(targets, environment);
  await emulator.close();

  const { kind, endpoint } = given;
  expect({ status, exitStatus: report.exitStatus, complete: report.complete }).toEqual(
    recovers(kind) ? { status: 0, exitStatus: 0, complete: true } : { status: 3, exitStatus: 3, complete: false },
  );
  const errors = report.notifications.filter(({ level }) => level === "error").map(({ message }) => message);
  expect(errors).toHaveLength(recovers(kind) ? 0 : 1);
  expect(errors.join()).toMatch(told[kind] ?? /^$/);
  expect(errors.join()).toContain(recovers(kind) ? "" : `/api/v1/iam/${endpoint}: `);
  expect(output).not.toMatch(/PRIVATE KEY|Signature keyId/);

  const judged = new Set(report.results.flatMap(({ key }) => key?.id ?? []));
  expect(judged.size).toBeGreaterThanOrEqual(fewestKeys(given));
  const ofGaps = report.results.filter(({ gap }) => gap !== undefined);
  expect(ofGaps.every(({ location }) => location.path.endsWith("/unlisted.apikey"))).toBe(true);
  expect(ofGaps.some(({ kind }) => kind === "open")).toBe(!recovers(kind) && endpoint === "ApiKeys");
  expect(ofGaps.filter(({ kind }) => kind === "pass" || kind === "fail")).toEqual([]);
});

test("what hangs on a listing that failed is unknown with its reason", async () => {
  const kind = "forbidden";
  const withoutUsers = await listWith({ kind, endpoint: "Users", after: 0 });
  expect(withoutUsers.views[0]?.owner.name).toEqual(
    unknown(expect.stringMatching(/^the users of Intersight at 127\.0\.0\.1:\d+ could not be listed \(403\)$/)),
  );
  const withoutKeys = await listWith({ kind, endpoint: "ApiKeys", after: 0 });
  expect(withoutKeys.views).toEqual([]);
  expect(withoutKeys.gaps).toMatchObject([
    { account: account.moid, path: [account.moid], reason: { reason: expect.stringContaining("API keys") } },
  ]);
  expect(withoutKeys.gaps[0]?.owner.id).toBe(withoutKeys.gaps[0]?.reason);
  expect(withoutKeys.gaps[0]?.location.uri).toBe(`intersight/${account.moid}/unlisted.apikey`);
});
