// `npm run check`: types, lint, format, unused code and tests; every step runs, so that all that is wrong is told at once.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { prepare, root } from "./prepare.mjs";

prepare();
const bin = (/** @type {string} */ name) => join(root, "node_modules/.bin", name);
const steps = [
  ["types", bin("tsc"), []],
  ["types in the browser", bin("tsc"), ["-p", "src/reporters/html/browser"]],
  ["lint", bin("oxlint"), ["--type-aware", "--deny-warnings"]],
  ["format", bin("biome"), ["format"]],
  ["unused code", bin("knip"), []],
  ["tests", process.execPath, [join(root, "node_modules/vitest/vitest.mjs"), "run"]],
];
const failed = [];
for (const [name, command, args] of steps) {
  process.stdout.write(`\n== ${name}\n`);
  if (
    spawnSync(String(command), /** @type {string[]} */ (args), {
      stdio: "inherit",
      cwd: root,
      shell: process.platform === "win32",
    }).status !== 0
  )
    failed.push(name);
}
process.stdout.write(failed.length === 0 ? "\nall checks passed\n" : `\nfailed: ${failed.join(", ")}\n`);
process.exit(failed.length === 0 ? 0 : 1);
