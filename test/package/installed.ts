import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../cli/keylint.ts";

/** keylint's package as npm would publish it, installed in a folder that held nothing. */
export interface Installed {
  /** Where it is installed. */
  readonly folder: string;
  /** The files of the package, below its own folder. */
  readonly files: readonly string[];
  /** Of the package, in bytes. */
  readonly size: number;
  /** The names of all packages that npm installed. */
  readonly packages: readonly string[];
  /** Why it could not be installed: the registry is out of reach. Nothing else is a reason. */
  readonly unreachable?: string;
  readonly remove: () => void;
}

const npm = (args: readonly string[], cwd: string) =>
  spawnSync("npm", args, { cwd, encoding: "utf8", shell: process.platform === "win32" });

/** Packs this checkout and installs it. @throws {Error} when npm refuses the package */
export function installPackage(): Installed {
  const folder = mkdtempSync(join(tmpdir(), "keylint-package-"));
  const packed = npm(["pack", "--ignore-scripts", "--json", "--pack-destination", folder], root);
  if (packed.status !== 0) throw new Error(`npm pack failed\n${packed.stderr}`);
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? "";
  const listed = spawnSync("tar", ["-tzf", tarball], { cwd: folder, encoding: "utf8" }).stdout;
  const project = join(folder, "project");
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), '{ "name": "empty", "version": "1.0.0", "private": true }\n');
  const done = npm(["install", `../${tarball}`, "--prefer-offline", "--no-audit", "--no-fund"], project);
  const network = /ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|ENOTCACHED/.exec(done.stderr)?.[0];
  if (done.status !== 0 && network === undefined) throw new Error(`npm install failed\n${done.stderr}`);
  return {
    folder: project,
    files: listed.split("\n").map((name) => name.replace("package/", "")),
    size: statSync(join(folder, tarball)).size,
    packages: done.status === 0 ? installedIn(project) : [],
    ...(done.status === 0 ? {} : { unreachable: network ?? "" }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function installedIn(project: string): readonly string[] {
  const lock: { packages: Record<string, unknown> } = JSON.parse(
    readFileSync(join(project, "node_modules/.package-lock.json"), "utf8"),
  );
  return Object.keys(lock.packages).map((path) => path.replace(/^.*node_modules\//, ""));
}
