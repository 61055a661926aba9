// Writes fixtures/rules/ for the rules that live data of Oracle Cloud makes possible, from test/systems/oci/live/rule-fixtures.ts. Run by hand after a
// change there; the results are committed. The keys are those of fixtures/keys/, public halves only.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { root } from "./prepare.mjs";
import { fixtures, publicKey } from "./terraform-fixtures.mjs";

const work = mkdtempSync(join(tmpdir(), "keylint-"));
const bundle = join(work, "rule-fixtures.mjs");
await build({
  entryPoints: [join(root, "test/systems/oci/live/rule-fixtures.ts")],
  outfile: bundle,
  bundle: true,
  format: "esm",
  platform: "node",
  banner: { js: 'import { createRequire as r } from "node:module"; const require = r(import.meta.url);' },
});
const { liveRuleFixtures } = await import(pathToFileURL(bundle).href);
rmSync(work, { recursive: true });

/** @type {Record<string, Record<string, string>>} */
const rules = liveRuleFixtures(publicKey("first"), publicKey("second"));
for (const [rule, texts] of Object.entries(rules)) {
  const folder = join(fixtures, "rules", rule);
  mkdirSync(folder, { recursive: true });
  for (const [expected, text] of Object.entries(texts)) writeFileSync(join(folder, `${expected}.ndjson`), text);
}
