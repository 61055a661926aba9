import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { obeyed } from "../action/runner.ts";
import { tenancy } from "../systems/oci/live/list-tenancy.ts";
import { keylint } from "./keylint.ts";
import { liveTenancy } from "./live-tenancy.ts";

const evil = "bob\n::error::pwned\u001b[31m\r::warning::again\u202e";

function demandHarmless(stderr: string): void {
  expect(obeyed(stderr)).toEqual([]);
  expect(stderr.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202e]/u);
}

test("a user's name in an error of keylint inventory acts neither on the terminal nor on GitHub's log", async () => {
  const users = tenancy.users.map((user, index) => (index === 1 ? { ...user, name: evil } : user));
  const only = users[1]?.ocid ?? "";
  const folder = await liveTenancy({ ...tenancy, users }, [{ kind: "403", operation: "ListApiKeys", only }]);
  const { status, stderr } = await keylint(["inventory"], { cwd: folder });
  expect(status).toBe(3);
  expect(stderr).toContain("keylint: The API keys of user bob ::error::pwned ::warning::again ");
  expect(stderr.split("\n")).toHaveLength(2);
  demandHarmless(stderr);
});

test("neither does what a rule or the command line holds that is refused", async () => {
  const folder = mkdtempSync(join(tmpdir(), "keylint-evil-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, "rules"));
  writeFileSync(join(folder, "rules/evil.yaml"), "id: evil\n::error::pwned: 1\n");
  writeFileSync(join(folder, "k.tf"), "");
  const rule = await keylint(["scan", "k.tf", "--rules", "rules"], { cwd: folder });
  expect(rule.stderr).toContain("\n  | ::error::pwned\n    ^^^^^^^^^^^^^^\n");
  const format = await keylint(["scan", "k.tf", "--report", evil], { cwd: folder });
  for (const { status, stderr } of [rule, format]) {
    expect(status).toBe(2);
    demandHarmless(stderr);
  }
});
