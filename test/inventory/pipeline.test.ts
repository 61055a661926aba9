import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { defaultSettings } from "../../src/engine/rule-settings.ts";
import { inventoryLines } from "../../src/inventory/write.ts";
import { optionValues } from "../../src/options/values.ts";
import { reporters } from "../../src/reporters/registry.ts";
import type { ApiKey } from "../../src/model/api-key.ts";
import { type Environment, readSources, type ScanOptions, scanSources } from "../../src/scan.ts";
import { join as joinKeys } from "../../src/scan/join.ts";
import { filesBelow, projectRoot } from "../machine.ts";
import { comparable } from "./read-back.ts";

const asOf = Date.UTC(2026, 10, 1);
const environment = filesBelow(projectRoot);

const optionsFor = (sources: readonly string[]): ScanOptions => ({
  ...optionValues({ sources, blocklist: "fixtures/keys/blocklist.dat" }, {}, asOf),
  targets: [],
  settings: { rules: defaultSettings, exceptions: [] },
  alone: true,
});

async function report(source: string, at: Environment): Promise<string> {
  const run = await scanSources(optionsFor([source]), at);
  const reporter = await reporters.json();
  const options = { color: false, width: 100, newOnly: false, allowIncomplete: true, exitStatus: 0 } as const;
  return [...reporter(run, { ...options, readText: () => undefined })].join("");
}

/** The keys of a source, and the inventory that is written of them. */
async function written(source: string): Promise<{ readonly keys: readonly ApiKey[]; readonly inventory: string }> {
  const collected = await readSources(optionsFor([source]), environment);
  const { keys } = joinKeys(collected);
  const meta = { tool: "0.1.0", asOf, sources: collected.sources, terraform: collected.terraform };
  return { keys, inventory: [...inventoryLines({ ...collected, keys }, meta)].join("") };
}

async function* chunk(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

const below = (folder: string): readonly string[] =>
  readdirSync(join(projectRoot, folder)).map((name) => `${folder}/${name}`);

describe("what an inventory holds is judged as what it was written from", () => {
  test.each([...below("fixtures/rules").flatMap(below), ...below("fixtures/projects")])("%s", async (source) => {
    const { keys, inventory } = await written(source);
    const readBack = await readSources(optionsFor(["-"]), { ...environment, stdin: chunk(inventory) });
    expect(comparable(joinKeys(readBack).keys)).toEqual(comparable(keys));
    expect(inventory.split("\n").filter((line) => line.startsWith('{"key":'))).toHaveLength(keys.length);
    const merged = await report("-", { ...environment, stdin: chunk(inventory) });
    expect(merged).toBe(await report(source, environment));
  });
});
