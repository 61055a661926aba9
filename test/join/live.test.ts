import { describe, expect, test } from "vitest";
import { fingerprintOf } from "../../src/model/credential.ts";
import { isKey, locationOf } from "../../src/model/gap.ts";
import type { Notification } from "../../src/model/notification.ts";
import { known, unknown } from "../../src/model/unknown.ts";
import type { View } from "../../src/model/view.ts";
import { inventoryLines } from "../../src/inventory/write.ts";
import { keylint } from "../cli/keylint.ts";
import { gap, owner } from "../kit/keys.ts";
import { scanFiles, verdicts } from "../scan-files.ts";
import { classicKey, type PlannedChange, planJson, publicKey, rawState } from "../terraform-documents.ts";

const tenancy = "ocid1.tenancy.oc1..t";
const state = (name: string, user: string, key: string, more = {}) => ({
  name,
  attributes: classicKey(user, key, more),
});

/** The keys of a state as a live listing would show them; in an identity domain, which gives ids of its own, too. */
async function listed(
  objects: Parameters<typeof rawState>[0],
  notifications: readonly Notification[] = [],
  inDomain?: { readonly key?: string; readonly user: string },
): Promise<string> {
  const { keys } = await scanFiles({ "s.tfstate": rawState(objects) });
  const live = keys.map((key): View => {
    const path = [tenancy, known(key.owner.id) ?? "", known(fingerprintOf(key)) ?? ""];
    const uri = `oci/${path.map((part) => part.replaceAll(":", "-")).join("/")}.apikey`;
    return {
      ...key.views[0],
      ...(inDomain?.key === undefined ? {} : { aliases: [inDomain.key] }),
      source: "oci:t",
      origin: { kind: "live", path, wholeOwner: true },
      moment: "current",
      location: { uri, virtual: true },
      places: new Map(),
    };
  });
  const notTold = unknown("not told");
  const rights = {
    active: notTold,
    admin: notTold,
    canUseApiKeys: notTold,
    canUseConsole: notTold,
    timeLastLogin: notTold,
  };
  const owners = live.flatMap(({ owner: { id } }) =>
    inDomain === undefined
      ? []
      : [owner({ source: "oci:t", id, realmId: inDomain.user, name: "u", account: tenancy, ...rights })],
  );
  const account = {
    system: "oci",
    source: "oci:t",
    id: tenancy,
    maxKeyExpirySeconds: undefined,
    allowsKeysWithoutExpiry: undefined,
  } as const;
  return [
    ...inventoryLines(
      {
        keys: live.map((view) => ({ views: [view] })),
        plans: [],
        states: [],
        moves: [],
        entitlements: [],
        gaps: [],
        owners,
        accounts: [account],
        generatedKeys: [],
        notifications,
      },
      { tool: "0.0.0", asOf: Date.parse("2026-12-01T00:00:00Z"), sources: ["oci:t"] },
    ),
  ].join("");
}

describe("a live key and the Terraform object that knows it", () => {
  test("are one key: live values at Terraform's place, whatever Terraform says of its age", async () => {
    const run = await scanFiles({
      "live.ndjson": await listed([state("k", "u", "a", { time_created: "2020-01-01 00:00:00 +0000 UTC" })]),
      "s.tfstate": rawState([state("k", "u", "a")]),
    });
    expect(run.keys).toHaveLength(1);
    expect(run.keys[0]?.views[0].location.uri).toBe("s.tfstate");
    expect(run.keys[0]?.terraform?.address).toBe("oci_identity_api_key.k");
    expect(Object.values(verdicts(run, "key-age"))).toEqual(["fail"]);
    expect(Object.values(verdicts(run, "unmanaged-key"))).toEqual(["pass"]);
    expect(run.coverage.map(({ keys }) => keys)).toEqual([1, 1]);
  });

  test("are matched by mathematics where the configuration knows nothing else", async () => {
    const tf = `variable "user" {}\nresource "oci_identity_api_key" "k" {\n  user_id   = var.user\n  key_value = <<-EOT\n${publicKey("a")}  EOT\n}\n`;
    const run = await scanFiles({ "live.ndjson": await listed([state("k", "u", "a")]), "main.tf": tf });
    expect(run.keys.map((key) => locationOf(key).uri)).toEqual(["main.tf"]);
  });

  test("are one key, whose private half may stand in the state", async () => {
    const key = { type: "intersight_iam_api_key", name: "k" };
    const attributes = { moid: "5f1", id: "5f1", account_moid: "acc" };
    const private_key = "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n";
    const run = await scanFiles({
      "live.ndjson": await listed([{ ...key, attributes }]),
      "s.tfstate": rawState([{ ...key, attributes: { ...attributes, private_key } }]),
    });
    expect(run.keys).toHaveLength(1);
    expect(Object.values(verdicts(run, "private-key-in-terraform"))).toEqual(["fail"]);
  });

  test("are one key in every state that knows it", async () => {
    const run = await scanFiles({
      "live.ndjson": await listed([state("k", "u", "a")]),
      "one.tfstate": rawState([state("k", "u", "a")]),
      "two.tfstate": rawState([state("other", "u", "a")]),
    });
    expect(run.keys).toHaveLength(1);
    expect(run.keys[0]?.views.map(({ location }) => location.uri)).toContain("two.tfstate");
    expect(Object.values(verdicts(run, "missing-key"))).toEqual(["pass"]);
  });

  test("are not known to be one where two users have the key pair and Terraform does not tell the user", async () => {
    const tf = `variable "user" {}\nresource "oci_identity_api_key" "k" {\n  user_id   = var.user\n  key_value = <<-EOT\n${publicKey("a")}  EOT\n}\n`;
    const live = await listed([state("k", "u", "a"), state("copy", "v", "a")]);
    const run = await scanFiles({ "live.ndjson": live, "main.tf": tf });
    const open = [...run.results()].filter(({ rule, kind }) => rule.id === "unmanaged-key" && kind === "open");
    expect(open.map(({ reasons }) => reasons.join())).toEqual([
      expect.stringContaining("oci_identity_api_key.k may declare it: its user is not known"),
      expect.stringContaining("more than one key has its key pair"),
    ]);
    expect(new Set(open.map(({ fingerprint }) => fingerprint)).size).toBe(2);
  });

  const domainKey = {
    id: "scim-key",
    idcs_endpoint: "https://idcs-1.identity.oraclecloud.com",
    key: publicKey("a"),
    tenancy_ocid: tenancy,
    user: [{ value: "scim-user", ocid: null }],
  };
  test.each([
    ["id of the key", { key: "scim-key", user: "another" }, { ...domainKey, key: null }],
    ["id of the user", { user: "scim-user" }, { ...domainKey, id: "older" }],
    ["mathematics, where the domain's users could not be listed", undefined, { ...domainKey, id: "older" }],
  ])("are matched by the identity domain's own ids: %s", async (_, inDomain, attributes) => {
    const run = await scanFiles({
      "live.ndjson": await listed([state("k", "u", "a")], [], inDomain),
      "s.tfstate": rawState([{ type: "oci_identity_domains_api_key", name: "k", attributes }]),
    });
    expect(run.keys.map(({ terraform }) => terraform?.address)).toEqual(["oci_identity_domains_api_key.k"]);
    for (const rule of ["unmanaged-key", "missing-key", "duplicate-key", "single-active-key"])
      expect(Object.values(verdicts(run, rule))).toEqual(["pass"]);
  });

  test("and what a data source read of it in its identity domain are counted once", async () => {
    const { fingerprint } = classicKey("u", "a");
    const user = [{ value: "scim-user", ocid: "ocid1.user.oc1..u" }];
    const attributes = { id: "list", api_keys: [{ ...domainKey, fingerprint, user }] };
    const run = await scanFiles({
      "live.ndjson": await listed([state("k", "u", "a")], [], { key: "scim-key", user: "scim-user" }),
      "s.tfstate": rawState([{ type: "oci_identity_domains_api_keys", mode: "data", name: "all", attributes }]),
    });
    expect(run.keys).toHaveLength(1);
    for (const rule of ["duplicate-key", "single-active-key"])
      expect(Object.values(verdicts(run, rule))).toEqual(["pass"]);
  });

  test("another user's copy of a declared key is a key of its own, and a duplicate", async () => {
    const run = await scanFiles({
      "live.ndjson": await listed([state("k", "u", "a"), state("copy", "v", "a")]),
      "s.tfstate": rawState([state("k", "u", "a")]),
    });
    expect(run.keys).toHaveLength(2);
    expect(Object.values(verdicts(run, "unmanaged-key")).toSorted()).toEqual(["fail", "pass"]);
    expect(Object.values(verdicts(run, "duplicate-key"))).toEqual(["fail", "fail"]);
  });
});

describe("a live key that the plan", () => {
  const before = classicKey("u", "a");
  const rules = new Set(["unmanaged-key", "single-active-key", "rotation-same-key", "replacement-without-overlap"]);
  const judged = async (change: PlannedChange) => {
    const run = await scanFiles({ "live.ndjson": await listed([state("k", "u", "a")]), "p.json": planJson([change]) });
    return {
      keys: run.keys.map((key) => `${key.existence} ${locationOf(key).uri}`),
      failed: [...run.results()].flatMap(({ rule, kind }) => (kind === "fail" && rules.has(rule.id) ? [rule.id] : [])),
    };
  };

  test("destroys is removed, and no stranger to Terraform", async () => {
    expect(await judged({ name: "k", actions: ["delete"], before })).toEqual({ keys: ["removed p.json"], failed: [] });
  });

  test.each([
    ["another key pair", classicKey("u", "b"), []],
    ["the same key pair", before, ["rotation-same-key"]],
  ])("replaces by one with %s goes, and the other comes", async (_, after, failed) => {
    expect(await judged({ name: "k", actions: ["create", "delete"], before, after })).toEqual({
      keys: ["planned p.json", "removed p.json"],
      failed,
    });
    expect((await judged({ name: "k", actions: ["delete", "create"], before, after })).failed).toContain(
      "replacement-without-overlap",
    );
  });
});

describe("what one side lacks", () => {
  test("a live key that no Terraform declares is unmanaged, but not when there is no Terraform in the run", async () => {
    const live = await listed([state("k", "u", "a")]);
    expect(
      Object.values(
        verdicts(
          await scanFiles({ "live.ndjson": live, "s.tfstate": rawState([state("other", "v", "b")]) }),
          "unmanaged-key",
        ),
      ),
    ).toContain("fail");
    expect(Object.values(verdicts(await scanFiles({ "live.ndjson": live }), "unmanaged-key"))).toEqual([
      "notApplicable",
    ]);
  });

  test("a live key is unmanaged where Terraform declares no key at all", async () => {
    const files = { "live.ndjson": await listed([state("k", "u", "a")]), "main.tf": "locals {\n  a = 1\n}\n" };
    expect(Object.values(verdicts(await scanFiles(files), "unmanaged-key"))).toEqual(["fail"]);
    const empty = { "live.ndjson": files["live.ndjson"], "s.tfstate": rawState([]) };
    expect(Object.values(verdicts(await scanFiles(empty), "unmanaged-key"))).toEqual(["fail"]);
  });

  test("an inventory of Terraform that declares no key tells so", async () => {
    const { stdout } = await keylint(["inventory", "-"], { stdin: JSON.stringify(rawState([])) });
    const files = { "live.ndjson": await listed([state("k", "u", "a")]), "terraform.ndjson": stdout };
    expect(Object.values(verdicts(await scanFiles(files), "unmanaged-key"))).toEqual(["fail"]);
  });

  test.each([
    ["calls a module that was not fetched", 'module "keys" {\n  source = "git::https://example.com/x.git"\n}\n'],
    ["could not be read whole", 'resource "oci_identity_api_key" "k" {\n  user_id =\n}\n'],
  ])("is open while Terraform %s", async (why, tf) => {
    const run = await scanFiles({ "live.ndjson": await listed([state("k", "u", "a")]), "main.tf": tf });
    const result = [...run.results()].find(({ rule }) => rule.id === "unmanaged-key");
    expect(result?.kind).toBe("open");
    expect(result?.reasons.join()).toContain(`main.tf may declare it: it ${why}`);
  });

  test("is open while a declared key is not known: it may be that one", async () => {
    const tf = `variable "k" {}\nresource "oci_identity_api_key" "k" {\n  user_id   = "ocid1.user.oc1..u"\n  key_value = var.k\n}\n`;
    const run = await scanFiles({ "live.ndjson": await listed([state("k", "u", "a")]), "main.tf": tf });
    expect(Object.values(verdicts(run, "unmanaged-key"))).toContain("open");
  });

  test("a declared key that may be the live one is not counted beside it", async () => {
    const tf = (key: string) =>
      `variable "k" {}\nresource "oci_identity_api_key" "k" {\n  user_id   = "ocid1.user.oc1..u"\n  key_value = ${key}\n}\n`;
    const live = await listed([state("k", "u", "a")]);
    const untold = await scanFiles({ "live.ndjson": live, "main.tf": tf("var.k") });
    expect(Object.values(verdicts(untold, "single-active-key"))).toEqual(["open", "open"]);
    const other = await scanFiles({ "live.ndjson": live, "main.tf": tf(`<<-EOT\n${publicKey("b")}  EOT`) });
    expect(Object.values(verdicts(other, "single-active-key")).toSorted()).toEqual(["fail", "pass"]);
  });

  test("is not open for a declared key of another user", async () => {
    const tf = `variable "k" {}\nresource "oci_identity_api_key" "k" {\n  user_id   = "ocid1.user.oc1..v"\n  key_value = var.k\n}\n`;
    const run = await scanFiles({ "live.ndjson": await listed([state("k", "u", "a")]), "main.tf": tf });
    expect(Object.values(verdicts(run, "unmanaged-key"))).toContain("fail");
  });

  test("is open for a key of Intersight that configuration alone declares: its id is not known", async () => {
    const attributes = { moid: "5f1", id: "5f1", account_moid: "acc", purpose: "ci" };
    const live = await listed([{ type: "intersight_iam_api_key", name: "k", attributes }]);
    const tf = 'resource "intersight_iam_api_key" "k" {\n  purpose = "ci"\n}\n';
    const run = await scanFiles({ "live.ndjson": live, "main.tf": tf });
    const result = [...run.results()].find(
      ({ rule, subject }) => rule.id === "unmanaged-key" && isKey(subject) && subject.live !== undefined,
    );
    expect(result?.kind).toBe("open");
    expect(result?.reasons.join()).toContain(
      "intersight_iam_api_key.k may declare it: its id is known only after apply",
    );
  });

  test("a key in state that the whole listing of its tenancy does not show is missing; of one that is not whole, nothing is said", async () => {
    const files = async (notifications: readonly Notification[]) => ({
      "live.ndjson": await listed([state("there", "v", "b")], notifications),
      "s.tfstate": rawState([state("gone", "u", "a")]),
    });
    const whole = await scanFiles(await files([]));
    expect(verdicts(whole, "missing-key")["oci_identity_api_key.gone"]).toBe("fail");
    const broken = await scanFiles(
      await files([{ level: "error", id: "listing-incomplete", message: "users: status 403", source: "oci:t" }]),
    );
    expect(verdicts(broken, "missing-key")["oci_identity_api_key.gone"]).toBe("open");
    expect(broken.complete).toBe(false);
  });

  test("a key in state is not missing while an inventory is not whole", async () => {
    const live = (await listed([state("there", "v", "b"), state("k", "u", "a")])).split("\n");
    const run = await scanFiles({
      "live.ndjson": live.filter((line) => !line.includes("ocid1.user.oc1..u")).join("\n"),
      "s.tfstate": rawState([state("k", "u", "a")]),
    });
    expect(verdicts(run, "missing-key")["oci_identity_api_key.k"]).toBe("open");
  });

  test("a key of a tenancy that is not in the run is not missing", async () => {
    const elsewhere = { ...classicKey("u", "a"), id: "ocid1.tenancy.oc1..other/ocid1.user.oc1..u/00" };
    const run = await scanFiles({
      "live.ndjson": await listed([state("k", "v", "b")]),
      "s.tfstate": rawState([{ name: "e", attributes: elsewhere }]),
    });
    expect(verdicts(run, "missing-key")["oci_identity_api_key.e"]).toBe("notApplicable");
  });
});

test("the keys of a user who could not be listed are no key, and can't be counted", async () => {
  const reason = unknown("the keys of ocid1.user.oc1..u could not be listed: status 404");
  const missing = gap({ source: "oci:t", reason, owner: { kind: "user", id: "ocid1.user.oc1..u", name: "u" } });
  const lines = [
    ...inventoryLines(
      {
        keys: [],
        plans: [],
        states: [],
        moves: [],
        entitlements: [],
        gaps: [missing],
        owners: [],
        accounts: [],
        generatedKeys: [],
        notifications: [],
      },
      { tool: "0.0.0", asOf: Date.parse("2026-12-01T00:00:00Z"), sources: ["oci:t"] },
    ),
  ].join("");
  const run = await scanFiles({
    "live.ndjson": lines,
    "s.tfstate": rawState([state("k", "u", "a")]),
  });
  expect(verdicts(run, "key-count-limit")).toEqual({
    "oci_identity_api_key.k": "open",
    "acme/Default/alice/keys that could not be listed": "open",
  });
  expect(run.coverage).toMatchObject([
    { source: ".", keys: 1 },
    { source: "oci:t", keys: 0 },
  ]);
});
