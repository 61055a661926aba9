import { describe, expect, test } from "vitest";
import { type ReportFormat, reporters } from "../../../src/reporters/registry.ts";
import { scanFiles, verdicts } from "../../scan-files.ts";
import { publicKey } from "../../terraform-documents.ts";

const secret = "Hunter2-very-secret";
const options = { color: false, width: 100, readText: () => undefined, newOnly: false, allowIncomplete: true };
const module = 'variable "u" {}\noutput "low" {\n  value = lower(var.u)\n}\n';
const head = `variable "s" {\n  sensitive = true\n  default   = "${secret}"\n}\nlocals {\n  people = { ci = { token = var.s } }\n}\nmodule "m" {\n  source = "./m"\n  u      = var.s\n}\n`;

interface Told {
  /** What all reports say, one after the other. */
  readonly reports: string;
  /** The addresses of the keys. */
  readonly addresses: readonly string[];
}

/** What is told of a key with these lines. */
async function told(...lines: readonly string[]): Promise<Told> {
  const block = (name: string, body: readonly string[]) =>
    `resource "oci_identity_api_key" "${name}" {\n  key_value = file("k.pem")\n  ${body.join("\n  ")}\n}\n`;
  const run = await scanFiles({ "main.tf": head + block("k", lines), "m/main.tf": module, "k.pem": publicKey("a") });
  const pieces: string[] = [];
  for (const format of Object.keys(reporters) as ReportFormat[]) {
    const reporter = await reporters[format]();
    pieces.push(...reporter(run, options));
  }
  return { reports: pieces.join(""), addresses: Object.keys(verdicts(run, "duplicate-key")) };
}

describe("what is derived from something sensitive is in no report", () => {
  const derived = {
    "upper(var.s)": secret.toUpperCase(),
    "base64encode(var.s)": btoa(secret),
    "substr(var.s, 0, 12)": secret.slice(0, 12),
    'replace(var.s, "-", "_")': secret.replaceAll("-", "_"),
    'sensitive("top-secret")': "top-secret",
    "module.m.low": secret.toLowerCase(),
    '"user-${upper(local.people.ci.token)}"': secret.toUpperCase(),
    "[for x in [var.s] : upper(x)][0]": secret.toUpperCase(),
    'var.s == "" ? "nobody-here" : "somebody-here"': "somebody-here",
  };
  test.each(Object.entries(derived))("the user %s", async (expression, text) => {
    expect((await told(`user_id = ${expression}`)).reports).not.toContain(text);
  });

  const keyed = {
    "toset([var.s])": ['oci_identity_api_key.k["(sensitive 1)"]'],
    "toset([var.s, upper(var.s)])": [
      'oci_identity_api_key.k["(sensitive 1)"]',
      'oci_identity_api_key.k["(sensitive 2)"]',
    ],
    "{ (lower(var.s)) = 1 }": ['oci_identity_api_key.k["(sensitive 1)"]'],
    "{ for x in [var.s] : x => x }": ['oci_identity_api_key.k["(sensitive 1)"]'],
    "zipmap([var.s], [1])": ['oci_identity_api_key.k["(sensitive 1)"]'],
    'toset(keys({ (var.s) = "x" }))': ['oci_identity_api_key.k["(sensitive 1)"]'],
  };
  test.each(Object.entries(keyed))("the instance key of %s", async (expression, addresses) => {
    const found = await told(`for_each = ${expression}`, "user_id  = each.key");
    expect(found.addresses).toEqual(addresses);
    expect(found.reports.toLowerCase()).not.toContain(secret.toLowerCase());
  });

  test("the name of a file that is not there", async () => {
    const run = await scanFiles({
      "main.tf": `${head}resource "oci_identity_api_key" "k" {\n  user_id = "u"\n  key_value = file(var.s)\n}\n`,
      "m/main.tf": module,
    });
    const reporter = await reporters.json();
    expect([...reporter(run, options)].join("")).not.toContain(secret);
  });
});

describe("what is not sensitive is shown", () => {
  test("names of a map whose elements are", async () => {
    const found = await told("for_each = local.people", "user_id  = each.key");
    expect(found.addresses).toEqual(['oci_identity_api_key.k["ci"]']);
    expect(found.reports).toContain('"id":"ci"');
  });

  test("what nonsensitive() takes the mark off", async () => {
    expect((await told("user_id = nonsensitive(upper(var.s))")).reports).toContain(secret.toUpperCase());
  });
});

test("a public key from a sensitive value is judged", async () => {
  const run = await scanFiles({
    "main.tf": ["u", "v"]
      .map(
        (user) =>
          `resource "oci_identity_api_key" "${user}" {\n  user_id   = "${user}"\n  key_value = trimspace(sensitive(file("k.pem")))\n}\n`,
      )
      .join(""),
    "k.pem": publicKey("a"),
  });
  expect(Object.values(verdicts(run, "duplicate-key"))).toEqual(["fail", "fail"]);
});
