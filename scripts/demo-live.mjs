// `npm run demo:live`: a live scan without an account. Two emulators on loopback, a tenancy of Oracle Cloud and an account of Intersight, are
// started, scanned and stopped. Arguments go to keylint.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { prepare, root } from "./prepare.mjs";

prepare();
const { build } = await import("esbuild");
const folder = join(root, "node_modules/.cache/keylint-demo");
mkdirSync(folder, { recursive: true });
const outfile = join(folder, "demo.mjs");
await build({
  absWorkingDir: root,
  entryPoints: ["test/emulators/demo.ts"],
  outfile,
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  packages: "external",
});
const { demonstrate } = await import(pathToFileURL(outfile).href);
const given = process.argv.slice(2);
process.exitCode = await demonstrate(join(root, "dist/main.js"), given.length > 0 ? given : ["--fail-on", "never"]);
