// Writes the samples of README.md from a real run; with --test, only tells whether they are stale.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./prepare.mjs";

const path = join(root, "README.md");
const before = readFileSync(path, "utf8");
const args = ["scan", "fixtures/projects/demo", "--as-of", "2026-11-01T00:00:00Z", "--fail-on", "never"];
const { stdout } = spawnSync(process.execPath, [join(root, "dist/main.js"), ...args], {
  cwd: root,
  encoding: "utf8",
  env: { ...process.env, NO_COLOR: "1" },
});
const sample = `\n\n\`\`\`text\n${stdout.trimEnd()}\n\`\`\`\n\n`;
const after = before.replace(
  /(<!-- report: written by scripts\/readme\.mjs -->)[\s\S]*?(<!-- end of report -->)/,
  (_, start, end) => start + sample + end,
);
if (process.argv.includes("--test")) process.exit(before === after ? 0 : 1);
writeFileSync(path, after);
