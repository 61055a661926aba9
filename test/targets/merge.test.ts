import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Finished, keylint } from "../cli/keylint.ts";
import type { Fault } from "../emulators/intersight/faults.ts";
import { startTenancies, type Tenancies } from "./tenancies.ts";

const moment = ["--as-of", "2026-11-21T12:00:00Z", "--concurrency", "8"];
const reports = ["json", "sarif", "text"];

/** Judges the tenancies whole, and as shards that are merged in another order. */
async function bothWays(tenancies: Tenancies, shards: number) {
  const { folder: cwd, env } = tenancies;
  const judge = async (name: string, args: readonly string[]) => {
    const files = reports.flatMap((format) => ["--report", `${format}=${name}.${format}`]);
    const run = await keylint([...args, ...moment, ...files], { cwd, env });
    const texts = await Promise.all(reports.map((format) => readFile(join(cwd, `${name}.${format}`), "utf8")));
    return { ...run, reports: texts };
  };
  const inventories = await Promise.all(
    Array.from({ length: shards }, (_, index) =>
      keylint(["inventory", "--shard", `${index + 1}/${shards}`, ...moment], { cwd, env }),
    ),
  );
  const names = inventories.map((_, index) => `shard-${index + 1}.ndjson${index === 0 ? ".gz" : ""}`);
  for (const [index, { stdout }] of inventories.entries())
    await writeFile(join(cwd, names[index] ?? ""), index === 0 ? gzipSync(stdout) : stdout);
  return {
    inventories,
    whole: await judge("whole", ["scan"]),
    merged: await judge("merged", ["merge", ...names.toReversed()]),
  };
}

describe.each<[number, string, readonly Fault[], number, number, number]>([
  [12, "that can all be read", [], 0, 1, 132],
  [8, "of which two refuse their keys", [{ kind: "forbidden", path: "/iam/ApiKeys" }], 3, 3, 64],
])("%i tenancies, one of them named twice, %s", (tenancyCount, _, faults, shardStatus, status, keys) => {
  let tenancies: Tenancies;
  let both: Awaited<ReturnType<typeof bothWays>>;
  beforeAll(async () => {
    tenancies = await startTenancies(tenancyCount / 2, faults);
    both = await bothWays(tenancies, 4);
  });
  afterAll(() => tenancies.close());

  test("give the same reports whole and as 4 shards that are merged, byte for byte", () => {
    expect(both.merged.reports[2]).toBe(both.whole.reports[2]);
    expect(both.merged.reports).toEqual(both.whole.reports);
  });

  test("end with the same exit status", () => {
    expect(Math.max(...both.inventories.map((run: Finished) => run.status ?? 9))).toBe(shardStatus);
    expect([both.whole.status, both.merged.status]).toEqual([status, status]);
  });

  test("have keys in every shard, and duplicates across them", () => {
    for (const { stdout } of both.inventories) expect(stdout).toContain('\n{"key":');
    expect(both.merged.reports[1]).toContain('"duplicate-key"');
    expect(both.merged.reports[2]).toMatch(/oci:tenancy-4/);
    expect(both.merged.reports[2]).toContain("Oracle Cloud does not tell when an API key was last used");
    expect(both.merged.reports[2]).toContain(`\n${keys} keys, `);
  });

  test("hold no secret in any output", () => {
    const all = [...both.inventories, both.whole, both.merged].flatMap(({ stdout, stderr }) => [stdout, stderr]);
    for (const text of [...all, ...both.merged.reports]) expect(text).not.toMatch(/PRIVATE KEY|Signature version/);
  });
});
