// `node scripts/record-expressions.mjs [SEED [COUNT]]`: records from `terraform console` what generated expressions give,
// so that the tests need no Terraform: fixtures/terraform/expressions.ndjson.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { prepare, root } from "./prepare.mjs";

prepare();
const { build } = await import("esbuild");
const folder = join(root, "node_modules/.cache/keylint-record");
mkdirSync(folder, { recursive: true });
const outfile = join(folder, "record.mjs");
await build({
  absWorkingDir: root,
  entryPoints: ["test/terraform/expressions/record.ts"],
  outfile,
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  packages: "external",
  define: { "import.meta.url": JSON.stringify(pathToFileURL(join(root, "test/terraform/expressions/record.ts")).href) },
});
const { record } = await import(pathToFileURL(outfile).href);
const [seed = "17", count = "6000"] = process.argv.slice(2);
await record(join(root, "fixtures/terraform/expressions.ndjson"), Number(seed), Number(count));
