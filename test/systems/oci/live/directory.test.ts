import { expect, test } from "vitest";
import type { HttpClient } from "../../../../src/http/client.ts";
import { readDirectory } from "../../../../src/systems/oci/live/directory.ts";
import { createProblems } from "../../../../src/systems/oci/live/problems.ts";
import { testEnvironment } from "../../../http/environment.ts";

const tenancy = "ocid1.tenancy.oc1..t";
const user = { id: "s0", ocid: "ocid1.user.oc1..s0", userName: "alice" };
const key = (id: string, owner: unknown) => ({ id, fingerprint: `aa:${id}`, user: owner });

/** Lists one domain that answers with these keys, and one user. */
async function directoryOf(keys: readonly unknown[]) {
  const problems = createProblems("oci:t");
  const replies: Readonly<Record<string, readonly unknown[]>> = {
    "/20160918/compartments": [],
    "/20160918/domains": [{ id: "d", displayName: "D", url: "http://127.0.0.1:1", licenseType: "premium" }],
    "/admin/v1/Users": [user],
    "/admin/v1/ApiKeys": keys,
  };
  const client: HttpClient = {
    getJson: ({ pathname }) => {
      const items = replies[pathname] ?? [];
      const page = { totalResults: items.length, itemsPerPage: items.length, Resources: items };
      return Promise.resolve({ json: pathname.startsWith("/admin") ? page : items, status: 200, headers: {} });
    },
    postForm: () => Promise.reject(new Error("no form is sent")),
    close: () => undefined,
  };
  const listing = {
    source: "oci:t",
    tenancy,
    client,
    environment: testEnvironment(),
    problems,
    endpoint: new URL("http://127.0.0.1:2"),
  };
  const directory = await readDirectory(listing, { grants: [], members: new Map(), missing: undefined });
  const owners = [...directory.users].map(([id, shown]) => [id, shown.keys.map((shownKey) => shownKey.id)]);
  return { owners, told: problems.drain() };
}

test("keys belong to one user, whether they name the user by SCIM id, by OCID, or by both", async () => {
  const { value, ocid } = { value: user.id, ocid: user.ocid };
  const { owners, told } = await directoryOf([key("k0", { value, ocid }), key("k1", { ocid }), key("k2", { value })]);
  expect(owners).toEqual([[user.ocid, ["k0", "k1", "k2"]]]);
  expect(told).toEqual([]);
});

test("keys of a user who is not listed are kept together", async () => {
  const { owners } = await directoryOf([
    key("k0", { value: "gone", ocid: "ocid1.user.oc1..gone" }),
    key("k1", { ocid: "ocid1.user.oc1..gone" }),
  ]);
  expect(owners).toContainEqual(["ocid1.user.oc1..gone", ["k0", "k1"]]);
});

test("a key that names no user makes the listing incomplete", async () => {
  const { owners, told } = await directoryOf([key("k0", undefined), key("k1", { ocid: user.ocid })]);
  expect(owners).toEqual([[user.ocid, ["k1"]]]);
  expect(told).toMatchObject([{ notification: { id: "listing-incomplete", level: "error" } }]);
});
