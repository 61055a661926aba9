import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { inventoryLines } from "../../src/inventory/write.ts";
import type { Owner } from "../../src/model/owner.ts";
import type { SourceItem } from "../../src/model/source.ts";
import { live, owner, view } from "../kit/keys.ts";
import { meta, nothing, readBack, viewsIn } from "./read-back.ts";

const zoe = (id: string): Owner => owner({ system: "intersight", id, name: "Zoë", account: "account", active: true });

const lines = [...inventoryLines({ ...nothing, owners: [zoe("1"), zoe("2"), zoe("3")] }, meta)];

function ids(items: readonly SourceItem[]): unknown[] {
  return items.flatMap((item) => (item.kind === "owner" ? [item.owner.id] : []));
}

function errors(items: readonly SourceItem[]): string[] {
  return items.flatMap((item) =>
    item.kind === "notification" && item.notification.level === "error"
      ? [`${item.notification.id}: ${item.notification.message}`]
      : [],
  );
}

const notWhole = 'inventory-truncated: shard.ndjson is not whole: write it again with "keylint inventory"';

describe("reading an inventory", () => {
  test.each([
    ["in one piece", [lines.join("")]],
    ["in single bytes", [...Buffer.from(lines.join(""))].map((byte) => Uint8Array.of(byte))],
    ["packed by gzip", [gzipSync(lines.join(""))]],
    ["packed by gzip in single bytes", [...gzipSync(lines.join(""))].map((byte) => Uint8Array.of(byte))],
    ["with line breaks of Windows", [lines.join("").replaceAll("\n", "\r\n")]],
    ["without a last line break", [lines.join("").trimEnd()]],
  ])("%s", async (_, parts) => {
    const items = await readBack(parts);
    expect(ids(items)).toEqual(["1", "2", "3"]);
    expect(items.find((item) => item.kind === "owner")).toEqual({
      kind: "owner",
      owner: { ...zoe("1"), listedAt: meta.asOf },
    });
    expect(errors(items)).toEqual([]);
  });

  test("every source is named, also one without a key", async () => {
    const items = await readBack(inventoryLines(nothing, meta));
    expect(items).toEqual([{ kind: "inventory", asOf: meta.asOf, sources: meta.sources }]);
  });

  test("several in one file", async () => {
    const items = await readBack([...lines, ...lines]);
    expect(ids(items)).toEqual(["1", "2", "3", "1", "2", "3"]);
    expect(errors(items)).toEqual([]);
  });

  test("an incomplete listing stays incomplete", async () => {
    const notification = {
      level: "error",
      id: "listing-incomplete",
      message: "GET /api/v1/iam/Users: status 403",
      source: "intersight:b",
    } as const;
    const written = inventoryLines({ ...nothing, notifications: [notification] }, meta);
    expect(await readBack(written)).toContainEqual({ kind: "notification", notification });
  });
});

test("what an inventory lists was listed when it was written, unless it says when; what it has of files has no such time", async () => {
  const account = { system: "oci", source: "oci:a", id: "a", maxKeyExpirySeconds: undefined } as const;
  const accounts = [
    { ...account, allowsKeysWithoutExpiry: undefined },
    { ...account, source: "oci:b", allowsKeysWithoutExpiry: undefined, listedAt: 5000 },
  ];
  const listed = view({ id: "1", origin: live(["acme", "alice", "1"]) });
  const keys = [{ views: [view(), listed] }, { views: [{ ...listed, id: "2", listedAt: 5000 }] }];
  const of = (asOf: number): string => [...inventoryLines({ ...nothing, accounts, keys }, { ...meta, asOf })].join("");
  const items = await readBack([of(7000), of(9000)]);
  const times = [undefined, 7000, 5000, undefined, 9000, 5000];
  expect(viewsIn(items).map(({ listedAt }) => listedAt)).toEqual(times);
  const read = items.flatMap((item) => (item.kind === "account" ? [item.account.listedAt] : []));
  expect(read).toEqual([7000, 5000, 9000, 5000]);
});

describe("an inventory that is not whole is told, and what it holds is read", () => {
  test("without its end", async () => {
    const items = await readBack(lines.slice(0, -1));
    expect(ids(items)).toEqual(["1", "2", "3"]);
    expect(errors(items)).toEqual([notWhole]);
  });

  test("with a line gone missing", async () => {
    const items = await readBack(lines.filter((_, index) => index !== 2));
    expect(ids(items)).toEqual(["1", "3"]);
    expect(errors(items)).toEqual([notWhole]);
  });

  test("followed by another before its end", async () => {
    const items = await readBack([...lines.slice(0, -1), ...lines]);
    expect(ids(items)).toHaveLength(6);
    expect(errors(items)).toEqual([notWhole]);
  });

  test("cut inside a line", async () => {
    const items = await readBack([lines.join("").slice(0, -30)]);
    expect(ids(items)).toEqual(["1", "2", "3"]);
    expect(errors(items)).toEqual(["inventory-line: shard.ndjson line 5 can't be read: it is not JSON", notWhole]);
  });

  test("packed and cut", async () => {
    const packed = gzipSync(lines.join(""));
    const items = await readBack([packed.subarray(0, packed.length - 10)]);
    expect(errors(items)).toContainEqual(
      expect.stringMatching(/^inventory-truncated: shard\.ndjson can't be read to its end/),
    );
  });

  test("with lines that are none", async () => {
    const bad = ['{"secret', '{"owner":{"system":"s3cret"}}', '{"owner":{},"key":{}}', "7", '{"owner":{"s3cret":1}}'];
    const items = await readBack([...lines.slice(0, 2), ...bad.map((line) => `${line}\n`), ...lines.slice(2)]);
    expect(ids(items)).toEqual(["1", "2", "3"]);
    expect(errors(items)).toEqual([
      "inventory-line: shard.ndjson line 3 can't be read: it is not JSON",
      "inventory-line: shard.ndjson line 4 can't be read: owner.system is a system that this version of keylint does not know",
      "inventory-line: shard.ndjson line 5 can't be read: it is no line of an inventory",
      "inventory-line: shard.ndjson line 6 can't be read: it is no line of an inventory",
      "inventory-line: shard.ndjson line 7 can't be read: owner has a property that this version of keylint does not know",
      notWhole,
    ]);
  });

  test("with bytes that are no text", async () => {
    const items = await readBack([...lines.slice(0, 2), Uint8Array.of(0xff, 0xfe), ...lines.slice(2)]);
    expect(ids(items)).toEqual(["1"]);
    expect(errors(items)).toEqual([
      expect.stringMatching(/^inventory-truncated: shard\.ndjson can't be read to its end/),
    ]);
  });

  test("without its header", async () => {
    const items = await readBack(lines.slice(1));
    expect(ids(items)).toEqual(["1", "2", "3"]);
    expect(errors(items)).toEqual(["inventory-unreadable: shard.ndjson has no inventory header before line 1"]);
  });

  test("empty", async () => {
    expect(errors(await readBack([]))).toEqual([
      "inventory-unreadable: shard.ndjson is empty: an inventory has at least two lines",
    ]);
  });

  test("of a newer keylint", async () => {
    const newer = lines.map((line) => line.replace('"version":1', '"version":2'));
    const items = await readBack(newer);
    expect(ids(items)).toEqual([]);
    expect(errors(items)).toEqual([
      "inventory-version: shard.ndjson was written by a newer keylint: update keylint to read it",
    ]);
  });

  test("with the place of the line", async () => {
    const items = await readBack([...lines.slice(0, 2), "broken\n", ...lines.slice(2)]);
    const told = items.find((item) => item.kind === "notification");
    expect(told?.notification.location).toEqual({
      uri: "shard.ndjson",
      region: { startLine: 3, startColumn: 1, endLine: 4, endColumn: 1 },
    });
  });
});
