import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { keylint } from "../cli/keylint.ts";

/** An inventory without keys: a header and an end. */
function inventory(shard: { index: number; count: number; targets?: string }): string {
  const header = { keylint: "inventory", version: 1, tool: "0.1.0", asOf: "2026-11-21T00:00:00Z", sources: [], shard };
  const none = { accounts: 0, owners: 0, plans: 0, states: 0, moves: 0, keys: 0 };
  const end = { ...none, gaps: 0, generatedKeys: 0, notifications: 0 };
  return `${JSON.stringify(header)}\n${JSON.stringify({ end })}\n`;
}

async function merge(...inventories: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), "keylint-shards-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const names = inventories.map((text, index) => {
    writeFileSync(join(folder, `${index}.ndjson`), text);
    return `${index}.ndjson`;
  });
  const { status, stdout } = await keylint(["merge", ...names, "--report", "json"], { cwd: folder });
  const { notifications } = JSON.parse(stdout) as { notifications: { level: string; message: string }[] };
  return { status, errors: notifications.filter(({ level }) => level === "error").map(({ message }) => message) };
}

/** Writes the inventory of each share with a keylint.yaml of its own. */
async function written(lists: readonly (readonly string[])[]): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), "keylint-lists-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const texts: string[] = [];
  for (const [index, names] of lists.entries()) {
    const targets = names.map((name) => `  - { name: ${name}, system: oci, configFile: absent }\n`).join("");
    writeFileSync(join(folder, "keylint.yaml"), `targets:\n${targets}`);
    const { stdout } = await keylint(["inventory", "--shard", `${index + 1}/${lists.length}`], { cwd: folder });
    texts.push(stdout);
  }
  return texts;
}

test("shards of two lists of targets are no whole, for a target may be in neither", async () => {
  const [first = "", second = ""] = await written([
    ["a", "b", "c", "d", "n2"],
    ["a", "b", "c", "d"],
  ]);
  for (const given of [
    [first, second],
    [second, first],
  ]) {
    const { status, errors } = await merge(...given);
    expect(status).toBe(3);
    expect(errors).toContain(
      "the shards 1/2; 2/2 were written from different lists of targets, so that a target may be in none of them: write all 2 again from one keylint.yaml",
    );
  }
});

test("shards of one list, in whatever order it stands, are a whole", async () => {
  const { errors } = await merge(
    ...(await written([
      ["a", "b", "c", "d"],
      ["d", "c", "b", "a"],
    ])),
  );
  expect(errors.filter((message) => message.includes("shards"))).toEqual([]);
});

test("inventories that do not tell their list, as those of keylint 0.1 do not, are judged by their numbers alone", async () => {
  const [old1, old2] = [1, 2].map((index) => inventory({ index, count: 2 }));
  const new2 = inventory({ index: 2, count: 2, targets: "a" });
  expect(await merge(old1 ?? "", old2 ?? "")).toEqual({ status: 0, errors: [] });
  expect(await merge(old1 ?? "", new2)).toEqual({ status: 0, errors: [] });
});

test("two whole sets of shards of one number are a whole", async () => {
  const all = ["a", "b"].flatMap((targets) => [1, 2].map((index) => inventory({ index, count: 2, targets })));
  expect(await merge(...all)).toEqual({ status: 0, errors: [] });
});

test("of very many missing shards a few are named", async () => {
  const message =
    "of 999999 shards 1/999999, 2/999999, 4/999999, 5/999999, 6/999999 and 999993 more are missing: give the inventories of all, written with --shard";
  expect(await merge(inventory({ index: 3, count: 999_999 }))).toEqual({ status: 3, errors: [message] });
});

test.each([
  [{ index: 1, count: 5e9 }, "header.shard.count must be a whole number from 1 to 999999"],
  [{ index: 0, count: 4 }, "header.shard.index must be a whole number from 1 to 999999"],
  [{ index: 5, count: 4 }, "header.shard.index must be header.shard.count at most"],
])("a header with the shard %j can't be read", async (shard, reason) => {
  const { status, errors } = await merge(inventory(shard));
  expect(status).toBe(3);
  expect(errors).toContain(`0.ndjson line 1 can't be read: ${reason}`);
});
