import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isUnknown } from "../../../src/model/unknown.ts";
import { expressions } from "./expressions.ts";
import { readText } from "./read-text.ts";

/** An error inside does not fail the whole, and the value is one line of JSON. */
function wrapped(expression: string): string {
  return `try(jsonencode({v=${expression}}), "error")`;
}

function unwrapped(json: string): string {
  if (json === "error") return json;
  const parsed = JSON.parse(json) as { v: unknown };
  return JSON.stringify(parsed.v);
}

test.each(expressions)("%s is %s", async (expression, value) => {
  const { resources } = await readText({ "main.tf": `resource "key" "k" { v = ${wrapped(expression)} }` });
  const read = resources[0]?.values["v"];
  expect(typeof read === "string" ? unwrapped(read) : read).toBe(value);
});

const terraform = spawnSync("terraform", ["version"]).status === 0;

test.skipIf(!terraform)(`terraform console agrees${terraform ? "" : " (left out: no terraform on the PATH)"}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "keylint-console-"));
  try {
    // Of several lines of input the console shows the last value alone.
    const input = `jsonencode([${expressions.map(([expression]) => wrapped(expression)).join(", ")}])\n`;
    const console = spawnSync("terraform", ["console"], { cwd: folder, input, encoding: "utf8" });
    const found = JSON.parse(JSON.parse(console.stdout) as string) as string[];
    const values = found.map((value, at) => [expressions[at]?.[0], unwrapped(value)]);
    expect(values).toEqual(expressions);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("what only a run of Terraform gives is unknown, with that reason", async () => {
  const { resources } = await readText({
    "main.tf": `resource "key" "k" {
  a = timestamp()
  b = uuid()
  c = provider::time::rfc3339_parse("x")
  d = terraform.workspace
}`,
  });
  const reasons = Object.values(resources[0]?.values ?? {}).map((value) => (isUnknown(value) ? value.reason : value));
  expect(reasons).toEqual([
    "timestamp() is known only when Terraform runs",
    "uuid() is known only when Terraform runs",
    "keylint does not evaluate the function provider::time::rfc3339_parse()",
    "terraform.workspace is known only when Terraform runs",
  ]);
});
