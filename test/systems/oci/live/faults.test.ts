import { describe, expect, test } from "vitest";
import { isUnknown } from "../../../../src/model/unknown.ts";
import { type Fault, type FaultKind, faultKinds, type Operation, operations } from "../../../emulators/oci/faults.ts";
import { startOciEmulator } from "../../../emulators/oci/emulator.ts";
import { testEnvironment } from "../../../http/environment.ts";
import { scanTargets } from "../../scan-targets.ts";
import { caller, expectedKeys, listedKeys, listTenancy, tenancy } from "./list-tenancy.ts";

/** What the notification says of each way to fail. */
const told: Readonly<Record<FaultKind, RegExp>> = {
  "401": /status 401, code (?:NotAuthenticated|error\.NotAuthenticated), request id [0-9A-F]{32}\. Check the user/,
  "403": /status 403, code (?:error\.)?NotAuthorized, request id [0-9A-F]{32}\. Allow the caller/,
  "404": /status 404, code (?:error\.)?NotAuthorizedOrNotFound, request id [0-9A-F]{32}\. Allow the caller/,
  "409": /status 409, code (?:error\.)?Conflict, request id [0-9A-F]{32}\./,
  "429 for ever": /status 429, code (?:error\.)?TooManyRequests, request id [0-9A-F]{32}\. Run again later/,
  "429 then fine": /^$/,
  "500": /status 500, code (?:error\.)?InternalServerError, request id [0-9A-F]{32}\./,
  "502": /status 502, code (?:error\.)?BadGateway, request id [0-9A-F]{32}\./,
  "503": /status 503, code (?:error\.)?ServiceUnavailable, request id [0-9A-F]{32}\./,
  "504": /status 504, code (?:error\.)?GatewayTimeout, request id [0-9A-F]{32}\./,
  "malformed JSON": /the reply is not JSON, status 200/,
  "truncated body": /the reply ended early, status 200/,
  "connection reset": /no reply, code ECONNRESET/,
  hang: /no whole reply within 0\.1 s/,
  "page loop": /(?:a next page that was read already|the same page came twice)/,
  "duplicate page": /the same page came twice/,
  "no items per page": /a page of no items, with more to come/,
  "wrong content type": /^$/,
  "redirect to another host": /a redirect, which is not followed, status 302/,
  "empty body": /the reply is empty, status 200/,
  "wrong shape": /the reply holds no list of items|the reply has no totalResults/,
  slow: /^$/,
};

/** What the notification names, and which of many calls fail, so that the others show that they are not lost. */
const places: Readonly<Record<Operation, { named: RegExp; only?: string; after?: number }>> = {
  ListRegionSubscriptions: { named: /^Tenancy ocid1\.tenancy/ },
  ListPolicies: { named: /^The policies of tenancy/ },
  ListGroups: { named: /^The groups of tenancy/ },
  ListUserGroupMemberships: { named: /^The members of group Administrators/, only: tenancy.groups[0]?.id ?? "" },
  ListCompartments: { named: /^The compartments of tenancy/ },
  ListDomains: { named: /^The identity domains of compartment sandbox/, only: tenancy.compartments[0]?.id ?? "" },
  // The first page works: its users are listed.
  ListUsers: { named: /^The users of tenancy/, after: 1 },
  ListApiKeys: { named: /^The API keys of user build-bot/, only: tenancy.users[1]?.ocid ?? "" },
  "SCIM Users": { named: /^The users of identity domain Partners/, only: "Partners" },
  "SCIM ApiKeys": { named: /^The API keys of identity domain Partners/, only: "Partners" },
};

const patient = new Set<FaultKind>(["429 then fine", "slow", "wrong content type"]);
const ofPages = new Set<FaultKind>(["page loop", "duplicate page"]);
const onePage = new Set<Operation>(["ListRegionSubscriptions", "ListApiKeys"]);

/** A patient caller does not notice some faults, and a fault of paging can't strike a reply of one page. */
function isHarmless({ kind, operation }: Row): boolean {
  const pagesOfOne = ofPages.has(kind) && onePage.has(operation);
  return patient.has(kind) || pagesOfOne || (kind === "no items per page" && !operation.startsWith("SCIM"));
}

/** The first call decides whether the caller is known, and the service there. */
function isHopeless({ kind, operation }: Row): boolean {
  return operation === "ListRegionSubscriptions" && ["401", "connection reset", "hang"].includes(kind);
}

interface Row {
  readonly operation: Operation;
  readonly kind: FaultKind;
}
const rows: readonly Row[] = operations.flatMap((operation) => faultKinds.map((kind) => ({ operation, kind })));

function faultOf({ operation, kind }: Row): Fault {
  const { only, after } = places[operation];
  return {
    kind,
    operation,
    ...(only === undefined ? {} : { only }),
    ...(after === undefined || ofPages.has(kind) ? {} : { after }),
  };
}

/** Only the fault that never ends waits for the clock: a busy machine must not look like it. */
function timeoutOf({ kind }: Row): number {
  return kind === "hang" ? 100 : 60_000;
}

async function strike(row: Row): ReturnType<typeof listTenancy> {
  const listed = await listTenancy({ faults: [faultOf(row)], pageSize: 1 }, { timeout: timeoutOf(row) });
  expect(listed.emulator.requests.filter((line) => line.startsWith("refused"))).toEqual([]);
  return listed;
}

describe.concurrent("every fault in every operation", () => {
  test.each(rows.filter(isHarmless))("$operation, $kind: nothing is missing", async (row) => {
    const { views, gaps, notifications } = await strike(row);
    expect([...notifications, ...gaps]).toEqual([]);
    expect(listedKeys(views)).toEqual(expectedKeys());
  });

  test.each(rows.filter(isHopeless))("$operation, $kind: the listing stops at once and says so", async (row) => {
    const { views, gaps, notifications } = await strike(row);
    expect(notifications.map(({ level, id }) => `${level} ${id}`)).toEqual(["error listing-incomplete"]);
    expect(notifications[0]?.message).toMatch(told[row.kind]);
    expect([views.length, gaps.length]).toEqual([0, 1]);
  });

  test.each(rows.filter((row) => !isHarmless(row) && !isHopeless(row)))(
    "$operation, $kind: the listing ends, says what is missing and keeps what was listed",
    async (row) => {
      const { views, gaps, owners, notifications } = await strike(row);
      expect(notifications.map(({ level, id }) => `${level} ${id}`)).toEqual(["error listing-incomplete"]);
      expect(notifications[0]?.message).toMatch(places[row.operation].named);
      expect(notifications[0]?.message).toMatch(told[row.kind]);

      // Whatever one interface does not show, the other still does; what none shows is said to be missing by a gap.
      expect(gaps.every(({ account, reason }) => account === tenancy.id && isUnknown(reason))).toBe(true);
      const listed = new Set(listedKeys(views));
      const lost = expectedKeys().filter((key) => !listed.has(key));
      expect(lost.length === 0 || gaps.length > 0).toBe(true);
      // Only an identity domain shows its own users.
      expect(lost.filter((key) => !key.includes("@partner.example"))).toEqual([]);
      expect(owners.filter(({ admin }) => admin === true).length).toBeGreaterThan(0);
    },
  );
});

describe.concurrent("every fault in every operation, by the whole command", () => {
  test.each(rows)("$operation, $kind", async (row) => {
    const environment = testEnvironment({ readFile: caller.readFile, timeout: timeoutOf(row) });
    const emulator = await startOciEmulator({
      tenancy,
      callers: caller.callers,
      clock: environment.clock,
      faults: [faultOf(row)],
      pageSize: 1,
    });
    const targets = `targets: [{ name: acme, system: oci, profile: DEFAULT, endpoint: "${emulator.url}" }]`;
    const { status, report, output } = await scanTargets(targets, environment);
    await emulator.close();

    const harmless = isHarmless(row);
    expect({ status, exitStatus: report.exitStatus, complete: report.complete }).toEqual(
      harmless ? { status: 0, exitStatus: 0, complete: true } : { status: 3, exitStatus: 3, complete: false },
    );
    const errors = report.notifications.filter(({ level }) => level === "error").map(({ message }) => message);
    expect(errors).toHaveLength(harmless ? 0 : 1);
    expect(errors.join()).toMatch(harmless ? /^$/ : told[row.kind]);
    expect(output).not.toMatch(/PRIVATE KEY|Signature version/);

    const judged = new Set(report.results.map(({ key }) => `${key?.owner.id} ${key?.credential.fingerprint}`));
    const lost = tenancy.users
      .flatMap(({ name, ocid, keys }) => keys.map(({ fingerprint }) => ({ name, key: `${ocid} ${fingerprint}` })))
      .filter(({ key }) => !judged.has(key));
    const ofGaps = report.results.filter(({ gap }) => gap !== undefined);
    // Only an identity domain shows its own users; and a caller whom the first call refuses sees nothing.
    expect(lost.filter(({ name }) => !name.includes("@partner.example") && !isHopeless(row))).toEqual([]);
    expect(lost.length === 0 || ofGaps.some(({ kind }) => kind === "open")).toBe(true);
    expect(ofGaps.filter(({ kind }) => kind === "pass" || kind === "fail")).toEqual([]);
  });
});

test.each(["ListPolicies", "ListGroups", "ListUserGroupMemberships"] as const)(
  "without %s nobody else can be said to be no administrator",
  async (operation) => {
    const { views, owners } = await listTenancy({ faults: [{ kind: "403", operation }] });
    expect(listedKeys(views)).toEqual(expectedKeys());
    expect(owners.filter(({ admin }) => admin === false)).toEqual([]);
    expect(owners.find(({ name }) => name === "frank")?.admin).toBe(true);
  },
);

test("without a domain's users nobody who may be among them can be said to be no administrator", async () => {
  const { owners } = await listTenancy({ faults: [{ kind: "403", operation: "SCIM Users", only: "Default" }] });
  const inDefault = owners.filter(({ name }) => typeof name === "string" && !name.includes("@partner.example"));
  expect(inDefault.filter(({ admin }) => admin === false)).toEqual([]);
  expect(inDefault.find(({ name }) => name === "alice@example.com")?.admin).toBe(true);
  // Users of the other domains were listed.
  expect(owners.filter(({ admin }) => admin === false).map(({ name }) => name)).toEqual(
    expect.arrayContaining(["heidi@partner.example", "ivan@partner.example"]),
  );
});
