// `npm run worlds [COUNT] [SEED]`: tries random worlds, and tells what the scans of their views get wrong. CHOICES of views, each in ORDERS of them,
// are scanned; KEEP=FOLDER writes a shrunk example of each kind of fault, as fixtures/worlds has them.
import { fork } from "node:child_process";
import { mkdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { root } from "./prepare.mjs";

// Below node_modules, so that what is not bundled is found.
const folder = join(root, "node_modules/.cache/keylint-worlds");
const [
  count = "10000",
  given = String(Date.now() % 1_000_000_000),
  outfile = join(folder, `worlds-${process.pid}.mjs`),
  part = "all",
] = process.argv.slice(2);
const seed = Number(given);
const { CHOICES = "6", ORDERS = "2", FORMS = "0.1", KEEP } = process.env;
const extent = { choices: Number(CHOICES), orders: Number(ORDERS), forms: Number(FORMS) };
const parts = availableParallelism();

if (part === "all") {
  mkdirSync(folder, { recursive: true });
  const { build } = await import("esbuild");
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
}
const { report, sumOf, tryWorlds } = await import(pathToFileURL(outfile).href);
if (part === "all") {
  const started = Date.now();
  const tally = sumOf(await Promise.all(Array.from({ length: parts }, (_, at) => tallyOf(at))));
  process.stdout.write(`from seed ${seed}, ${((Date.now() - started) / 1000).toFixed(0)} s: `);
  for await (const line of report(tally, KEEP)) process.stdout.write(`${line}\n`);
  process.exit(tally.bad === 0 ? 0 : 1);
} else {
  const seeds = Array.from({ length: Number(count) }, (_, at) => seed + at);
  process.send(
    await tryWorlds(
      seeds.filter((_, at) => at % parts === Number(part)),
      extent,
    ),
  );
}

/** What one process finds in its share of the worlds. */
function tallyOf(at) {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), [count, String(seed), outfile, String(at)]);
    child.on("message", resolve);
    child.on("error", reject);
    child.on("exit", (code) => reject(new Error(`a part of the worlds ended with ${code}`)));
  });
}
