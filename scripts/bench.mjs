// `npm run bench [NAME...]`: measures every claim of speed, each as a ratio against a plain baseline of the same run.
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { prepare, root } from "./prepare.mjs";

prepare();
const { build } = await import("esbuild");
const wanted = process.argv.slice(2);
const names = readdirSync(join(root, "bench"))
  .filter((name) => name.endsWith(".ts"))
  .map((name) => name.replace(/\.ts$/, ""))
  .filter((name) => wanted.length === 0 || wanted.includes(name));
// Below node_modules, so that what is not bundled is found.
const folder = join(root, "node_modules/.cache/keylint-bench");
mkdirSync(folder, { recursive: true });

process.stdout.write(`node ${process.version}, ${process.platform} ${process.arch}\n`);
for (const name of names) {
  const outfile = join(folder, `${name}.mjs`);
  await build({
    absWorkingDir: root,
    entryPoints: [`bench/${name}.ts`],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    packages: "external",
    define: { "import.meta.url": JSON.stringify(pathToFileURL(join(root, "bench", `${name}.ts`)).href) },
  });
  process.stdout.write(`\n${name}\n`);
  const { bench } = await import(pathToFileURL(outfile).href);
  for (const { claim, ratio, detail } of await bench())
    process.stdout.write(`  ${ratio.toFixed(2).padStart(8)}  ${claim}\n            ${detail}\n`);
}
