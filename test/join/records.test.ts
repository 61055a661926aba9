import { describe, expect, test } from "vitest";
import { joinRecords } from "../../src/join/records.ts";
import { keyOfView } from "../../src/model/api-key.ts";
import type { View } from "../../src/model/view.ts";
import { live as listed, terraform, view } from "../kit/keys.ts";

function live(source: string, changes: Partial<View> = {}): View {
  return view({ source, id: "5f1", account: "plant", origin: listed(["plant", "alice", "5f1"]), ...changes });
}

const region = { startLine: 1, startColumn: 1, endLine: 3, endColumn: 2 };
function declared(changes: Partial<View> = {}): View {
  return view({ origin: terraform("oci_identity_api_key.ci"), location: { uri: "main.tf", region }, ...changes });
}

describe("one key that was read twice is one key", () => {
  test("when two sources list its account: what the first shows counts, and both are views of it", () => {
    const views = [live("oci:a", { timeLastUsed: 1 }), live("oci:b", { timeLastUsed: 2 })];
    const [key, ...others] = joinRecords(views);
    expect(others).toEqual([]);
    expect(key).toEqual({ ...keyOfView(live("oci:a", { timeLastUsed: 1 })), views });
  });

  test("when an inventory was given twice, or every shard read the same folder", () => {
    expect(joinRecords([live("oci:a"), declared(), live("oci:a"), declared()])).toEqual(
      [live("oci:a"), declared()].map(keyOfView),
    );
  });
});

describe("two keys stay two", () => {
  test("with two ids, or in two accounts", () => {
    const views = [live("s"), live("s", { id: "other" }), live("s", { account: "other" })];
    expect(joinRecords(views)).toEqual(views.map(keyOfView));
  });

  test("when two projects declare them at the same place", () => {
    const another = { kind: "user", id: "somebody else", name: undefined } as const;
    const views = [declared(), declared({ owner: another })];
    expect(joinRecords(views)).toEqual(views.map(keyOfView));
  });
});
