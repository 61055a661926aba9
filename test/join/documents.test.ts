import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { locationOf } from "../../src/model/gap.ts";
import { known } from "../../src/model/unknown.ts";
import { scanFiles, verdicts } from "../scan-files.ts";
import { classicKey, planJson, publicKey, rawState } from "../terraform-documents.ts";

const block = (name: string, key: string, more = "", user = "u") => `
resource "oci_identity_api_key" "${name}" {
  user_id   = "ocid1.user.oc1..${user}"
  key_value = <<-EOT
${publicKey(key)}  EOT
${more}}
`;
const existing = (name: string, key: string) => ({
  name,
  actions: ["no-op"],
  before: classicKey("u", key),
  after: classicKey("u", key),
});

describe("a plan and the configuration it was made from", () => {
  test("are one key: the plan's values at the configuration's place, the plan's place beside it", async () => {
    const run = await scanFiles({ "main.tf": block("k", "a"), "plan.json": planJson([existing("k", "a")]) });
    expect(run.keys).toHaveLength(1);
    const [key] = run.keys;
    expect(key?.views[0].location).toMatchObject({ uri: "main.tf", region: { startLine: 2 } });
    expect(key?.views.slice(1).map(({ location }) => location.uri)).toEqual(["plan.json"]);
    expect(key?.attributes["lifecycleState"]).toBe("ACTIVE");
    expect(run.coverage).toEqual([{ source: ".", keys: 1, judged: 1, open: 0, unread: 0 }]);
  });

  test("are joined by module path, never by type and name alone", async () => {
    const call = (name: string) => `module "${name}" {\n  source = "./${name}"\n}\n`;
    const run = await scanFiles({
      "main.tf": call("one") + call("two"),
      "one/keys.tf": block("k", "a"),
      "two/keys.tf": `\n\n\n${block("k", "b")}`,
      "plan.json": planJson([
        { ...existing("k", "a"), module: "module.one" },
        { ...existing("k", "b"), module: "module.two" },
      ]),
    });
    expect(run.keys.map(({ views: [{ location }] }) => `${location.uri}:${location.region?.startLine}`)).toEqual([
      "one/keys.tf:2",
      "two/keys.tf:5",
    ]);
  });

  test("are not joined when two root modules declare the same addresses", async () => {
    const run = await scanFiles({
      "blue/main.tf": block("k", "a"),
      "green/main.tf": block("k", "a"),
      "plan.json": planJson([existing("k", "a")]),
    });
    expect(run.keys.map(({ views: [{ location }] }) => location.uri)).toEqual([
      "blue/main.tf",
      "green/main.tf",
      "plan.json",
    ]);
    expect(run.notifications).toContainEqual(
      expect.objectContaining({
        level: "warning",
        id: "configuration-ambiguous",
        message: expect.stringContaining("plan.json may be made from blue or green"),
      }),
    );
  });

  test("one block with an unknown number of instances stands for all of the plan's", async () => {
    const tf = `variable "keys" {}\nresource "oci_identity_api_key" "k" {\n  for_each  = var.keys\n  user_id   = each.key\n  key_value = each.value\n}\n`;
    const run = await scanFiles({
      "main.tf": tf,
      "plan.json": planJson([
        { ...existing("k", "a"), index: "x" },
        { ...existing("k", "b"), index: 'a.b["c"]' },
      ]),
    });
    expect(run.keys.map(({ views: [{ location }] }) => `${location.uri}:${location.region?.startLine}`)).toEqual([
      "main.tf:2",
      "main.tf:2",
    ]);
  });
});

describe("a plan belongs to the configuration", () => {
  const of = (user: string, name: string, actions: string[], key: string) => ({
    name,
    actions,
    before: classicKey(user, key),
    ...(actions[0] === "delete" ? {} : { after: classicKey(user, key) }),
  });
  /** Every key by its place and user, and the other place that shows it. */
  const placesOf = (run: Awaited<ReturnType<typeof scanFiles>>) =>
    run.keys.map(({ owner, views: [first, ...others] }) =>
      [first.location.uri, String(known(owner.id)).split(".").at(-1), ...others.map((view) => view.location.uri)].join(
        " ",
      ),
    );

  test("beside it, though another declares more of what it holds", async () => {
    const run = await scanFiles({
      "dev/main.tf": block("a", "a", "", "dev"),
      "dev/plan.json": planJson([of("dev", "a", ["no-op"], "a"), of("dev", "b", ["delete"], "b")]),
      "prod/main.tf": block("a", "c", "", "prod") + block("b", "d", "", "prod"),
    });
    expect(placesOf(run)).toEqual([
      "dev/main.tf dev dev/plan.json",
      "dev/plan.json dev",
      "prod/main.tf prod",
      "prod/main.tf prod",
    ]);
    expect(Object.values(verdicts(run, "single-active-key"))).not.toContain("open");
  });

  test("beside it, where two are alike and nothing of their keys is known", async () => {
    const open =
      'variable "k" {}\nresource "oci_identity_api_key" "a" {\n  user_id   = "ocid1.user.oc1..u"\n  key_value = var.k\n}\n';
    const run = await scanFiles({
      "dev/main.tf": open,
      "dev/plan.json": planJson([of("u", "a", ["no-op"], "a")]),
      "prod/main.tf": open,
      "prod/plan.json": planJson([of("u", "a", ["no-op"], "b")]),
    });
    expect(placesOf(run)).toEqual(["dev/main.tf u dev/plan.json", "prod/main.tf u prod/plan.json"]);
  });

  test("above it, else elsewhere where the keys agree", async () => {
    const above = await scanFiles({
      "infra/main.tf": block("a", "a"),
      "infra/plans/now/plan.json": planJson([existing("a", "a")]),
      "other/main.tf": block("a", "a") + block("b", "b"),
    });
    expect(placesOf(above)).toContain("infra/main.tf u infra/plans/now/plan.json");
    const elsewhere = await scanFiles({
      "dev/main.tf": block("a", "a"),
      "plans/plan.json": planJson([existing("a", "b")]),
      "prod/main.tf": block("a", "b"),
    });
    expect(placesOf(elsewhere)).toEqual(["dev/main.tf u", "prod/main.tf u plans/plan.json"]);
  });

  test("of another user never: a comment there silences nothing here", async () => {
    const run = await scanFiles({
      "dev/plan.json": planJson([of("dev", "a", ["no-op"], "a")]),
      "prod/main.tf": block("a", "a", "", "prod"),
    });
    expect(placesOf(run)).toEqual(["dev/plan.json dev", "prod/main.tf prod"]);
    expect(run.keys.map(({ active }) => active)).toEqual([true, true]);
  });

  test("never by what it takes away", async () => {
    const run = await scanFiles({
      "dev/plan.json": planJson([of("u", "a", ["delete"], "a")]),
      "prod/main.tf": block("a", "a"),
    });
    expect(placesOf(run)).toEqual(["dev/plan.json u", "prod/main.tf u"]);
  });
});

describe("a plan and the state it was made over", () => {
  test("are one key, the plan's, and the state's place beside it", async () => {
    const run = await scanFiles({
      "plan.json": planJson([existing("k", "a")]),
      "terraform.tfstate": rawState([{ name: "k", attributes: classicKey("u", "a") }]),
    });
    expect(run.keys).toHaveLength(1);
    expect(run.keys[0]?.views.map(({ location }) => location.uri)).toEqual(["plan.json", "terraform.tfstate"]);
  });

  test("an older state of its lineage counts no more, which is told: it may be a copy that lives on", async () => {
    const state = (name: string, serial: number) => ({
      ...rawState([{ name, attributes: classicKey("u", name) }]),
      serial,
    });
    const files = { "now.tfstate": state("a", 2), "then.tfstate": state("b", 1), "x.tfstate.backup": state("c", 1) };
    const run = await scanFiles(files);
    expect(run.keys.filter(({ existence }) => existence === "exists")).toHaveLength(1);
    const told = run.notifications.filter(({ id }) => id === "state-superseded");
    expect(told.map(({ level, location }) => [level, location?.uri])).toEqual([["warning", "then.tfstate"]]);
  });

  test("two states with the same address in different tenancies stay two keys", async () => {
    const other = { ...classicKey("v", "b") };
    const run = await scanFiles({
      "a.tfstate": rawState([{ name: "k", attributes: classicKey("u", "a") }]),
      "b.tfstate": rawState([{ name: "k", attributes: other }]),
    });
    expect(run.keys).toHaveLength(2);
  });
});

test("configuration that asks for another key than the state holds is judged beside it", async () => {
  const state = rawState([{ name: "k", attributes: classicKey("u", "a") }]);
  const same = await scanFiles({ "main.tf": block("k", "a"), "terraform.tfstate": state });
  expect(same.keys).toHaveLength(1);
  const other = await scanFiles({ "main.tf": block("k", "b"), "terraform.tfstate": state });
  expect(other.keys.map(({ views: [{ location }] }) => location.uri).toSorted()).toEqual([
    "main.tf",
    "terraform.tfstate",
  ]);
  expect(Object.values(verdicts(other, "single-active-key"))).not.toContain("fail");
});

test("configuration that gives a stored key to another user counts among that user's", async () => {
  const names = ["a", "b", "c", "d"];
  const declared = names.map((name) => block(name, name)).join("");
  const stored = names.map((name) => ({ name, attributes: classicKey(name === "d" ? "v" : "u", name) }));
  const run = await scanFiles({ "main.tf": declared, "terraform.tfstate": rawState(stored) });
  expect(run.keys).toHaveLength(5);
  const failed = [...run.results()]
    .filter(({ kind }) => kind === "fail")
    .map(({ rule, subject }) => [rule.id, locationOf(subject).uri]);
  expect(failed).toContainEqual(["key-count-limit", "main.tf"]);
  expect(failed.map(([rule]) => rule)).not.toContain("duplicate-key");
});

describe("configuration that asks for another key than the plan holds", () => {
  const planned = (actions: string[]) => planJson([{ ...existing("k", "a"), actions }]);

  test.each([[["no-op"]], [["update"]]])("is judged beside it, and said to be undecided: %j", async (actions) => {
    const run = await scanFiles({ "main.tf": block("k", "b"), "plan.json": planned(actions) });
    expect(run.keys.map(({ views: [{ location }], active }) => [location.uri, active])).toEqual([
      [
        "main.tf",
        expect.objectContaining({ reason: expect.stringContaining("made with other variables (--var-file)") }),
      ],
      ["plan.json", true],
    ]);
    expect(run.coverage).toMatchObject([{ keys: 2, judged: 1, open: 1, unread: 0 }]);
  });

  test("is judged although the plan only takes the other one away", async () => {
    const gone = (key: string) => planJson([{ name: "k", actions: ["delete"], before: classicKey("u", key) }]);
    const other = await scanFiles({ "main.tf": block("k", "b"), "plan.json": gone("a") });
    expect(other.keys.map(({ existence }) => existence)).toEqual(["declared", "removed"]);
    const same = await scanFiles({ "main.tf": block("k", "b"), "plan.json": gone("b") });
    expect(same.keys.map(({ existence }) => existence)).toEqual(["removed"]);
  });

  test("is the new one of a plan that replaces a key", async () => {
    const replaced = { ...existing("k", "a"), actions: ["delete", "create"], after: classicKey("u", "b") };
    const run = await scanFiles({ "main.tf": block("k", "b"), "plan.json": planJson([replaced]) });
    expect(run.keys.map(({ existence }) => existence)).toEqual(["planned", "removed"]);
  });
});

test("a private key in the configuration fails beside a plan that has none", async () => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pem = privateKey.export({ format: "pem", type: "pkcs8" });
  const pasted = `resource "oci_identity_api_key" "k" {\n  user_id = "u"\n  key_value = ${JSON.stringify(pem)}\n}\n`;
  const run = await scanFiles({ "main.tf": pasted, "plan.json": planJson([existing("k", "a")]) });
  const failed = [...run.results()].filter(({ kind }) => kind === "fail");
  expect(failed.map(({ rule, subject }) => `${rule.id} ${locationOf(subject).uri}`)).toContain(
    "private-key-in-terraform main.tf",
  );
});
