import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keylint } from "./keylint.ts";

const key = `resource "oci_identity_api_key" "a" {\n  user_id   = "ocid1.user.oc1..a"\n  key_value = "none"\n}\n`;

let cwd = "";
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "keylint-arguments-"));
  await writeFile(join(cwd, "-dashed.tf"), key);
});
afterAll(() => rm(cwd, { recursive: true }));

describe("what stands after --", () => {
  test("is a source too, even when it begins with a dash", async () => {
    const { stdout } = await keylint(["scan", "--report", "json", "--", "-dashed.tf", "nowhere"], { cwd });
    const { sources, coverage } = JSON.parse(stdout);
    expect(sources).toEqual(["-dashed.tf", "nowhere"]);
    expect(coverage).toMatchObject([{ keys: 1 }, { unread: 1 }]);
  });

  test("is an inventory of merge, with others before it or without", async () => {
    for (const args of [
      ["merge", "nowhere.ndjson", "--", "nosuch.ndjson"],
      ["merge", "--", "nosuch.ndjson"],
    ]) {
      const { status, stdout } = await keylint(args, { cwd });
      expect(status).toBe(3);
      expect(stdout).toContain("nosuch.ndjson does not exist");
    }
  });

  test("can be standard input", async () => {
    const { stdout } = await keylint(["scan", "--report", "json", "--", "-"], {
      cwd,
      stdin: '{"format_version":"1.0"}',
    });
    expect(JSON.parse(stdout)).toMatchObject({ sources: ["-"], complete: true });
  });
});

describe("an option without a value is wrong usage that names it", () => {
  test.each(["report", "config", "var-file", "fail-on", "concurrency"])("--%s", async (option) => {
    for (const args of [[`--${option}`], [`--${option}=`], [`--${option}`, "--", "."]]) {
      const { status, stderr, stdout } = await keylint(["scan", ".", ...args], { cwd });
      expect([args, status, stdout]).toEqual([args, 2, ""]);
      expect(stderr.toLowerCase()).toMatch(new RegExp(`^keylint: .*${option}`, "s"));
    }
  });

  test("--dir of rules new, which writes nothing", async () => {
    for (const args of [["--dir"], ["--dir="], ["--dir", "--", "x"]])
      expect(await keylint(["rules", "new", "a-rule", ...args], { cwd })).toMatchObject({
        status: 2,
        stdout: "",
        stderr: expect.stringContaining("--dir needs a value"),
      });
  });
});

test("an empty source is no name of the working folder", async () => {
  for (const args of [
    ["scan", ""],
    ["merge", ""],
    ["inventory", "", "."],
  ])
    expect(await keylint(args, { cwd })).toMatchObject({
      status: 2,
      stdout: "",
      stderr: expect.stringContaining("a source is empty"),
    });
});
