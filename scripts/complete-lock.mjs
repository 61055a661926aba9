// Adds to package-lock.json the optional binaries of other platforms that the registry at hand did not have when it was written: `npm ci` refuses a lock
// file without them, and on those platforms the tool would be missing. What they are for is read from their names. Run by hand after a change of
// dependencies, where `npm ci` says that the lock file is out of step.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./prepare.mjs";

const systems = new Set([
  "aix",
  "android",
  "darwin",
  "freebsd",
  "linux",
  "netbsd",
  "openbsd",
  "openharmony",
  "sunos",
  "win32",
]);

/** `@oxlint/binding-linux-arm64-musl`: for Linux on arm64 with musl. @param {string} name @param {string} version */
function platformOf(name, version) {
  const parts = name.split(/[/-]/);
  const os = parts.find((part) => systems.has(part));
  const [cpu, abi = ""] = parts.slice(parts.indexOf(os ?? "") + 1);
  if (os === undefined || cpu === undefined) throw new Error(`${name}: its name does not tell its platform`);
  const libc = os !== "linux" || abi === "" ? {} : { libc: [abi.startsWith("musl") ? "musl" : "glibc"] };
  return { version, cpu: [cpu], ...libc, optional: true, os: [os] };
}

const path = join(root, "package-lock.json");
const lock = JSON.parse(readFileSync(path, "utf8"));
const added = [];
for (const [place, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (
      lock.packages[`node_modules/${name}`] !== undefined ||
      lock.packages[`${place}/node_modules/${name}`] !== undefined
    )
      continue;
    const { optional, os, ...rest } = platformOf(name, String(version).replace(/^[\^~]/, ""));
    lock.packages[`node_modules/${name}`] = { ...rest, ...(entry.dev ? { dev: true } : {}), optional, os };
    added.push(name);
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${added.length} added\n`);
