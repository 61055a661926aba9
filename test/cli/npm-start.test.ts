import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { keylint, root } from "./keylint.ts";

const npmStart = (args: readonly string[]) =>
  spawnSync("npm", ["--silent", "start", "--", ...args], {
    cwd: root,
    encoding: "utf8",
    shell: process.platform === "win32",
    env: { ...process.env, NO_COLOR: "1" },
  });

test("npm --silent start -- ARGS, as the README has it, prints what keylint ARGS prints, and leaves with its exit status", async () => {
  for (const args of [
    ["scan", "fixtures/rules/key-age/fail.tfstate", "--as-of", "2026-11-01T00:00:00Z"],
    ["scan", "no/such/folder"],
    ["scan", "--bogus"],
    ["inventory", "fixtures/projects/demo", "--as-of", "2026-11-01T00:00:00Z"],
    ["--version"],
  ]) {
    const direct = await keylint(args);
    const started = npmStart(args);
    expect(started.stdout, args.join(" ")).toBe(direct.stdout);
    expect(started.stderr).toContain(direct.stderr);
    expect(started.status).toBe(direct.status);
  }
});

test("a second run neither installs nor builds", () => {
  const stamp = () => [
    statSync(join(root, "dist/main.js")).mtimeMs,
    statSync(join(root, "node_modules/.keylint-installed")).mtimeMs,
  ];
  const before = stamp();
  npmStart(["--version"]);
  expect(stamp()).toEqual(before);
});

test("the package that npm would publish holds the program, and nothing of the tests", () => {
  const folder = mkdtempSync(join(tmpdir(), "keylint-pack-"));
  try {
    const packed = spawnSync("npm", ["pack", "--ignore-scripts", "--pack-destination", folder], {
      cwd: root,
      encoding: "utf8",
      shell: process.platform === "win32",
    });
    expect(packed.status).toBe(0);
    const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? "";
    const listed = spawnSync("tar", ["-tzf", join(folder, tarball)], { encoding: "utf8" }).stdout.split("\n");
    expect(listed).toContain("package/dist/main.js");
    expect(listed).toContain("package/README.md");
    expect(listed.filter((name) => /^package\/(test|fixtures|node_modules|scripts)\//.test(name))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
