import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systems } from "../../src/systems/registry.ts";
import { keylint, root } from "./keylint.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "keylint-cli-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const oldKey = "fixtures/rules/key-age/fail.tfstate";
const fine = ["scan", "fixtures/rules/key-age/pass.tfstate", "--as-of", "2026-11-01T00:00:00Z"];

describe("exit status", () => {
  test("0 when nothing fails and all was read", async () => {
    const { status, stdout, stderr } = await keylint([
      "scan",
      "fixtures/rules/inactive-key/pass.tfstate",
      "--as-of",
      "2026-11-01T00:00:00Z",
      "--fail-on",
      "medium",
    ]);
    expect(stderr).toBe("");
    expect(stdout).toContain("nothing failed");
    expect(status).toBe(0);
  });

  test("1 for a result at or above --fail-on, 0 for one below it", async () => {
    expect((await keylint(["scan", oldKey])).status).toBe(1);
    expect((await keylint(["scan", oldKey, "--fail-on", "medium"])).status).toBe(1);
    expect((await keylint(["scan", oldKey, "--fail-on", "high"])).status).toBe(0);
    expect((await keylint(["scan", oldKey, "--fail-on", "never"])).status).toBe(0);
  });

  test("2 for wrong usage, told on standard error with the next step", async () => {
    for (const args of [
      ["scan", "--bogus", oldKey],
      ["bogus"],
      [],
      ["scan"],
      ["scan", oldKey, "--report", "pdf"],
      ["scan", oldKey, "--as-of", "yesterday"],
    ]) {
      const { status, stdout, stderr } = await keylint(args, { cwd: folder });
      expect(status, args.join(" ")).toBe(2);
      expect(stdout).toBe("");
      expect(stderr).toMatch(/^keylint: /);
    }
  });

  test.each([
    [
      ["scan", oldKey, "--config", "a", "--config", "b", "--shard", "1/4", "--shard=2/4"],
      ["config", "shard"],
    ],
    [["inventory", oldKey, "--concurrency", "2", "--concurrency", "3"], ["concurrency"]],
    [["scan", oldKey, "--fail-on", "low", "--fail-on", "never"], ["fail-on"]],
    [["rules", "new", "a-rule", "--dir", "a", "--dir", "b"], ["dir"]],
  ])("2 for an option of one value that is given again: %j", async (args, names) => {
    const { status, stderr } = await keylint(args, { cwd: folder });
    expect(status).toBe(2);
    const told = names.map((name) => `--${name} is given more than once: it takes one value`);
    expect(stderr).toBe(`keylint: ${told.join("\n")}\n`);
  });

  test("3 for a source that can't be read, though another one fails and is still judged", async () => {
    const { status, stdout } = await keylint(["scan", "no/such/folder", oldKey]);
    expect(status).toBe(3);
    expect(stdout).toContain("no/such/folder");
    expect(stdout).toContain("key-age");
  });

  test("3 for a file that can't be parsed and for an errored plan, the rest still judged", async () => {
    writeFileSync(join(folder, "broken.tf"), 'resource "oci_identity_api_key" "k" {\n  user_id = \n');
    const plan: Record<string, unknown> = JSON.parse(
      readFileSync(join(root, "fixtures/rules/key-count-limit/fail.plan.json"), "utf8"),
    );
    writeFileSync(join(folder, "errored.json"), JSON.stringify({ ...plan, errored: true }));
    const { status, stdout } = await keylint(["scan", folder, join(root, oldKey)]);
    expect(status).toBe(3);
    expect(stdout).toMatch(/broken\.tf/);
    expect(stdout).toMatch(/errored\.json/);
    expect(stdout).toContain("key-count-limit");
    expect(stdout).toContain("key-age");
  });

  test("does not depend on the report's format", async () => {
    for (const format of ["text", "sarif", "sarif-full", "html"]) {
      expect((await keylint(["scan", oldKey, "--report", format])).status, format).toBe(1);
    }
  });
});

test("a folder without anything to judge is told, for it may be the wrong one", async () => {
  const empty = join(folder, "empty");
  mkdirSync(empty);
  writeFileSync(join(empty, "README.md"), "nothing here");
  const { status, stdout } = await keylint(["scan", empty]);
  expect(status).toBe(0);
  expect(stdout).toMatch(/warning.*empty holds no Terraform file/s);
});

describe("the 90-day boundary", () => {
  // Created 2024-02-11T09:15:42.118Z: 90 days of 24 hours later is 2024-05-11T09:15:42.118Z.
  test.each(["UTC", "Pacific/Kiritimati", "America/Los_Angeles"])("is exact to the second in %s", async (zone) => {
    const scan = async (asOf: string) =>
      (await keylint(["scan", oldKey, "--as-of", asOf], { env: { TZ: zone } })).status;
    expect(await scan("2024-05-11T09:15:42Z")).toBe(0);
    expect(await scan("2024-05-11T09:15:43Z")).toBe(1);
    expect(await scan("2024-05-11T11:15:42+02:00")).toBe(0);
    expect(await scan("2024-05-11T11:15:43+02:00")).toBe(1);
  });
});

describe("unknown values", () => {
  test("a key that is known only after apply is open, named with its reason, and fails nothing", async () => {
    const { status, stdout } = await keylint(["scan", "fixtures/rules/duplicate-key/open.tf", "--fail-on", "medium"]);
    expect(status).toBe(0);
    expect(stdout).toContain("var.public_key has no default");
  });
});

describe("output", () => {
  test("the same input gives the same bytes", async () => {
    const args = ["scan", "fixtures/projects/demo", "--as-of", "2026-11-01T00:00:00Z", "--report", "sarif-full"];
    const [first, second] = await Promise.all([
      keylint(args),
      keylint(args, { env: { TZ: "Asia/Tokyo", LANG: "tr_TR.UTF-8" } }),
    ]);
    expect(second.stdout).toBe(first.stdout);
  });

  test("has no escape sequences when it does not go to a terminal", async () => {
    const { stdout, stderr } = await keylint(["scan", oldKey], { env: { NO_COLOR: "" } });
    // eslint-disable-next-line no-control-regex
    expect(stdout + stderr).not.toMatch(/\u001b/);
  });

  test("a report goes to its file and nothing to standard output", async () => {
    const file = join(folder, "reports", "out.sarif");
    const { stdout } = await keylint([...fine, "--report", `sarif=${file}`]);
    expect(stdout).toBe("");
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ version: "2.1.0" });
  });

  test("--version is one line, and --help names every command", async () => {
    expect((await keylint(["--version"])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    const { stdout, status } = await keylint(["--help"]);
    expect(status).toBe(0);
    for (const command of ["scan", "inventory", "merge", "rules", "init"])
      expect(stdout).toContain(`keylint ${command}`);
  });

  test("the help of a command that reads sources names every live system's, and what it means", async () => {
    const { stdout } = await keylint(["scan", "--help"]);
    const told = stdout.replaceAll(/\s+/g, " ");
    const live = systems.flatMap(({ id, live }) => (live === undefined ? [] : [{ id, ...live }]));
    expect(live.length).toBeGreaterThan(1);
    for (const { id, argument, meaning } of live) expect(told).toContain(`${id}:${argument} (${meaning})`);
  });

  test("standard input is a source like any other", async () => {
    const { status, stdout } = await keylint(["scan", "-"], { stdin: readFileSync(join(root, oldKey), "utf8") });
    expect(status).toBe(1);
    expect(stdout).toContain("key-age");
  });
});

describe("private keys", () => {
  test("one that is pasted is told by its place, and is in no report, no inventory and no error", async () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const secret = pem.split("\n")[3] ?? "";
    expect(secret.length).toBeGreaterThan(40);
    const project = join(folder, "pasted");
    mkdirSync(project);
    writeFileSync(
      join(project, "main.tf"),
      `resource "oci_identity_api_key" "k" {\n  user_id   = "ocid1.user.oc1..a"\n  key_value = <<-EOT\n${pem}  EOT\n}\n\nresource "intersight_iam_api_key" "i" {\n  private_key = <<-EOT\n${pem}  EOT\n}\n`,
    );
    const outputs = await Promise.all([
      ...["text", "sarif", "sarif-full", "html"].map((format) => keylint(["scan", project, "--report", format])),
      keylint(["inventory", project]),
    ]);
    for (const { stdout, stderr } of outputs) expect(stdout + stderr).not.toContain(secret);
    expect(outputs[0]?.stdout).toMatch(/private-key-in-terraform {2}.*main\.tf:3:3/);
    expect(outputs[0]?.stdout).toMatch(/private-key-in-terraform {2}.*main\.tf:3\d:3/);
  });
});

test("a variable has the value of TF_VAR_name in the environment", async () => {
  const project = join(folder, "environment");
  mkdirSync(project);
  writeFileSync(
    join(project, "main.tf"),
    'variable "user" { type = string }\nresource "oci_identity_api_key" "k" {\n  user_id   = var.user\n  key_value = ""\n}\n',
  );
  const env = { TF_VAR_user: "ocid1.user.oc1..given" };
  const { stdout } = await keylint(["scan", project, "--report", "json"], { env });
  expect(JSON.parse(stdout).results[0].key).toMatchObject({ owner: { id: "ocid1.user.oc1..given" } });
});
