import { describe, expect, test } from "vitest";
import type { Run } from "../../../src/model/run.ts";
import { scanFiles, verdicts } from "../../scan-files.ts";
import { type PlannedChange, planJson, rawState, type StateObject } from "../../terraform-documents.ts";
import { everythingWritten, reportsWithout } from "../everything-written.ts";

/** Made up for these tests: no service knows them. */
const secrets = ["mAdeUpSecret/For+TestsOnly/0123456789abcd", "mAdeUpSmtpPassword+ForTestsOnly0123456789abcdEF"];

const type = "aws_iam_access_key";

/** Attributes of an `aws_iam_access_key` as the provider stores them without `pgp_key`. */
function stored(id: string, more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    create_date: "2026-10-01T08:00:00Z",
    encrypted_secret: null,
    encrypted_ses_smtp_password_v4: null,
    id,
    key_fingerprint: null,
    pgp_key: null,
    secret: secrets[0],
    ses_smtp_password_v4: secrets[1],
    status: "Active",
    user: "ci",
    ...more,
  };
}

const encrypted = {
  pgp_key: "keybase:somebody",
  secret: null,
  ses_smtp_password_v4: null,
  encrypted_secret: "wcBMA0000",
  encrypted_ses_smtp_password_v4: "wcBMA0001",
};

const key = (name: string, more: Readonly<Record<string, unknown>> = {}): StateObject => ({
  type,
  name,
  attributes: stored(`AKIA${name.toUpperCase()}`, more),
});

const user = (account: string): StateObject => ({
  type: "aws_iam_user",
  name: "ci",
  attributes: {
    arn: `arn:aws:iam::${account}:user/build/ci`,
    id: "ci",
    name: "ci",
    path: "/build/",
    unique_id: "AIDA1",
  },
});

/** A state as `terraform show -json` prints it. */
const shownState = (objects: readonly StateObject[]): object => ({
  format_version: "1.0",
  terraform_version: "1.11.4",
  values: {
    root_module: {
      resources: objects.map(({ type: own = type, name, mode = "managed", attributes }) => ({
        address: `${mode === "data" ? "data." : ""}${own}.${name}`,
        mode,
        type: own,
        name,
        provider_name: "registry.terraform.io/hashicorp/aws",
        schema_version: 0,
        values: attributes,
        sensitive_values: own === type ? { secret: true, ses_smtp_password_v4: true } : {},
      })),
    },
  },
});

const computed = ["id", "create_date", "secret", "ses_smtp_password_v4", "encrypted_secret", "key_fingerprint"];
const created = (name: string, more: Readonly<Record<string, unknown>> = {}): PlannedChange => ({
  type,
  name,
  actions: ["create"],
  after: { user: "ci", status: "Active", pgp_key: null, ...more },
  unknown: computed,
});

const hcl = (lines: string): string => `resource "aws_iam_user" "ci" {
  name = "ci"
}

resource "aws_iam_access_key" "ci" {
  user = aws_iam_user.ci.name
${lines}}
`;

const verdictOf = (run: Run, rule: string) => Object.values(verdicts(run, rule));

describe("the secret of an access key", () => {
  test.each([
    ["a raw state", { "x.tfstate": rawState([key("ci")]) }, "fail"],
    ["a state in JSON", { "x.json": shownState([key("ci")]) }, "fail"],
    [
      "a state of an old provider",
      { "x.tfstate": rawState([key("ci", { ...encrypted, ses_smtp_password: "x" })]) },
      "fail",
    ],
    ["a state that has it encrypted", { "x.tfstate": rawState([key("ci", encrypted)]) }, "pass"],
    ["a state of an imported key", { "x.tfstate": rawState([key("ci", { ...encrypted, pgp_key: null })]) }, "pass"],
    ["a plan that creates it", { "x.json": planJson([created("ci")]) }, "fail"],
    ["a plan that creates it encrypted", { "x.json": planJson([created("ci", { pgp_key: "keybase:me" })]) }, "pass"],
    ["configuration", { "main.tf": hcl("") }, "fail"],
    ["configuration that encrypts it", { "main.tf": hcl('  pgp_key = "keybase:me"\n') }, "pass"],
    ["configuration with a variable", { "main.tf": `variable "pgp" {}\n${hcl("  pgp_key = var.pgp\n")}` }, "open"],
  ])("in %s", async (_, files, expected) => {
    expect(verdictOf(await scanFiles(files), "private-key-in-terraform")).toEqual([expected]);
  });
});

describe("its status and age", () => {
  test.each([
    ["active and young", {}, { "inactive-key": "pass", "key-age": "pass" }],
    ["active and old", { create_date: "2026-01-01T00:00:00Z" }, { "inactive-key": "pass", "key-age": "fail" }],
    ["inactive", { status: "Inactive" }, { "inactive-key": "fail", "key-age": "notApplicable" }],
    ["made in the future", { create_date: "2027-01-01T00:00:00Z" }, { "future-creation-time": "fail" }],
  ])("%s", async (_, more, expected) => {
    const run = await scanFiles({ "x.tfstate": rawState([key("ci", more)]) });
    for (const [rule, kind] of Object.entries(expected)) expect([rule, ...verdictOf(run, rule)]).toEqual([rule, kind]);
  });

  test("are known in configuration as far as it tells them", async () => {
    const run = await scanFiles({ "main.tf": hcl('  status = "Inactive"\n') });
    expect(verdictOf(run, "inactive-key")).toEqual(["fail"]);
    const active = await scanFiles({ "main.tf": hcl("") });
    expect(active.keys.map((one) => one.active)).toEqual([true]);
    expect(verdictOf(active, "key-age")).toEqual(["open"]);
  });

  test("are those of each key that the data source lists", async () => {
    const list = {
      id: "ci",
      user: "ci",
      access_keys: [
        { access_key_id: "AKIAOLD", create_date: "2026-01-01T00:00:00Z", status: "Active" },
        { access_key_id: "AKIAIDLE", create_date: "2026-10-01T00:00:00Z", status: "Inactive" },
      ],
    };
    const data: StateObject = { type: "aws_iam_access_keys", mode: "data", name: "all", attributes: list };
    const run = await scanFiles({ "x.tfstate": rawState([data, key("new")]) });
    expect(verdicts(run, "key-age")).toEqual({
      "data.aws_iam_access_keys.all.access_keys[0]": "fail",
      "data.aws_iam_access_keys.all.access_keys[1]": "notApplicable",
      "aws_iam_access_key.new": "pass",
    });
    expect(Object.values(verdicts(run, "key-count-limit"))).toEqual(["pass", "pass", "fail"]);
  });
});

describe("a user has two access keys at most", () => {
  const counted = async (files: Readonly<Record<string, unknown>>) =>
    Object.values(verdicts(await scanFiles(files), "key-count-limit")).toSorted();

  test("in a state, and once a plan is applied", async () => {
    expect(await counted({ "x.tfstate": rawState([key("a"), key("b")]) })).toEqual(["pass", "pass"]);
    expect(await counted({ "x.tfstate": rawState([key("a"), key("b"), key("c")]) })).toEqual(["fail", "pass", "pass"]);
    const kept: PlannedChange = {
      type,
      name: "a",
      actions: ["no-op"],
      before: stored("AKIAA"),
      after: stored("AKIAA"),
    };
    const plan = planJson([
      kept,
      { ...kept, name: "b", before: stored("AKIAB"), after: stored("AKIAB") },
      created("c"),
    ]);
    expect(await counted({ "plan.json": plan })).toEqual(["fail", "pass", "pass"]);
  });

  test("where configuration adds one to those that the state beside it has", async () => {
    const blocks = ["a", "b", "c"]
      .map((name) => `resource "aws_iam_access_key" "${name}" {\n  user = "ci"\n}\n`)
      .join("");
    const files = {
      "main.tf": blocks,
      "terraform.tfstate": rawState([key("a"), key("b"), user("111111111111")], "one"),
    };
    expect(await counted(files)).toEqual(["fail", "pass", "pass"]);
  });

  test("and users of one name in two accounts are two users", async () => {
    const [one, two] = [
      [key("a"), key("b")],
      [key("c"), key("d")],
    ];
    expect(await counted({ "dev.tfstate": rawState(one, "dev"), "prod.tfstate": rawState(two, "prod") })).not.toContain(
      "fail",
    );
    const named = {
      "dev.tfstate": rawState([...one, user("111111111111")], "dev"),
      "prod.tfstate": rawState([...two, user("222222222222")], "prod"),
    };
    expect(await counted(named)).not.toContain("fail");
  });

  test("and a user that two documents name in one account is one user", async () => {
    const files = {
      "one.tfstate": rawState([key("a"), key("b"), user("111111111111")], "one"),
      "two.tfstate": rawState([key("c"), user("111111111111")], "two"),
    };
    expect(await counted(files)).toEqual(["fail", "pass", "pass"]);
  });
});

test("what judges public keys does not apply to a secret", async () => {
  const run = await scanFiles({ "x.tfstate": rawState([key("a"), key("b", { user: "other" })]) });
  const judged = [...run.results()].filter(
    ({ kind, rule }) => kind !== "notApplicable" && rule.tags.includes("cryptography"),
  );
  expect(judged).toEqual([]);
});

test("it is named and reported in every format, read back from the inventory, and its secrets stand in none", async () => {
  const files = { "raw.tfstate": rawState([key("ci"), user("111111111111")]), "shown.json": shownState([key("cd")]) };
  const written = await everythingWritten(files);
  const holding = Object.keys(written).filter((name) => secrets.some((secret) => written[name]?.includes(secret)));
  expect(holding).toEqual([]);
  for (const address of ["aws_iam_access_key.ci", "aws_iam_access_key.cd"])
    expect(reportsWithout(written, address)).toEqual([]);
  expect(written["report.text"]).toContain("AWS access key of ci");
  expect(written["keys.ndjson"]).toContain('"aws/access-key"');
  const resultsOf = (report: string | undefined): unknown => JSON.parse(report ?? "").results;
  expect(resultsOf(written["merged.json"])).toEqual(resultsOf(written["report.json"]));
});
