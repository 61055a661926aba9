import { describe, expect, test } from "vitest";
import { joinSightings } from "../../src/join/sightings.ts";
import type { ApiKey } from "../../src/model/api-key.ts";
import { unknown } from "../../src/model/unknown.ts";
import { unlistedKey } from "../../src/systems/intersight/live/unlisted-key.ts";
import { type Managed, sampleAccount } from "../emulators/intersight/sample.ts";
import { keyOf } from "../../src/systems/intersight/live/records.ts";

const account = sampleAccount("plant", { users: 1, keysPerUser: 2 });

function live(source: string, changes: Record<string, unknown> = {}): ApiKey {
  const key = keyOf({ ...(account.keys[0] as Managed), ...changes }, { source, now: 0, nameOf: () => undefined });
  return key as ApiKey;
}

function declared(changes: Partial<ApiKey> = {}): ApiKey {
  return {
    ...live("."),
    origin: {
      kind: "terraform",
      document: "configuration",
      root: ".",
      mode: "managed",
      type: "intersight_iam_api_key",
      name: "ci",
      module: "",
      address: "intersight_iam_api_key.ci",
      maybe: false,
      tainted: false,
    },
    id: undefined,
    location: { uri: "main.tf", region: { startLine: 1, startColumn: 1, endLine: 3, endColumn: 2 } },
    ...changes,
  };
}

describe("one key that was read twice is one key", () => {
  test("when two sources list its account", () => {
    const [key, ...others] = joinSightings([
      live("intersight:a"),
      live("intersight:b", { LastUsedIp: "198.51.100.9" }),
    ]);
    expect(others).toEqual([]);
    expect(key).toEqual({ ...live("intersight:a"), alsoIn: ["intersight:b"] });
  });

  test("when an inventory was given twice, or every shard read the same folder", () => {
    expect(joinSightings([live("intersight:a"), declared(), live("intersight:a"), declared()])).toEqual([
      live("intersight:a"),
      declared(),
    ]);
  });

  test("when it stands for the keys of an account that could not be listed", () => {
    const unlisted = unlistedKey("intersight:a", "a", "a", unknown("refused"));
    expect(joinSightings([unlisted, unlisted])).toEqual([unlisted]);
  });
});

describe("two keys stay two", () => {
  test("with two ids, or in two accounts", () => {
    const keys = [live("s"), live("s", { Moid: "other" }), live("s", { AccountMoid: "other" })];
    expect(joinSightings(keys)).toEqual(keys);
  });

  test("when two projects declare them at the same place", () => {
    const keys = [declared(), declared({ user: "somebody else" })];
    expect(joinSightings(keys)).toEqual(keys);
  });

  test("when they can't be listed for two sources", () => {
    const keys = ["a", "b"].map((source) => unlistedKey(source, undefined, "host", unknown("refused")));
    expect(joinSightings(keys)).toEqual(keys);
  });
});
