import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { toBytes } from "../../src/keys/der-writer.ts";
import { reporters } from "../../src/reporters/registry.ts";
import { keylint } from "../cli/keylint.ts";
import { freshPrime, nextPrime } from "../keys/primes.ts";
import { rsaPem } from "../keys/weak-keys.ts";
import { projectRoot } from "../machine.ts";

const near = freshPrime(512);
const shared = freshPrime(512);
const [second, third] = [freshPrime(512), freshPrime(512)];
const factors = [near, nextPrime(near + (1n << 140n)), shared, second, third] as const;
const e = 65_537n;
const publicKeys = {
  near: { n: factors[0] * factors[1], e },
  first: { n: shared * second, e },
  other: { n: shared * third, e },
};
const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
const privateKey = pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString();

/** The ways in which a number could be written. */
function forms(number: bigint): readonly string[] {
  const bytes = Buffer.from(toBytes(number));
  return [
    number.toString(),
    number.toString(16),
    bytes.toString("base64").replaceAll("=", ""),
    bytes.toString("base64url"),
  ];
}

const { d, p, q } = pair.privateKey.export({ format: "jwk" });
const secrets = [
  ...factors.flatMap(forms),
  ...[d, p, q].flatMap((part) => forms(BigInt(`0x${Buffer.from(String(part), "base64url").toString("hex")}`))),
  ...privateKey.split("\n").filter((line) => line.length === 64),
];

let folder: string;
const told: Record<string, string> = {};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "keylint-secret-"));
  const texts = {
    ...Object.fromEntries(Object.entries(publicKeys).map(([name, key]) => [name, rsaPem(key)])),
    mistake: privateKey,
  };
  const blocks = Object.entries(texts).map(
    ([name, text]) =>
      `resource "oci_identity_api_key" "${name}" {\n  user_id   = "ocid1.user.oc1..${name}"\n  key_value = <<-EOT\n${text}EOT\n}\n`,
  );
  writeFileSync(join(folder, "main.tf"), blocks.join("\n"));
  const run = async (name: string, args: readonly string[]): Promise<void> => {
    const { stdout, stderr } = await keylint(args, { cwd: folder });
    told[`${name}, standard output`] = stdout;
    told[`${name}, standard error`] = stderr;
  };
  const reports = Object.keys(reporters).flatMap((format) => ["--report", `${format}=report.${format}`]);
  await run("scan", ["scan", ".", "--tier", "deep", ...reports]);
  await run("inventory", ["inventory", "."]);
  writeFileSync(join(folder, "keys.ndjson"), told["inventory, standard output"] ?? "");
  await run("merge", ["merge", "keys.ndjson"]);
  await run("refusal", ["merge", "main.tf"]);
  for (const name of readdirSync(folder)) if (name !== "main.tf") told[name] = readFileSync(join(folder, name), "utf8");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("weak keys and a private key are told in every report", () => {
  for (const format of Object.keys(reporters))
    for (const rule of ["rsa-fermat", "rsa-shared-factor", "private-key-in-terraform"])
      expect(told[`report.${format}`], format).toContain(rule);
  expect(told["inventory, standard output"]).toContain('"spki"');
  expect(told["merge, standard output"]).toContain("rsa-shared-factor");
});

function holdsSecret(text: string): boolean {
  const plain = text.toLowerCase().replaceAll(/\\n|\s/g, "");
  return secrets.some((secret) => plain.includes(secret.toLowerCase()));
}

test("no report, inventory, log or error holds a factor, or anything of a private key", () => {
  expect(holdsSecret(readFileSync(join(folder, "main.tf"), "utf8"))).toBe(true);
  expect(factors.every((factor) => holdsSecret(`factored: ${factor}`))).toBe(true);
  expect(Object.keys(told).filter((name) => holdsSecret(told[name] ?? ""))).toEqual([]);
});

test("no stored report and no fixture holds a private key", () => {
  const holding = ["test/reporters/golden", "fixtures"].flatMap((root) =>
    readdirSync(join(projectRoot, root), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => /PRIVATE KEY-----(?:\s|\\[nr])*[A-Za-z0-9+/]{40}/.test(readFileSync(path, "utf8"))),
  );
  expect(holding).toEqual([]);
});
