import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { inventoryLines } from "../../src/inventory/write.ts";
import type { Account } from "../../src/model/owner.ts";
import { optionValues } from "../../src/options/values.ts";
import { readSources } from "../../src/scan.ts";
import { join as joinKeys } from "../../src/scan/join.ts";
import { defaultSettings } from "../../src/engine/rule-settings.ts";
import { environmentAt } from "../scan-files.ts";
import { classicKey, planJson, publicKey, rawState } from "../terraform-documents.ts";
import { comparable, contentsOf, nothing } from "./read-back.ts";

const asOf = Date.UTC(2026, 10, 1);

type Files = Readonly<Record<string, unknown>>;

/** Everything that these files give, read from a folder of their own. */
async function read(files: Files, sources: readonly string[] = ["."]) {
  const folder = mkdtempSync(join(tmpdir(), "keylint-views-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
  const settings = { rules: defaultSettings, exceptions: [] };
  const options = { ...optionValues({ sources }, {}, asOf), targets: [], settings };
  return readSources(options, environmentAt(folder));
}

/** Its inventory, as `keylint inventory` writes it, and the keys in it. */
async function written(files: Files, sources?: readonly string[]) {
  const collected = await read(files, sources);
  const { keys } = joinKeys(collected);
  const meta = { tool: "0.1.0", asOf, sources: collected.sources, terraform: collected.terraform };
  const lines = [...inventoryLines({ ...collected, keys }, meta)];
  return { keys: comparable(keys), lines };
}

const alice = classicKey("alice", "one");
const block = `moved {
  from = oci_identity_api_key.former
  to   = oci_identity_api_key.ci
}

resource "oci_identity_api_key" "ci" {
  user_id   = "ocid1.user.oc1..alice"
  key_value = <<EOT
${publicKey("one").trim()}
EOT
}
`;
const kept = { name: "ci", actions: ["no-op"], before: alice, after: alice } as const;
const project: Files = {
  "main.tf": block,
  "plan.json": { ...planJson([kept]), timestamp: "2026-10-20T08:00:00Z" },
  "terraform.tfstate": rawState([{ name: "former", attributes: alice }]),
};

describe("a key that several sources show", () => {
  test("is one line with all views of it, the declaring one first", async () => {
    const { keys, lines } = await written(project);
    expect(keys).toHaveLength(1);
    expect(contentsOf(lines).keys).toEqual([{ views: keys[0]?.views }]);
    const moments = keys[0]?.views.map(({ origin, moment }) => [
      origin.kind === "terraform" ? origin.document : origin.kind,
      moment,
    ]);
    expect(moments?.[0]).toEqual(["configuration", "declared"]);
    expect(moments).toContainEqual(["state", "recorded"]);
    expect(moments?.filter(([document]) => document === "plan").length).toBeGreaterThan(0);
  });

  test("is the same key once it is read back, in whatever order its lines and views stand", async () => {
    const { keys, lines } = await written(project);
    const [header = "", ...rest] = lines;
    const turned = lines.map((line) => {
      const json = JSON.parse(line) as { key?: { views: unknown[] } };
      return json.key === undefined ? line : `${JSON.stringify({ key: { views: json.key.views.toReversed() } })}\n`;
    });
    const shuffled = [header, ...turned.slice(1, -1).toReversed(), rest.at(-1) ?? ""];
    for (const text of [lines, turned, shuffled])
      expect(comparable(joinKeys(await read({ "keys.ndjson": text.join("") }, ["keys.ndjson"])).keys)).toEqual(keys);
  });

  test("is the same key when its sources are in inventories of their own", async () => {
    const { keys } = await written(project);
    const parts = await Promise.all(Object.keys(project).map((name) => written(project, [name])));
    const files = Object.fromEntries(parts.map(({ lines }, index) => [`${index}.ndjson`, lines.join("")]));
    const joined = joinKeys(await read(files, Object.keys(files)));
    const views = joined.keys.flatMap((key) => key.views.map(({ moment }) => moment));
    expect(joined.keys).toHaveLength(1);
    expect(views).toEqual(keys.flatMap((key) => key.views.map(({ moment }) => moment)));
    expect(joined.keys[0]?.existence).toBe(keys[0]?.existence);
  });
});

test("an inventory tells which plan, which state and which moves its keys were joined by", async () => {
  const { lines } = await written(project);
  const { plans, states, moves } = contentsOf(lines);
  expect(plans).toMatchObject([{ uri: "plan.json", time: Date.UTC(2026, 9, 20, 8) }]);
  expect(states).toMatchObject([{ uri: "terraform.tfstate", lineage: "l", serial: 1 }]);
  expect(moves).toMatchObject([{ from: "oci_identity_api_key.former", to: "oci_identity_api_key.ci" }]);
  const again = await read({ "keys.ndjson": lines.join("") }, ["keys.ndjson"]);
  expect(again).toMatchObject({ plans, states, moves });
});

describe("a listing in an inventory is as old as the inventory", () => {
  const account: Account = {
    system: "oci",
    source: "oci:acme",
    id: "ocid1.tenancy.oc1..t",
    maxKeyExpirySeconds: undefined,
    allowsKeysWithoutExpiry: undefined,
  };

  /** A whole listing without the key that the plan of 20 October found. */
  const existenceAfter = async (listed: number, listedAt?: number) => {
    const meta = { tool: "0.1.0", asOf: listed, sources: ["oci:acme"] };
    const accounts = [listedAt === undefined ? account : { ...account, listedAt }];
    const listing = [...inventoryLines({ ...nothing, accounts }, meta)].join("");
    const files = { "plan.json": project["plan.json"], "list.ndjson": listing };
    const orders = [Object.keys(files), Object.keys(files).toReversed()];
    const runs = await Promise.all(orders.map((sources) => read(files, sources)));
    return runs.map((collected) => joinKeys(collected).keys.map(({ existence }) => existence));
  };

  test("a newer one proves that a key is gone, an older one does not", async () => {
    expect(await existenceAfter(Date.UTC(2026, 9, 21))).toEqual([["absent"], ["absent"]]);
    expect(await existenceAfter(Date.UTC(2026, 9, 19))).toEqual([["exists"], ["exists"]]);
  });

  test("unless it says that it was made before", async () => {
    expect(await existenceAfter(Date.UTC(2026, 9, 21), Date.UTC(2026, 9, 19))).toEqual([["exists"], ["exists"]]);
  });
});
