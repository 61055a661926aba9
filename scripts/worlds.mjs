// `npm run worlds [COUNT] [SEED]`: tries random worlds and tells what the scans of their views get wrong; KEEP=FOLDER writes an example of each kind.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./prepare.mjs";

const { build } = await import("esbuild");
const [count = "10000", seed = String(Date.now() % 1_000_000_000)] = process.argv.slice(2);
// Below node_modules, so that what is not bundled is found.
const folder = join(root, "node_modules/.cache/keylint-worlds");
mkdirSync(folder, { recursive: true });
const outfile = join(folder, "figures.mjs");
await build({
  absWorkingDir: root,
  entryPoints: ["test/world/figures.ts"],
  outfile,
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  packages: "external",
  define: { "import.meta.url": JSON.stringify(pathToFileURL(join(root, "test/world/figures.ts")).href) },
});
const { worlds } = await import(pathToFileURL(outfile).href);
const { CHOICES = "10", ORDERS = "3", FORMS = "0.2", KEEP } = process.env;
const bad = await worlds({
  count: Number(count),
  seed: Number(seed),
  choices: Number(CHOICES),
  orders: Number(ORDERS),
  forms: Number(FORMS),
  ...(KEEP === undefined ? {} : { keep: KEEP }),
  write: (line) => process.stdout.write(`${line}\n`),
});
process.exit(bad === 0 ? 0 : 1);
