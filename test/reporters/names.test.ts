import { expect, test } from "vitest";
import type { ApiKey } from "../../src/model/api-key.ts";
import { reporters } from "../../src/reporters/registry.ts";
import { key, live, terraform, view } from "../kit/keys.ts";
import { report } from "./report.ts";
import { resultOf, runOf } from "./sample-run.ts";
import { sampleRules } from "./sample/rules.ts";

const address = 'module.ci["eu"].oci_identity_api_key.bob[0]';
const path = ["acme", "Default", "bob", "2a:19"];

/** One key that a state keeps and a live system lists, and one that is only listed. */
const declared = key({ origin: terraform(address, { document: "state" }), location: { uri: "a.tfstate" } });
const listed = view({ origin: live(path) });
const both: ApiKey = { ...declared, live: live(path), views: [...declared.views, listed] };

/** What a reader sees: without HTML's tags, JSON's and Markdown's escapes. */
const read = (text: string): string =>
  text.replaceAll("<wbr>", "").replaceAll("&quot;", '"').replaceAll('""', '"').replaceAll('\\"', '"');

test.each(Object.entries(reporters))(
  "%s calls a key by the one name, the address that declares it",
  async (_, load) => {
    const results = () => [resultOf(sampleRules.age, both, "fail", "too old")];
    const told = read(report(await load(), runOf(results, { keys: [both] })));
    expect(told).toContain(address);
    expect(told).not.toContain(path.join("/"));
  },
);

test.each(Object.entries(reporters))(
  "%s calls a key that is only listed by its names from the outside in",
  async (_, load) => {
    const alone = key({ origin: live(path) });
    const results = () => [resultOf(sampleRules.age, alone, "fail", "too old")];
    expect(read(report(await load(), runOf(results, { keys: [alone] })))).toContain("acme/Default/bob/2a:19");
  },
);

test("the heading says what kind of key it is, and whose", async () => {
  const text = await reporters.text();
  const of = (subject: ApiKey): string =>
    report(
      text,
      runOf(() => [resultOf(sampleRules.age, subject, "fail", "too old")]),
      { width: 200 },
    ).split("\n")[0] ?? "";
  const owner = { kind: "user", id: "1", name: "bob" } as const;
  expect(of({ ...both, owner })).toBe(`${address}  Oracle Cloud API key of bob`);
  // The name of a listed key has its owner in it.
  expect(of(key({ type: "intersight/api-key", origin: live(path), owner }))).toBe(
    "acme/Default/bob/2a:19  Intersight API key",
  );
});
