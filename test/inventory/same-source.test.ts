import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { keylint } from "../cli/keylint.ts";
import { liveTenancy } from "../cli/live-tenancy.ts";
import { tenancy } from "../systems/oci/live/list-tenancy.ts";

type Tenancy = typeof tenancy;

/** The tenancy after its keys were disabled and its users were locked out. */
const later: Tenancy = {
  ...tenancy,
  users: tenancy.users.map((user) => ({
    ...user,
    lifecycleState: "INACTIVE",
    keys: user.keys.map((key) => ({ ...key, lifecycleState: "INACTIVE" })),
  })),
};

async function inventoryOf(at: string, state: Tenancy): Promise<string> {
  const cwd = await liveTenancy(state, []);
  return (await keylint(["inventory", "--as-of", at], { cwd })).stdout;
}

async function merge(...inventories: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), "keylint-twice-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const names = inventories.map((text, index) => {
    writeFileSync(join(folder, `${index}.ndjson`), text);
    return `${index}.ndjson`;
  });
  const given = ["--as-of", "2026-11-01T00:00:00Z", "--report", "json=out.json"];
  await keylint(["merge", ...names, ...given], { cwd: folder });
  const text = readFileSync(join(folder, "out.json"), "utf8");
  const report = JSON.parse(text) as { results: unknown; notifications: { level: string; message: string }[] };
  const warnings = report.notifications.filter(({ level }) => level === "warning").map(({ message }) => message);
  return { text, warnings, results: report.results };
}

test("of two inventories of one source the newer one counts, in whatever order they are given, and that is told", async () => {
  const before = await inventoryOf("2026-10-01T00:00:00Z", tenancy);
  const after = await inventoryOf("2026-10-02T00:00:00Z", later);
  const both = await merge(before, after);
  expect(both.text).toBe((await merge(after, before)).text);
  expect(both.warnings).toEqual([
    expect.stringContaining(
      "oci:acme is in 2 inventories that tell different things of it, of 2026-10-01T00:00:00Z, 2026-10-02T00:00:00Z: where they",
    ),
  ]);
  const alone = await merge(after);
  expect(both.results).toEqual(alone.results);
  expect(both.results).not.toEqual((await merge(before)).results);
});

test("of one moment, the order still does not matter", async () => {
  const [one, other] = await Promise.all([tenancy, later].map((state) => inventoryOf("2026-10-01T00:00:00Z", state)));
  const both = await merge(one ?? "", other ?? "");
  expect(both.text).toBe((await merge(other ?? "", one ?? "")).text);
  expect(both.warnings).toHaveLength(1);
});

test("that one thing was listed twice, and is as it was, is no contradiction", async () => {
  const cwd = await liveTenancy(tenancy, []);
  const listed = async (at: string) => (await keylint(["inventory", "--as-of", at], { cwd })).stdout;
  const [before, after] = [await listed("2026-10-01T00:00:00Z"), await listed("2026-10-02T00:00:00Z")];
  const both = await merge(before, after);
  expect(both.warnings).toEqual([]);
  expect(both.results).toEqual((await merge(after)).results);
});

test("an inventory that is given twice is no contradiction", async () => {
  const one = await inventoryOf("2026-10-01T00:00:00Z", tenancy);
  expect((await merge(one, one)).warnings).toEqual([]);
});
