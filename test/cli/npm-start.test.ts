import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
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
