// Installs and builds when, and only when, something they depend on has changed. Plain JavaScript without dependencies: it runs before any is installed.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

const buildInputs = ["src", "rules", "schemas", "examples", "scripts", "package-lock.json"];

/** @param {string} path @param {import("node:crypto").Hash} hash */
function addToHash(path, hash) {
  const full = join(root, path);
  if (!existsSync(full)) return;
  let names;
  try {
    names = readdirSync(full).sort();
  } catch {
    hash.update(path).update("\0").update(readFileSync(full));
    return;
  }
  for (const name of names) addToHash(join(path, name), hash);
}

/** @param {readonly string[]} paths */
function digest(paths) {
  const hash = createHash("sha256");
  for (const path of paths) addToHash(path, hash);
  return hash.digest("hex");
}

/** @param {string} stamp */
function stamped(stamp) {
  const path = join(root, stamp);
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

/** Runs a step with its output on standard error, so that standard output stays the program's own. @param {string} command @param {readonly string[]} args */
function step(command, args) {
  const done = spawnSync(command, args, {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (done.status === 0) return;
  process.stderr.write(
    `keylint: "${[command, ...args].join(" ")}" failed\n${done.stdout ?? ""}${done.stderr ?? ""}${done.error ?? ""}\n`,
  );
  process.exit(2);
}

/** Brings node_modules and dist up to date. */
export function prepare() {
  const installed = "node_modules/.keylint-installed";
  const wanted = digest(["package-lock.json"]);
  if (stamped(installed) !== wanted) {
    if (process.stderr.isTTY) process.stderr.write("keylint: installing dependencies (once)\n");
    // Not `npm ci`: it refuses a lock file that leaves out the optional binaries of other platforms. The locked versions are kept all the same.
    step("npm", ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"]);
    writeFileSync(join(root, installed), wanted);
  }
  const built = "dist/.built";
  const source = digest(buildInputs);
  if (stamped(built) !== source || !existsSync(join(root, "dist/main.js"))) {
    if (process.stderr.isTTY) process.stderr.write("keylint: building\n");
    step(process.execPath, ["scripts/build.mjs"]);
    mkdirSync(join(root, "dist"), { recursive: true });
    writeFileSync(join(root, built), source);
  }
}
