import { generateKeyPairSync, randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Run } from "../../src/model/run.ts";
import { nameOf } from "../../src/model/key-name.ts";
import { keylint } from "../cli/keylint.ts";
import { scanFiles } from "../scan-files.ts";
import { planJson } from "../terraform-documents.ts";
import { everythingWritten, reportsWithout } from "./everything-written.ts";

const rule = "secret-in-provider";

/** A new private key: it stands in no file but those that a test writes. */
const privateKey = generateKeyPairSync("rsa", {
  modulusLength: 1024,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
}).privateKey;
const password = randomBytes(18).toString("base64url");
const heredoc = `<<-EOT\n${privateKey}EOT\n`;

const oci = (argument: string, more = ""): string => `provider "oci" {
  user_ocid = "ocid1.user.oc1..alice"
  ${argument}
${more}}
`;

/** What fails: what is called so, and its places, the first of them that of the secret. */
function found(run: Run): readonly string[] {
  const failing = [...run.results()].filter((result) => result.rule.id === rule && result.kind === "fail");
  return failing.map(({ subject, location, related }) => {
    const places = [location, ...related.map((link) => link.location)];
    return [nameOf(subject), ...places.map(({ uri, region }) => `${uri}:${region?.startLine ?? ""}`)].join(" ");
  });
}

const keyFile = { "keys/ci.pem": privateKey };
const json = (value: object): string => JSON.stringify(value, null, 2);

describe("a secret in a provider block", () => {
  const cases: readonly [string, Record<string, string>, readonly string[]][] = [
    ["in a heredoc", { "main.tf": oci(`private_key = ${heredoc}`) }, ["provider.oci.private_key main.tf:3"]],
    [
      "as a password",
      { "main.tf": oci(`private_key_password = "${password}"`) },
      ["provider.oci.private_key_password main.tf:3"],
    ],
    [
      "in a local value",
      { "main.tf": oci("private_key = local.pem"), "locals.tf": `locals {\n  pem = ${heredoc}}\n` },
      ["provider.oci.private_key locals.tf:4 main.tf:3"],
    ],
    [
      "in a default",
      {
        "main.tf": oci("private_key_password = var.word"),
        "variables.tf": `variable "word" {\n  sensitive = true\n  default   = "${password}"\n}\n`,
      },
      ["provider.oci.private_key_password variables.tf:3 main.tf:3"],
    ],
    [
      "in a file of values",
      {
        "main.tf": oci("private_key_password = var.word", 'alias = "eu"\n'),
        "variables.tf": `variable "word" {}\n`,
        "terraform.tfvars": `word = "${password}"\n`,
      },
      ["provider.oci.eu.private_key_password terraform.tfvars:1 main.tf:3"],
    ],
    [
      "in a file of the repository",
      { ...keyFile, "main.tf": oci('private_key = trimspace(file("${path.module}/keys/ci.pem"))') },
      ["provider.oci.private_key keys/ci.pem: main.tf:3"],
    ],
    [
      "in JSON syntax",
      { "main.tf.json": json({ provider: { oci: [{ alias: "a", private_key: privateKey }] } }) },
      ["provider.oci.a.private_key main.tf.json:6"],
    ],
    [
      "of a provider that the module calls otherwise",
      {
        "main.tf": `terraform {\n  required_providers {\n    tenancy = {\n      source = "oracle/oci"\n    }\n  }\n}\nprovider "tenancy" {\n  private_key = ${heredoc}}\n`,
      },
      ["provider.tenancy.private_key main.tf:9"],
    ],
    [
      "in a module, once for all its instances",
      {
        "main.tf": `module "a" {\n  source = "./m"\n}\nmodule "b" {\n  source = "./m"\n}\n`,
        "m/main.tf": oci(`private_key = ${heredoc}`),
      },
      ["module.a.provider.oci.private_key m/main.tf:3"],
    ],
    [
      "that a module is given",
      {
        "main.tf": `module "a" {\n  source = "./m"\n  word = "${password}"\n}\n`,
        "m/main.tf": `variable "word" {}\n${oci("private_key_password = var.word")}`,
      },
      ["module.a.provider.oci.private_key_password main.tf:3 m/main.tf:4"],
    ],
    [
      "of Intersight",
      { "main.tf": `provider "intersight" {\n  secretkey = ${heredoc}}\n` },
      ["provider.intersight.secretkey main.tf:2"],
    ],
    [
      "of AWS",
      { "main.tf": `provider "aws" {\n  secret_key = "${randomBytes(30).toString("base64")}"\n}\n` },
      ["provider.aws.secret_key main.tf:2"],
    ],
    [
      "of Google Cloud",
      {
        "main.tf": 'provider "google-beta" {\n  credentials = file("sa.json")\n}\n',
        "sa.json": json({ type: "service_account", private_key: privateKey }),
      },
      ["provider.google-beta.credentials sa.json: main.tf:2"],
    ],
  ];
  test.each(cases)("%s", async (_, files, expected) => {
    const run = await scanFiles(files);
    expect(found(run)).toEqual(expected);
    expect(run.keys).toEqual([]);
    expect(run.notifications).toEqual([]);
  });

  test("in another argument is told there", async () => {
    const run = await scanFiles({ "main.tf": oci(`private_key = var.pem\n  fingerprint = ${heredoc}`) });
    expect(found(run)).toEqual(["provider.oci.fingerprint main.tf:4"]);
  });
});

describe("no secret in a provider block", () => {
  test.each([
    ["an empty text", oci('private_key = ""')],
    ["a path", oci('private_key_path = "~/.oci/key.pem"')],
    ["a variable without a value", `variable "pem" {\n  sensitive = true\n}\n${oci("private_key = var.pem")}`],
    ["a file that is not there", oci('private_key = file("nosuch.pem")')],
    ["a data source", oci("private_key = data.vault_generic_secret.ci.data.pem")],
    ["a resource", oci("private_key = tls_private_key.ci.private_key_pem")],
    ["what can't be evaluated", oci("private_key = 1 + [")],
    ["a path to a key", 'provider "intersight" {\n  secretkey = "/etc/keys/intersight.pem"\n}\n'],
    ["the words for an emulator", 'provider "aws" {\n  secret_key = "test"\n}\n'],
    ["a provider that is not known", `provider "acme" {\n  private_key = "${password}"\n}\n`],
  ])("%s", async (_, text) => {
    expect(found(await scanFiles({ "main.tf": text }))).toEqual([]);
  });
});

/** A plan whose configuration has one provider. */
const planWith = (provider: object, more: object = {}): string => {
  const plan: object = JSON.parse(JSON.stringify(planJson([])));
  return json({ ...plan, configuration: { provider_config: { oci: provider }, root_module: more } });
};
const named = { name: "oci", full_name: "registry.terraform.io/oracle/oci" };

describe("a secret that a plan tells of its configuration", () => {
  test.each([
    [
      "written out",
      planWith({ ...named, alias: "eu", expressions: { private_key: { constant_value: privateKey } } }),
      "provider.oci.eu.private_key plan.json:18",
    ],
    [
      "in a default",
      planWith(
        { ...named, expressions: { private_key_password: { references: ["var.word"] } } },
        { variables: { word: { default: password } } },
      ),
      "provider.oci.private_key_password plan.json:27",
    ],
    [
      "in a module",
      planWith({ ...named, module_address: "module.a", expressions: { private_key: { constant_value: privateKey } } }),
      "module.a.provider.oci.private_key plan.json:18",
    ],
  ])("%s", async (_, plan, expected) => {
    const [one, ...more] = found(await scanFiles({ "plan.json": plan }));
    expect([one?.replace(/\d+$/, ""), more]).toEqual([expected.replace(/\d+$/, ""), []]);
    const line = Number(/\d+$/.exec(one ?? "")?.[0]);
    expect(plan.split("\n")[line - 1]).toMatch(/constant_value|"default"/);
  });

  test("is none where it is taken from elsewhere", async () => {
    const plan = planWith({ ...named, expressions: { private_key: { references: ["var.pem"] }, region: {} } });
    expect(found(await scanFiles({ "plan.json": plan }))).toEqual([]);
  });

  test("is one with that of the configuration beside it", async () => {
    const plan = planWith({ ...named, expressions: { private_key: { constant_value: privateKey } } });
    const files = { "main.tf": oci(`private_key = ${heredoc}`), "plan.json": plan };
    for (const sources of [["."], ["main.tf", "plan.json"], ["plan.json", "main.tf"]]) {
      const [one, ...more] = found(await scanFiles(files, { sources }));
      expect(more).toEqual([]);
      expect(one).toMatch(/^provider\.oci\.private_key main\.tf:3 plan\.json:\d+$/);
    }
  });
});

test("an exception beside the block, or in keylint.yaml, silences it", async () => {
  const words = 'owner=ops reason="made for the drill" expires=2027-01-31';
  const comment = `# keylint:ignore ${rule} ${words}\n${oci(`private_key = ${heredoc}`)}`;
  const run = await scanFiles({ "main.tf": comment });
  expect([run.summary.suppressed, run.summary.kinds.fail, run.notifications]).toEqual([1, 0, []]);
  const external = {
    kind: "external",
    rules: [rule],
    key: "provider.oci.*",
    owner: "ops",
    reason: "made for the drill",
    expires: "2027-01-31",
    location: { uri: "keylint.yaml" },
  } as const;
  const { rules } = { rules: (await import("../../src/engine/rule-settings.ts")).defaultSettings };
  const other = await scanFiles(
    { "main.tf": oci(`private_key = ${heredoc}`) },
    { settings: { rules, exceptions: [external] } },
  );
  expect([other.summary.suppressed, other.summary.kinds.fail]).toEqual([1, 0]);
});

test("its result keeps its identity when lines move", async () => {
  const fingerprintOf = async (text: string) =>
    [...(await scanFiles({ "main.tf": text })).results()].map(({ fingerprint }) => fingerprint);
  const text = oci(`private_key = ${heredoc}`);
  expect(await fingerprintOf(`\n\n${text}`)).toEqual(await fingerprintOf(text));
  expect(await fingerprintOf(text)).not.toEqual(await fingerprintOf(oci(`private_key_password = ${heredoc}`)));
});

test("it stands in every report and in the inventory by its place, and nothing of it anywhere", async () => {
  const files = {
    "main.tf": `${oci(`private_key = ${heredoc}`)}${oci(`private_key_password = "${password}"`, 'alias = "eu"\n')}`,
    "other.tf": 'provider "intersight" {\n  secretkey = file("ci.pem")\n}\n',
    "ci.pem": privateKey,
    "plan.json": planWith({ ...named, alias: "us", expressions: { private_key: { constant_value: privateKey } } }),
  };
  const written = await everythingWritten(files);
  const secrets = [password, ...privateKey.split("\n").filter((line) => line !== "" && !line.startsWith("-"))];
  const holding = Object.keys(written).filter((name) => secrets.some((secret) => written[name]?.includes(secret)));
  expect(holding).toEqual([]);
  for (const name of [
    "provider.oci.private_key",
    "provider.oci.eu.private_key_password",
    "provider.intersight.secretkey",
  ])
    expect(reportsWithout(written, name)).toEqual([]);
  expect(written["keys.ndjson"]).toContain('"providerSecrets":4');
  const resultsOf = (report: string | undefined): unknown => JSON.parse(report ?? "").results;
  expect(resultsOf(written["merged.json"])).toEqual(resultsOf(written["report.json"]));
});

test("SARIF quotes nothing of its lines, also beside another result, and tells no hash of them", async () => {
  const files = {
    "main.tf": `variable "word" {
  default = "${password}"
}
resource "oci_identity_api_key" "ci" {
  user_id   = "ocid1.user.oc1..alice"
  key_value = "not a key"
}
${oci("private_key_password = var.word")}`,
  };
  const written = await everythingWritten(files);
  expect(Object.keys(written).filter((name) => written[name]?.includes(password))).toEqual([]);
  const { runs } = JSON.parse(written["report.sarif"] ?? "");
  const [{ results }] = runs;
  const own = results.filter((one: { ruleId: string }) => one.ruleId === rule);
  expect(own).toHaveLength(1);
  const [{ locations, partialFingerprints }] = own;
  expect(locations[0].physicalLocation.region).toMatchObject({ startLine: 2 });
  expect(JSON.stringify(locations)).not.toContain("snippet");
  expect(partialFingerprints.primaryLocationLineHash).toBe(`${partialFingerprints["keylint/v1"].slice(0, 16)}:1`);
  expect(results.length).toBeGreaterThan(1);
});

test("it ends a run with 1, and a secret of the environment is none", async () => {
  const { mkdtempSync, rmSync, writeFileSync } = await import("node:fs");
  const folder = mkdtempSync(`${(await import("node:os")).tmpdir()}/keylint-provider-`);
  try {
    writeFileSync(`${folder}/main.tf`, `variable "pem" {}\n${oci("private_key_password = var.pem")}`);
    const env = { TF_VAR_pem: password };
    expect((await keylint(["scan", folder], { env })).status).toBe(0);
    writeFileSync(`${folder}/terraform.tfvars`, `pem = "${password}"\n`);
    expect((await keylint(["scan", folder], { env })).status).toBe(1);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
