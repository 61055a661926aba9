import { createPrivateKey } from "node:crypto";
import { get } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keyAttributes, userAttributes } from "../../../src/systems/oci/live/scim.ts";
import { signOciCall } from "../../../src/systems/oci/live/sign.ts";
import { type OciEmulator, startOciEmulator } from "./emulator.ts";
import type { Operation } from "./faults.ts";
import { makeCaller } from "./profile.ts";
import { replyErrors } from "./reply-schema.ts";
import { makeKeyPair, sampleTenancy } from "./tenancy.ts";

const tenancy = sampleTenancy("strict", [makeKeyPair(1024).publicKey]);
const caller = makeCaller(tenancy.id, 1024);
const signer = { keyId: caller.keyId, privateKey: createPrivateKey(caller.privateKey) };
let emulator: OciEmulator;

beforeAll(async () => {
  emulator = await startOciEmulator({ tenancy, callers: caller.callers, pageSize: 1000 });
});
afterAll(() => emulator.close());

interface Answer {
  readonly status: number | undefined;
  readonly requestId: unknown;
  readonly body: unknown;
}

function send(url: URL, headers: Readonly<Record<string, string>>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    get(url, { headers, agent: false }, (reply) => {
      let text = "";
      reply.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      reply.on("end", () =>
        resolve({
          status: reply.statusCode,
          requestId: reply.headers["opc-request-id"],
          body: JSON.parse(text) as unknown,
        }),
      );
    }).once("error", reject);
  });
}

async function call(path: string, base = emulator.url, now = Date.now()): Promise<Answer> {
  const url = new URL(path, base);
  return send(url, await signOciCall({ method: "GET", url }, signer, now));
}

const users = `/20160918/users?compartmentId=${tenancy.id}`;

describe("the emulator refuses", () => {
  test("a call without a signature, with another one's, or for another path", async () => {
    const url = new URL(users, emulator.url);
    const signed = await signOciCall({ method: "GET", url }, signer, Date.now());
    expect(await send(url, {})).toMatchObject({ status: 401, body: { code: "NotAuthenticated" } });
    expect(
      (await send(url, { ...signed, authorization: signed["authorization"]?.replace(signer.keyId, "a/b/c") ?? "" }))
        .status,
    ).toBe(401);
    expect((await send(new URL(`${users}&limit=5`, emulator.url), signed)).status).toBe(401);
    expect((await send(url, signed)).status).toBe(200);
  });

  test("a clock that is off by more than five minutes", async () => {
    expect((await call(users, emulator.url, Date.now() - 4 * 60_000)).status).toBe(200);
    expect((await call(users, emulator.url, Date.now() - 6 * 60_000)).status).toBe(401);
    expect((await call(users, emulator.url, Date.now() + 6 * 60_000)).status).toBe(401);
  });

  test.each([
    ["an unknown parameter", `${users}&what=1`, 400, { code: "InvalidParameter" }],
    ["a page that it did not name", `${users}&page=abc`, 400, { code: "InvalidParameter" }],
    ["no compartment", "/20160918/users", 400, { code: "MissingParameter" }],
    [
      "another tenancy",
      "/20160918/users?compartmentId=ocid1.tenancy.oc1..other",
      404,
      { code: "NotAuthorizedOrNotFound" },
    ],
    [
      "a trailing slash",
      `/20160918/users/${tenancy.users[0]?.ocid}/apiKeys/`,
      404,
      { code: "NotAuthorizedOrNotFound" },
    ],
    ["a page of keys", `/20160918/users/${tenancy.users[0]?.ocid}/apiKeys?page=1`, 400, { code: "InvalidParameter" }],
    ["an unknown user", "/20160918/users/ocid1.user.oc1..nobody/apiKeys", 404, { code: "NotAuthorizedOrNotFound" }],
  ])("%s", async (_name, path, status, body) => {
    expect(await call(path)).toMatchObject({ status, body, requestId: expect.stringMatching(/^[0-9A-F]{32}$/) });
  });

  test.each(["count=1001", "startIndex=0", "filter=bad", "limit=5"])("in an identity domain, %s", async (query) => {
    const { status, body } = await call(`/admin/v1/ApiKeys?${query}`, emulator.domainUrls[0]);
    expect(status).toBe(400);
    expect(body).toMatchObject({
      status: "400",
      schemas: [expect.stringContaining("messages:2.0:Error"), expect.anything()],
    });
  });
});

test("attributes that are returned on request only are hidden from everybody else", async () => {
  const plain = JSON.stringify((await call("/admin/v1/Users?count=50", emulator.domainUrls[0])).body);
  const asked = JSON.stringify(
    (await call(`/admin/v1/Users?attributes=${userAttributes}`, emulator.domainUrls[0])).body,
  );
  for (const name of ["lastSuccessfulLoginDate", "groups", "appRoles"]) {
    expect(plain).not.toContain(name);
    expect(asked).toContain(name);
  }
  expect(plain).toContain("canUseApiKeys");
});

test("replies are as Oracle documents them", async () => {
  const [user] = tenancy.users;
  const [group] = tenancy.groups;
  const inTenancy = `compartmentId=${tenancy.id}`;
  const paths: Record<Operation, string> = {
    ListRegionSubscriptions: `/20160918/tenancies/${tenancy.id}/regionSubscriptions`,
    ListPolicies: `/20160918/policies?${inTenancy}`,
    ListGroups: `/20160918/groups?${inTenancy}`,
    ListUserGroupMemberships: `/20160918/userGroupMemberships?${inTenancy}&groupId=${group?.id}`,
    ListCompartments: `/20160918/compartments?${inTenancy}&compartmentIdInSubtree=true`,
    ListDomains: `/20160918/domains?${inTenancy}`,
    ListUsers: users,
    ListApiKeys: `/20160918/users/${user?.ocid}/apiKeys`,
    "SCIM Users": `/admin/v1/Users?attributes=${userAttributes}`,
    "SCIM ApiKeys": `/admin/v1/ApiKeys?attributes=${keyAttributes}`,
  };
  for (const [operation, path] of Object.entries(paths) as [Operation, string][]) {
    const { status, body } = await call(path, operation.startsWith("SCIM") ? emulator.domainUrls[0] : emulator.url);
    expect([operation, status]).toEqual([operation, 200]);
    expect(JSON.stringify(body).length).toBeGreaterThan(50);
    expect(replyErrors(operation, body)).toEqual([]);
  }
});
