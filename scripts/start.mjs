// `npm start`: install and build if needed, then run keylint; without arguments on the demo project.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { prepare, root } from "./prepare.mjs";

// The clock stands still so that everybody sees the same ages; --fail-on never, because a demonstration that fails would look broken.
const demo = [
  "scan",
  "fixtures/projects/demo",
  "--as-of",
  "2026-11-01T00:00:00Z",
  "--fail-on",
  "never",
  "--report",
  "text",
  "--report",
  "sarif=keylint.sarif",
];

prepare();
const given = process.argv.slice(2);
const args = given.length > 0 ? given : demo;
if (given.length === 0) process.stderr.write(`$ keylint ${demo.join(" ")}\n\n`);
// npm runs scripts in the project's folder; paths of the user are relative to where npm was called.
const cwd = given.length > 0 ? (process.env.INIT_CWD ?? process.cwd()) : root;
const done = spawnSync(process.execPath, [join(root, "dist/main.js"), ...args], { stdio: "inherit", cwd });
process.exit(done.status ?? 2);
