// `npm run vectors [BITS] [KEYS] [SEED] [SOUND]`: makes fresh keys of every weak class from their definitions, and prints which share of them each tier
// finds, with what badkeys finds where a python has it (KEYLINT_PYTHON). docs/strength.md keeps such a table. Takes many minutes.
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { prepare, root } from "./prepare.mjs";

prepare();
// Below node_modules, so that what is not bundled is found.
const outfile = join(root, "node_modules/.cache/keylint-vectors/found-shares.mjs");
mkdirSync(join(outfile, ".."), { recursive: true });
await build({
  absWorkingDir: root,
  entryPoints: ["test/keys/found-shares.ts"],
  outfile,
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  packages: "external",
});
process.exit(spawnSync(process.execPath, [outfile, ...process.argv.slice(2)], { stdio: "inherit" }).status ?? 2);
