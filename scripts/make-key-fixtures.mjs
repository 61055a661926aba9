// Writes fixtures/rules/ for the rules on the strength and the form of public keys, from the generators of test/keys/. Run by hand after a change
// there; the results are committed. The keys come from fixed seeds, and only their public halves are ever written.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { root } from "./prepare.mjs";
import { classic, fixtures, state } from "./terraform-fixtures.mjs";

const work = mkdtempSync(join(tmpdir(), "keylint-"));
const bundle = join(work, "rule-fixtures.mjs");
await build({
  stdin: {
    contents: 'export * from "./test/keys/rule-fixtures.ts"; export * from "./src/keys/read.ts";',
    resolveDir: root,
  },
  outfile: bundle,
  bundle: true,
  format: "esm",
  platform: "node",
  banner: { js: 'import { createRequire as r } from "node:module"; const require = r(import.meta.url);' },
});
const { blockList, readPublicKey, ruleKeys } = await import(pathToFileURL(bundle).href);
rmSync(work, { recursive: true });

const open = `variable "public_key" {
  type = string
}

resource "oci_identity_api_key" "ci" {
  user_id   = "ocid1.user.oc1..alice"
  key_value = var.public_key
}
`;

/** One user for each key, with the fingerprint that the service would have recorded. @param {readonly string[]} keys */
function stateOf(keys) {
  const resources = keys.map((key, index) => {
    const reading = readPublicKey(key);
    const fingerprint = reading.kind === "key" ? reading.key.md5Fingerprint : Array(16).fill("00").join(":");
    return [`user${index + 1}`, classic({ user: `user${index + 1}`, key, fingerprint })];
  });
  return `${JSON.stringify(state(Object.fromEntries(resources)), null, 2)}\n`;
}

for (const [rule, { pass, fail }] of Object.entries(ruleKeys)) {
  const folder = join(fixtures, "rules", rule);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "pass.tfstate"), stateOf(pass));
  if (fail.length > 0) writeFileSync(join(folder, "fail.tfstate"), stateOf(fail));
  writeFileSync(join(folder, "open.tf"), open);
}
writeFileSync(join(fixtures, "keys", "blocklist.dat"), blockList());
