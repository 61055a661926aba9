import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { keylint } from "./keylint.ts";

const folder = mkdtempSync(join(tmpdir(), "keylint-unwritable-"));
afterAll(() => rmSync(folder, { recursive: true }));

const scan = ["scan", "fixtures/projects/demo", "--as-of", "2026-11-01T00:00:00Z"];

// Linux alone has a device that is always full.
describe.skipIf(!existsSync("/dev/full"))("a full disk (/dev/full, which only Linux has)", () => {
  test.each([
    [scan, "--report text: "],
    [[...scan, "--report", "sarif"], "--report sarif: "],
    [["inventory", "fixtures/projects/demo"], ""],
    [["rules", "list"], ""],
    [["--help"], ""],
    [["--version"], ""],
  ])("%j ends with 3 and one line", async (args, what) => {
    const { status, stderr } = await keylint(args, { stdoutTo: "/dev/full" });
    expect(status).toBe(3);
    expect(stderr).toMatch(/^keylint: [^\n]*standard output can't be written: ENOSPC[^\n]*\n$/);
    expect(stderr).toContain(`keylint: ${what}standard output`);
  });

  test("does not keep the other reports from being written", async () => {
    const json = join(folder, "other.json");
    const reports = ["sarif=/dev/full", `html=${folder}`, `json=${json}`].flatMap((report) => ["--report", report]);
    const { status, stderr } = await keylint([...scan, ...reports]);
    expect(status).toBe(3);
    expect(stderr.split("\n")).toEqual([
      "keylint: --report sarif: /dev/full can't be written: ENOSPC: no space left on device, write",
      expect.stringContaining(`--report html: ${folder} can't be written: EISDIR`),
      "",
    ]);
    expect(JSON.parse(readFileSync(json, "utf8"))).toHaveProperty("results");
  });
});

test("a report whose folder is a file is told in one line", async () => {
  const { status, stderr } = await keylint([...scan, "--report", "sarif=package.json/out.sarif"]);
  expect(status).toBe(3);
  expect(stderr).toMatch(/^keylint: --report sarif: package\.json\/out\.sarif can't be written: E[A-Z]+: [^\n]*\n$/);
});
