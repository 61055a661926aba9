import { spawnSync } from "node:child_process";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { smoke } from "../../scripts/smoke.mjs";
import { root } from "../cli/keylint.ts";
import { type Installed, installPackage } from "./installed.ts";

let installed: Installed;
beforeAll(() => {
  installed = installPackage();
});
afterAll(() => installed.remove());

const demo = join(root, "fixtures/projects/demo");
const inProject = (command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  spawnSync(command, args, {
    cwd: installed.folder,
    encoding: "utf8",
    shell: process.platform === "win32",
    env: { ...process.env, NO_COLOR: "1", ...env },
  });

test("the package holds the program, the library with its types, and what they tell; nothing of the tests", () => {
  const wanted = [
    ...["main.js", "library.js", "batch-gcd-worker.js", "types/src/library.d.ts", "LICENSES.txt"].map(
      (name) => `dist/${name}`,
    ),
    "README.md",
    "CHANGELOG.md",
    "docs/options.md",
    "docs/stability.md",
  ];
  expect(wanted.filter((name) => !installed.files.includes(name))).toEqual([]);
  expect(
    installed.files.filter((name) => /^(?:test|fixtures|node_modules|scripts|bench)\/|\.built$/.test(name)),
  ).toEqual([]);
});

describe("installed in an empty folder", () => {
  beforeEach(({ skip }) => {
    if (installed.unreachable !== undefined) skip(`npm can't reach its registry: ${installed.unreachable}`);
  });

  test("what is bundled is not installed again", () => {
    expect(installed.packages.toSorted()).toEqual([
      "@cdktf/hcl2json",
      "fs-extra",
      "graceful-fs",
      "jsonfile",
      "keylint",
      "universalify",
    ]);
  });

  test("npx keylint scan judges", () => {
    const args = ["--no-install", "keylint", "scan", demo, "--as-of", "2026-11-01T00:00:00Z"];
    const { status, stdout } = inProject("npx", args);
    expect(stdout).toContain("oci_identity_api_key.legacy");
    expect(status).toBe(1);
  });

  test("the program passes the smoke checks", () => {
    const main = join(installed.folder, "node_modules/keylint/dist/main.js");
    expect(smoke(process.execPath, main).filter(({ passed }) => !passed)).toEqual([]);
  });

  test("the example of the library works", () => {
    copyFileSync(join(root, "examples/library/old-keys.js"), join(installed.folder, "old-keys.mjs"));
    const { status, stdout, stderr } = inProject(process.execPath, ["old-keys.mjs", demo], {
      AS_OF: "2026-11-01T00:00:00Z",
    });
    expect(stderr).toBe("");
    expect(stdout).toMatch(/keys\.tf:2 oci_identity_api_key\.ci: .*the limit is 30 days/);
    expect(stdout).toContain("8 keys (");
    expect(status).toBe(1);
    const sarif: unknown = JSON.parse(readFileSync(join(installed.folder, "keylint.sarif"), "utf8"));
    expect(sarif).toMatchObject({ version: "2.1.0" });

    const missing = inProject(process.execPath, ["old-keys.mjs", "no/such/folder"]);
    expect([missing.status, missing.stderr]).toEqual([3, expect.stringContaining("no/such/folder")]);
  });

  test.each([
    ["node16", "node16"],
    ["nodenext", "nodenext"],
    ["bundler", "esnext"],
  ])("its types are found and right: %s", (moduleResolution, module) => {
    copyFileSync(join(root, "test/package/use.ts.txt"), join(installed.folder, "use.mts"));
    copyFileSync(join(root, "examples/library/old-keys.js"), join(installed.folder, "old-keys.mjs"));
    const strict = { strict: true, noEmit: true, target: "es2023", module, moduleResolution };
    // Without Node's types, and with every declaration of the package checked.
    const own = { ...strict, lib: ["es2023"], types: [], skipLibCheck: false, exactOptionalPropertyTypes: true };
    // The example, as an editor checks it.
    const node = { types: ["node"], typeRoots: [join(root, "node_modules/@types")], skipLibCheck: true };
    for (const [name, compilerOptions] of [
      ["use.mts", own],
      ["old-keys.mjs", { ...strict, ...node, allowJs: true, checkJs: true }],
    ] as const) {
      writeFileSync(join(installed.folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: [name] }));
      const { status, stdout } = inProject(process.execPath, [join(root, "node_modules/typescript/bin/tsc")]);
      expect([stdout, status]).toEqual(["", 0]);
    }
  });
});
