import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { scanFiles, verdicts } from "../scan-files.ts";
import { classicKey, planJson, publicKey, rawState } from "../terraform-documents.ts";

const block = (name: string, key: string, more = "") => `
resource "oci_identity_api_key" "${name}" {
  user_id   = "ocid1.user.oc1..u"
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
    expect(key?.location).toMatchObject({ uri: "main.tf", region: { startLine: 2 } });
    expect(key?.alsoAt.map(({ location }) => location.uri)).toEqual(["plan.json"]);
    expect(key?.lifecycleState).toBe("ACTIVE");
    expect(run.coverage).toEqual([{ source: ".", met: 1, judged: 1, open: 0, unread: 0 }]);
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
    expect(run.keys.map(({ location }) => `${location.uri}:${location.region?.startLine}`)).toEqual([
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
    expect(run.keys.map(({ location }) => location.uri)).toEqual(["blue/main.tf", "green/main.tf", "plan.json"]);
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
    expect(run.keys.map(({ location }) => `${location.uri}:${location.region?.startLine}`)).toEqual([
      "main.tf:2",
      "main.tf:2",
    ]);
  });
});

describe("a plan and the state it was made over", () => {
  test("are one key, the plan's, and the state's place beside it", async () => {
    const run = await scanFiles({
      "plan.json": planJson([existing("k", "a")]),
      "terraform.tfstate": rawState([{ name: "k", attributes: classicKey("u", "a") }]),
    });
    expect(run.keys).toHaveLength(1);
    expect(run.keys[0]?.location.uri).toBe("plan.json");
    expect(run.keys[0]?.alsoAt.map(({ location }) => location.uri)).toEqual(["terraform.tfstate"]);
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
  expect(other.keys.map(({ location }) => location.uri).toSorted()).toEqual(["main.tf", "terraform.tfstate"]);
  expect(Object.values(verdicts(other, "single-active-key"))).not.toContain("fail");
});

describe("configuration that asks for another key than the plan holds", () => {
  const planned = (actions: string[]) => planJson([{ ...existing("k", "a"), actions }]);

  test.each([[["no-op"]], [["update"]]])("is judged beside it, and said to be undecided: %j", async (actions) => {
    const run = await scanFiles({ "main.tf": block("k", "b"), "plan.json": planned(actions) });
    expect(run.keys.map(({ location, active }) => [location.uri, active])).toEqual([
      [
        "main.tf",
        expect.objectContaining({ reason: expect.stringContaining("made with other variables (--var-file)") }),
      ],
      ["plan.json", true],
    ]);
    expect(run.coverage).toMatchObject([{ met: 2, judged: 1, open: 1, unread: 0 }]);
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
  expect(failed.map(({ rule, key }) => `${rule.id} ${key.location.uri}`)).toContain("private-key-in-terraform main.tf");
});
