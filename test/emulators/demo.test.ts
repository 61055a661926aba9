import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../cli/keylint.ts";
import { demonstrate } from "./demo.ts";

test("npm run demo:live: an emulated tenancy and account are scanned whole, by signed calls over real sockets", async () => {
  const folder = mkdtempSync(join(tmpdir(), "keylint-demo-test-"));
  try {
    const report = join(folder, "report.json");
    const status = await demonstrate(join(root, "dist/main.js"), ["--fail-on", "never", "--report", `json=${report}`]);
    expect(status).toBe(0);
    const { coverage, complete } = JSON.parse(readFileSync(report, "utf8"));
    expect(complete).toBe(true);
    expect(coverage).toMatchObject([
      { source: "intersight:fabric", keys: 12, unread: 0 },
      { source: "oci:acme", keys: 10, unread: 0 },
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
