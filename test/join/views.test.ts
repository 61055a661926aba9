import { describe, expect, test } from "vitest";
import { type JoinInput, joinViews } from "../../src/join/join.ts";
import { keyOfView } from "../../src/model/api-key.ts";
import { known } from "../../src/model/unknown.ts";
import type { View } from "../../src/model/view.ts";
import { live as listed, terraform, view } from "../kit/keys.ts";

function live(source: string, changes: Partial<View> = {}): View {
  return view({ source, id: "5f1", account: "plant", origin: listed(["plant", "alice", "5f1"]), ...changes });
}

const region = { startLine: 1, startColumn: 1, endLine: 3, endColumn: 2 };
function declared(changes: Partial<View> = {}): View {
  return view({ origin: terraform("oci_identity_api_key.ci"), location: { uri: "main.tf", region }, ...changes });
}

function join(views: readonly View[], more: Partial<JoinInput> = {}) {
  const ownerIds =
    () =>
    ({ owner }: View) =>
      [known(owner.id) ?? []].flat();
  return joinViews({
    views,
    plans: [],
    states: [],
    moves: [],
    listings: new Map(),
    undeclared: undefined,
    owners: [],
    generatedKeys: [],
    ownerIds,
    ...more,
  });
}

describe("one key that was read twice is one key", () => {
  test("when two sources list its account: what the newer one shows counts, and both are views of it", () => {
    const [older, newer] = [
      live("oci:a", { timeLastUsed: 1, listedAt: 1 }),
      live("oci:b", { timeLastUsed: 2, listedAt: 2 }),
    ];
    for (const views of [
      [older, newer],
      [newer, older],
    ]) {
      const { keys } = join(views);
      expect(keys.map(({ timeLastUsed }) => timeLastUsed)).toEqual([2]);
      expect(keys[0]?.views).toEqual([newer, older]);
    }
  });

  test("when an inventory was given twice, or every shard read the same folder", () => {
    const views = [live("oci:a"), declared(), live("oci:a"), declared()];
    expect(join(views).keys).toEqual([declared(), live("oci:a")].map(keyOfView));
  });
});

describe("two keys stay two", () => {
  test("with two ids", () => {
    const views = [live("s"), live("s", { id: "other" })];
    expect(new Set(join(views).keys)).toEqual(new Set(views.map(keyOfView)));
  });

  test("when two projects declare them at the same place", () => {
    const another = { kind: "user", id: "somebody else", name: undefined } as const;
    const views = [declared(), declared({ owner: another })];
    expect(join(views).keys).toHaveLength(2);
  });
});
