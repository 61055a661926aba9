import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keylint, root } from "./keylint.ts";

let cwd = "";
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "keylint-overlap-"));
  await cp(join(root, "fixtures/projects/demo"), join(cwd, "demo"), { recursive: true });
  await symlink("demo", join(cwd, "link"));
});
afterAll(() => rm(cwd, { recursive: true }));

async function scan(names: readonly string[], folder = cwd) {
  const args = ["scan", "--as-of", "2026-11-01", "--report", "json", ...names];
  const { summary, coverage, notifications, results } = JSON.parse((await keylint(args, { cwd: folder })).stdout);
  const told = results.map(({ rule, kind, key, location }: Record<string, unknown>) => [rule, kind, key, location]);
  const rows = coverage.map(({ source, keys, unread }: Record<string, unknown>) => [source, keys, unread]);
  const notes = notifications.flatMap(({ id, message }: Record<string, string>) =>
    id === "source-within" ? [message] : [],
  );
  return { summary, rows, notes, told };
}

describe("what two sources hold is read once", () => {
  test("a plan in the folder is a source of its own, as if it lay outside", async () => {
    const alone = await scan(["demo"]);
    expect(alone.rows).toEqual([["demo", 8, 0]]);
    for (const names of [
      ["demo", "demo/plan.json"],
      ["link/plan.json", "demo"],
    ]) {
      const both = await scan(names);
      expect(both.summary).toEqual(alone.summary);
      expect(both.rows).toEqual(names.map((name) => [name, 8, 0]));
      expect(both.notes).toEqual([]);
    }
    expect((await scan([".", "plan.json"], join(cwd, "demo"))).summary).toEqual(alone.summary);
  });

  test("a folder by two names, a file of it and a folder in it are told, and counted with it", async () => {
    const alone = await scan(["demo"]);
    const names = ["demo/keys.tf", "demo", "./demo/", "link", "demo"];
    const many = await scan(names);
    expect(many.told).toEqual(alone.told);
    expect(many.rows).toEqual(alone.rows);
    expect(many.notes).toEqual(
      ["./demo/", "demo/keys.tf", "link"].map((name) => `what ${name} names is read with demo, and counts there`),
    );

    const wider = await scan(["demo", "."]);
    expect(wider.summary).toEqual(alone.summary);
    expect(wider.rows).toEqual([[".", 8, 0]]);
    expect(wider.notes).toEqual(["what demo names is read with ., and counts there"]);
  });

  test("a link out of one folder into another that is scanned too is no gap", async () => {
    const folder = join(cwd, ".linked");
    await mkdir(join(folder, "in"), { recursive: true });
    await cp(join(cwd, "demo"), join(folder, "out/demo"), { recursive: true });
    await writeFile(join(folder, "in/main.tf"), "locals {}\n");
    await symlink("../out/demo", join(folder, "in/prod"));
    await symlink("../out/demo/plan.json", join(folder, "in/plan.json"));
    expect((await scan(["in"], folder)).rows).toEqual([["in", 0, 2]]);
    expect((await scan(["in", "out"], folder)).rows).toEqual([
      ["in", 0, 0],
      ["out", 8, 0],
    ]);
  });

  test("a binary plan beside a plan that is named is no gap", async () => {
    const folder = join(cwd, "with-binary");
    await cp(join(cwd, "demo"), folder, { recursive: true });
    await writeFile(
      join(folder, "tfplan"),
      Buffer.from(`PK\u0003\u0004${"\0".repeat(22)}\u0006\0\0\0tfplan`, "latin1"),
    );
    expect((await scan(["with-binary", "with-binary/plan.json"])).rows).toEqual([
      ["with-binary", 8, 0],
      ["with-binary/plan.json", 8, 0],
    ]);
    await rm(folder, { recursive: true });
  });

  test("a folder that a scan passes over is read when it is named", async () => {
    const hidden = join(cwd, ".hidden/infra");
    await mkdir(hidden, { recursive: true });
    await writeFile(
      join(hidden, "key.tf"),
      'resource "oci_identity_api_key" "a" {\n  user_id = "u"\n  key_value = ""\n}\n',
    );
    expect((await scan([".", ".hidden/infra"])).rows).toEqual([
      [".", 8, 0],
      [".hidden/infra", 1, 0],
    ]);
  });
});
