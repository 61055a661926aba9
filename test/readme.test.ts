import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { keylint, root } from "./cli/keylint.ts";

const readme = readFileSync(join(root, "README.md"), "utf8");

test("the report in the README is that of the demo project (node scripts/readme.mjs writes it)", () => {
  const { status } = spawnSync(process.execPath, [join(root, "scripts/readme.mjs"), "--test"]);
  expect(status).toBe(0);
});

test("the README names every report format", async () => {
  const { stderr } = await keylint(["scan", ".", "--report", "no-such-format"]);
  const formats = /give one of (.*)/.exec(stderr)?.[1]?.split(", ") ?? [];
  expect(formats.length).toBeGreaterThan(3);
  for (const format of formats) expect(readme).toContain(`\`${format}\``);
});
