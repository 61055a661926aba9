import { generateKeyPairSync } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { artifactTexts } from "../../src/reporters/sarif/artifact-text.ts";
import { redaction, redactor } from "../../src/secrecy/snippet.ts";
import { systems } from "../../src/systems/registry.ts";

const redact = redactor(systems.flatMap(({ publicIds }) => publicIds ?? []));

/** The whole text as it may be shown. */
function shownOf(text: string): string {
  return redact(text)(0, text.length);
}

const rsa = generateKeyPairSync("rsa", { modulusLength: 1024 });
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
const ed25519 = generateKeyPairSync("ed25519");

function pem(key: typeof rsa.privateKey, type: "pkcs1" | "pkcs8" | "sec1" | "spki"): string {
  return key.export({ type, format: "pem" }).toString().trim();
}

const privateKeys = {
  "PKCS#8 RSA": pem(rsa.privateKey, "pkcs8"),
  "PKCS#1 RSA": pem(rsa.privateKey, "pkcs1"),
  "SEC 1 EC": pem(ec.privateKey, "sec1"),
  "PKCS#8 EC": pem(ec.privateKey, "pkcs8"),
  "PKCS#8 Ed25519": pem(ed25519.privateKey, "pkcs8"),
};
const publicKeys = {
  RSA: pem(rsa.publicKey, "spki"),
  EC: pem(ec.publicKey, "spki"),
  Ed25519: pem(ed25519.publicKey, "spki"),
};

/** Lines of base64 without the lines around them. */
function body(text: string): string[] {
  return text.split("\n").filter((line) => !line.startsWith("-----"));
}

const shapes: Readonly<Record<string, (text: string) => string>> = {
  heredoc: (text) =>
    `resource "a" "b" {\n  key_value = <<-EOT\n    ${text.replaceAll("\n", "\n    ")}\n  EOT\n  user_id = "u"\n}\n`,
  "quoted text": (text) =>
    `resource "a" "b" {\n  key_value = "${text.replaceAll("\n", String.raw`\n`)}"\n  user_id = "u"\n}\n`,
  JSON: (text) => JSON.stringify({ resource: { a: { b: { key_value: text, user_id: "u" } } } }, null, 2),
  "a list": (text) => `locals {\n  keys = [\n    <<EOT\n${text}\nEOT\n    , "other"\n  ]\n}\n`,
  "a comment": (text) => `# ${text.replaceAll("\n", "\n# ")}\nlocals {}\n`,
  "a text that does not end": (text) => `locals {\n  x = <<EOT\n${text.slice(0, -40)}`,
};

const cases = Object.entries(privateKeys).flatMap(([kind, key]) =>
  Object.entries(shapes).map(([shape, write]) => ({ kind, key, shape, text: write(key) })),
);

describe("no snippet shows private key material", () => {
  test.each(cases)("$kind in $shape", ({ key, text }) => {
    const shown = shownOf(text);
    expect(shown).toContain(redaction);
    expect(shown).not.toContain("PRIVATE");
    for (const line of body(key).slice(0, -2)) expect(shown).not.toContain(line.slice(0, 20));
  });

  test("not even a part of it: any region of any such file, and the lines around it", () => {
    fc.assert(
      fc.property(fc.constantFrom(...cases), fc.nat(), fc.nat(3), ({ key, text }, start, height) => {
        const lines = text.split("\n");
        const startLine = (start % lines.length) + 1;
        const endLine = Math.min(lines.length, startLine + height);
        const region = { startLine, startColumn: 1, endLine, endColumn: (lines[endLine - 1]?.length ?? 0) + 1 };
        const source = artifactTexts(() => text)("a.tf");
        const shown = `${source?.snippet(region) ?? ""}\n${source?.context(region)?.snippet ?? ""}`;
        for (const line of body(key).slice(0, -2)) expect(shown).not.toContain(line.slice(0, 20));
      }),
      { numRuns: 400 },
    );
  });

  test.each(Object.entries(privateKeys).filter(([kind]) => kind !== "PKCS#8 Ed25519"))(
    "%s without a header, and under the label of a public key",
    (_, key) => {
      for (const text of [
        `key_value = "${body(key).join("")}"`,
        `-----BEGIN PUBLIC KEY-----\n${body(key).join("\n")}\n-----END PUBLIC KEY-----`,
      ]) {
        const shown = shownOf(text);
        for (const line of body(key).slice(0, -2)) expect(shown).not.toContain(line.slice(0, 20));
      }
    },
  );
});

test("what stands behind an id without a gap is looked at like any other text", () => {
  const id = `ocid1.user.oc1..${"a".repeat(60)}`;
  const secret = body(privateKeys["PKCS#8 RSA"]).join("");
  const text = `x = "${id}/${secret}" # ${id}`;
  const shown = shownOf(text);
  expect(shown).toContain(`${redaction}" # ${id}`);
  expect(shown).not.toContain(secret.slice(-40));
});

describe("a secret by its name", () => {
  test.each([
    ['password = "hunter2"', "password = [REDACTED]"],
    ['  "client_secret": "hunter2", "user": "alice"', '  "client_secret": [REDACTED]'],
    ['{ user = "alice", api_token = "hunter2" }', '{ user = "alice", api_token = [REDACTED]'],
    ["passphrase = <<EOT\nhunter2\nEOT\nuser = 1", "passphrase = [REDACTED]\nuser = 1"],
    ['secrets = [\n  "hunter2",\n]\nuser = 1', "secrets = [REDACTED]\nuser = 1"],
    ['password = "${var.a["hunter2"]}hunter2"', "password = [REDACTED]"],
  ])("%j is shown as %j", (text, shown) => {
    expect(shownOf(text)).toBe(shown);
  });
});

describe("what is no secret stays", () => {
  test.each([
    ["a reference", "private_key = tls_private_key.ci.private_key_pem"],
    ["an OCID", 'user_id = "ocid1.user.oc1..aaaaaaaaw2kx3jvq5yfzq2exampleexampleexampleexampleexample"'],
    ["a long name", "resource oci_identity_api_key the_key_of_the_machine_that_builds_all_the_other_machines {"],
    ...Object.entries(publicKeys).map(([kind, key]) => [`a public key (${kind})`, shapes["heredoc"]?.(key) ?? ""]),
    ...Object.entries(publicKeys).map(([kind, key]) => [`a public key in JSON (${kind})`, shapes["JSON"]?.(key) ?? ""]),
  ])("%s", (_, text) => {
    expect(shownOf(text ?? "")).toBe(text ?? "");
  });
});

describe("no snippet shows what Terraform calls sensitive", () => {
  const sources = {
    "a default before the mark": 'variable "v" {\n  default = "hunter2"\n  sensitive = true\n}\nresource "a" "b" {\n',
    "a default after it": 'variable "v" {\n  sensitive = true\n  default   = "hunter2"\n}\nresource "a" "b" {\n',
    "in one line": 'variable "v" { sensitive = true, default = "hunter2" }\nresource "a" "b" {\n',
    "a map":
      'variable "v" {\n  default = {\n    a = { b = "hunter2" }\n  }\n  sensitive = true\n}\nresource "a" "b" {\n',
    "a heredoc that looks like blocks":
      'variable "v" {\n  sensitive = true\n  default = <<EOT\n}\nresource "x" "y" {\nhunter2\n}\nEOT\n}\nresource "a" "b" {\n',
    "indented otherwise": ' variable "v" { \n default = "hunter2"\nsensitive = true\n  }\nresource "a" "b" {\n',
    "a call of sensitive()": 'locals {\n  s = sensitive("hunter2")\n}\nresource "a" "b" {\n',
    "JSON syntax":
      '{"variable": {"v": {"default": ["hunter2, (too)", {"x": "hunter2"}], "sensitive": true}},\n"resource": {"a": 1}}',
  };
  test.each(Object.entries(sources))("%s", (_, text) => {
    const shown = shownOf(text);
    expect(shown).not.toContain("hunter2");
    expect(shown).toMatch(/resource/);
  });

  test("a default that is not sensitive, beside one that is, and a mark that is false, are shown", () => {
    const text =
      'variable "v" {\n  default = "one"\n}\nvariable "w" {\n  default   = "two"\n  sensitive = false\n}\nvariable "x" {\n  sensitive = true\n}\n';
    expect(shownOf(text)).toBe(text);
  });
});
