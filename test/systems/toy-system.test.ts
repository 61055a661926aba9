import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reporters } from "../../src/reporters/registry.ts";
import { systems } from "../../src/systems/registry.ts";
import { keylint, root } from "../cli/keylint.ts";
import { rawState } from "../terraform-documents.ts";
import { everythingWritten, reportsWithout } from "./everything-written.ts";
import { toy } from "./toy/system.ts";

// A system is a folder and its name in the registry: a copy of the house gets the folder beside this file, is built, and reads a state.

const house = mkdtempSync(join(tmpdir(), "keylint-toy-"));
const program = join(house, "dist/main.js");

/** What names the new system in the registry: its import, and its place in the list. */
function registered(registry: string): string {
  return `import { toy } from "./toy/system.ts";\n${registry.replace("systems: readonly System[] = [", "$&toy, ")}`;
}

function addFolder(): void {
  cpSync(join(root, "test/systems/toy"), join(house, "src/systems/toy"), { recursive: true });
  for (const name of readdirSync(join(house, "src/systems/toy"))) {
    const path = join(house, "src/systems/toy", name);
    writeFileSync(path, readFileSync(path, "utf8").replaceAll('"../../../src/', '"../../'));
  }
}

beforeAll(async () => {
  for (const part of ["src", "generated", "package.json"])
    cpSync(join(root, part), join(house, part), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(house, "node_modules"), "junction");
  addFolder();
  const registry = join(house, "src/systems/registry.ts");
  writeFileSync(registry, registered(readFileSync(registry, "utf8")));
  await build({
    absWorkingDir: house,
    entryPoints: { main: "src/cli/main.ts" },
    outdir: "dist",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    external: ["@cdktf/hcl2json", "oci-common"],
    banner: {
      js: 'import { createRequire as keylintRequire } from "node:module"; const require = keylintRequire(import.meta.url);',
    },
  });
});

afterAll(() => {
  rmSync(house, { recursive: true, force: true });
});

const token = "mAdeUpToken+ForTestsOnly/0123456789";

const state = rawState([
  { type: "toy_user", name: "ci", attributes: { id: "U1", name: "Conny", enabled: true } },
  {
    type: "toy_api_key",
    name: "old",
    attributes: { id: "K1", user_id: "U1", token, created_at: "2026-01-01T00:00:00Z", enabled: true, may_write: true },
  },
  {
    type: "toy_api_key",
    name: "new",
    attributes: { id: "K2", user_id: "U1", token: null, created_at: "2026-10-01T00:00:00Z", enabled: true },
  },
]);

const ownRule = `id: toy-key-may-write
title: The key may write
description: A program that only reads needs no key that may write.
severity: low
applies: key.type == "toy/api-key" && key.active
require: "!key.mayWrite"
message: a caller with the key of {owner.name} may change everything
remediation: Make a key that may only read.
noControl: A rule of a test.
`;

const files = {
  "terraform.tfstate": state,
  "keylint.yaml": 'ruleFolders: ["house-rules"]\n',
  "house-rules/toy-key-may-write.yaml": ownRule,
};

interface JsonReport {
  readonly complete: boolean;
  readonly results: readonly {
    readonly rule: string;
    readonly kind: string;
    readonly message: string;
    readonly fingerprint: string;
    readonly key: { readonly name: string; readonly type: string; readonly owner: object };
  }[];
}

const jsonReport = (text: string | undefined): JsonReport => JSON.parse(text ?? "") as JsonReport;
const verdictsIn = ({ results }: JsonReport): readonly string[] =>
  results.map(({ rule, kind, key, message, fingerprint }) => [rule, kind, key.name, message, fingerprint].join(" "));
const kindsOf = ({ results }: JsonReport, rule: string): Readonly<Record<string, string>> =>
  Object.fromEntries(results.filter((result) => result.rule === rule).map(({ key, kind }) => [key.name, kind]));

describe("a system that is only a folder and its name in the registry", () => {
  let written: Readonly<Record<string, string>>;
  beforeAll(async () => {
    written = await everythingWritten(files, program);
  });

  test("has its keys judged by the rules there are, by its own limit, and by what only its keys have", () => {
    const report = jsonReport(written["report.json"]);
    expect(report.complete).toBe(true);
    expect(kindsOf(report, "key-age")).toEqual({ "toy_api_key.old": "fail", "toy_api_key.new": "pass" });
    expect(kindsOf(report, "private-key-in-terraform")).toEqual({
      "toy_api_key.old": "fail",
      "toy_api_key.new": "pass",
    });
    expect(kindsOf(report, "key-count-limit")).toEqual({ "toy_api_key.old": "pass", "toy_api_key.new": "fail" });
    expect(kindsOf(report, "rsa-key-size")).toEqual({
      "toy_api_key.old": "notApplicable",
      "toy_api_key.new": "notApplicable",
    });
    expect(kindsOf(report, "toy-key-may-write")).toEqual({ "toy_api_key.old": "fail", "toy_api_key.new": "pass" });
    expect(report.results.find(({ rule }) => rule === "toy-key-may-write")?.message).toContain("Conny");
  });

  test("has its keys named in every report, by address and by its own title", () => {
    expect(Object.keys(written).filter((name) => name.startsWith("report."))).toHaveLength(
      Object.keys(reporters).length,
    );
    expect(reportsWithout(written, "toy_api_key.old")).toEqual([]);
    for (const report of ["report.text", "report.html"]) {
      expect(written[report]).toContain("Toybox");
      for (const { title } of systems.filter(({ keyTypes }) => keyTypes.length > 0))
        expect(written[report]).not.toContain(`${title} API key`);
    }
  });

  test("shows no token, whatever is written", () => {
    expect(written["inventory, standard output"]).toContain('"secretAt":["token"]');
    const leaks = Object.keys(written).filter((name) => written[name]?.includes(token.slice(0, 12)) === true);
    expect(leaks).toEqual([]);
  });

  test("is read back from the inventory with the same verdicts", async () => {
    const fromState = verdictsIn(jsonReport(written["report.json"]));
    expect(fromState.length).toBeGreaterThan(50);
    expect(verdictsIn(jsonReport(written["merged.json"]))).toEqual(fromState);
    const inventory = written["inventory, standard output"] ?? "";
    const { stdout, status } = await keylint(["scan", "-", "--as-of", "2026-11-01T00:00:00Z", "--report", "json"], {
      program,
      stdin: inventory,
    });
    expect(status).toBe(1);
    const shipped = fromState.filter((verdict) => !verdict.startsWith("toy-"));
    expect(verdictsIn(jsonReport(stdout))).toEqual(shipped);
  });
});

describe("what stands outside the folder", () => {
  const filesOf = (folder: string): readonly string[] =>
    readdirSync(join(folder, "src"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, "src").length + 1))
      .sort();

  test("is the registry's import and list, and nothing else", () => {
    const own = join("systems", "toy");
    const others = filesOf(house).filter((file) => !file.startsWith(own));
    expect(others).toEqual(filesOf(root));
    const changed = others.filter(
      (file) => readFileSync(join(house, "src", file), "utf8") !== readFileSync(join(root, "src", file), "utf8"),
    );
    expect(changed).toEqual([join("systems", "registry.ts")]);
    const before = new Set(readFileSync(join(root, "src/systems/registry.ts"), "utf8").split("\n"));
    const after = readFileSync(join(house, "src/systems/registry.ts"), "utf8").split("\n");
    expect(after.filter((line) => !before.has(line))).toEqual([
      `import { ${toy.id} } from "./toy/system.ts";`,
      expect.stringMatching(/^export const systems: readonly System\[\] = \[toy, /),
    ]);
  });
});
