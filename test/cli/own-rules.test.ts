import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { keylint } from "./keylint.ts";

let project: string;
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "keylint-own-rules-"));
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

const inProject = (...args: readonly string[]) => keylint(args, { cwd: project });

test("a user starts a rule, tests it, uses it, and is told what breaks it", async () => {
  const started = await inProject("rules", "new", "own-purpose");
  expect(started.stdout).toContain("created  .keylint/own-purpose.yaml\n");
  expect(await inProject("rules", "test")).toEqual({
    status: 0,
    stdout: "ok     .keylint/fixtures/own-purpose/fail.tf\nok     .keylint/fixtures/own-purpose/pass.tf\n",
    stderr: "",
  });

  writeFileSync(join(project, "keylint.yaml"), "ruleFolders: [.keylint]\nrules:\n  own-purpose: { severity: high }\n");
  expect((await inProject("rules", "list")).stdout).toMatch(/^own-purpose +high .*\(\.keylint\/own-purpose\.yaml\)$/m);
  writeFileSync(
    join(project, "main.tf"),
    'resource "intersight_iam_api_key" "ci" {\n  hash_algorithm = "SHA256"\n  signing_algorithm = "RSASSA-PSS"\n}\n',
  );
  const scan = await inProject("scan", ".", "--fail-on", "high");
  expect(scan.stdout).toMatch(/high +own-purpose +main\.tf:1:1/);
  // The fixtures of the rule are not the project's own configuration.
  expect(scan.stdout).toContain("1 key,");
  expect(scan.status).toBe(1);

  const rule = join(project, ".keylint/own-purpose.yaml");
  writeFileSync(
    rule,
    readFileSync(rule, "utf8")
      .replace("shortest: {", "shortest: { maximum: 9,")
      .replace(">= params.shortest", "> params.shortest"),
  );
  writeFileSync(
    join(project, "keylint.yaml"),
    "ruleFolders: [.keylint]\nrules:\n  own-purpose: { params: { shortest: 2 } }\n",
  );
  const wrong = await inProject("rules", "test", ".keylint/");
  expect(wrong.status).toBe(1);
  expect(wrong.stdout).toContain("wrong  .keylint/fixtures/own-purpose/pass.tf\n           no result is pass\n");

  writeFileSync(rule, readFileSync(rule, "utf8").replace("key.purpose) &&", "key.porpoise) &&"));
  const refused = await inProject("scan", ".");
  expect(refused.status).toBe(2);
  expect(refused.stderr).toBe(
    [
      "keylint: .keylint/own-purpose.yaml:9:14: unknown fact `key.porpoise`; did you mean `key.purpose`?",
      "    require: has(key.porpoise) && size(key.purpose) > params.shortest",
      "                 ^^^^^^^^^^^^",
      "",
    ].join("\n"),
  );
});

test("the rule of examples/rules, which a new one starts from, comes out as its fixtures say", async () => {
  const { status, stdout } = await keylint(["rules", "test", "examples/rules"]);
  expect(stdout.split("\n").filter((line) => line.startsWith("ok "))).toHaveLength(2);
  expect(status).toBe(0);
});

test("a rule is not started under the id of a shipped one", async () => {
  expect(await inProject("rules", "new", "key-age", "--dir", "taken")).toEqual({
    status: 2,
    stdout: "",
    stderr: "keylint: `key-age` is already the id of a rule of keylint's own; choose another\n",
  });
  expect(existsSync(join(project, "taken"))).toBe(false);
});

test("a folder of rules without a rule, or with rules in its folders alone, is told", async () => {
  await inProject("rules", "new", "deeper-rule", "--dir", "outer/inner");
  const { status, stderr } = await inProject("scan", "outer", "--rules", "outer");
  expect(status).toBe(2);
  expect(stderr).toContain("outer: there is no rule in this folder");
  expect((await inProject("rules", "list", "--rules", "outer/inner")).stdout).toContain("deeper-rule");
});
