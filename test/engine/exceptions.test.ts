import { describe, expect, test } from "vitest";
import { readEntry } from "../../src/engine/exception.ts";
import { createExceptions, type ExceptionOptions } from "../../src/engine/exceptions.ts";
import { completeRule } from "../../src/engine/rule-document.ts";
import type { Rule } from "../../src/model/rule.ts";
import { keyPair } from "../../src/model/credential.ts";
import { comment, key as makeKey, terraform } from "../kit/keys.ts";

function rule(id: string, aliases: readonly string[] = []): Rule {
  const document = { id, aliases, title: id, severity: "low", require: "true", message: "", remediation: "" } as const;
  return { ...completeRule(document), from: "shipped", values: {} };
}

const keyAge = rule("key-age", ["old-age"]);
const rsaKeySize = rule("rsa-key-size");
const asOf = Date.parse("2026-11-01T00:00:00Z");
const place = { uri: "keylint.yaml", region: { startLine: 3, startColumn: 5, endLine: 3, endColumn: 12 } };
const entry = { rule: "key-age", key: "oci_identity_api_key.ci", owner: "dora", reason: "move", expires: "2026-12-31" };

function make(entries: readonly object[] = [], options: Partial<ExceptionOptions> = {}) {
  const external = entries.map((entry) => readEntry(entry, place));
  return createExceptions({ external, rules: [keyAge, rsaKeySize], disabled: [], asOf, ...options });
}

const ignore = 'keylint:ignore key-age owner=dora reason="moves in spring" expires=2026-12-31';

describe("an exception silences", () => {
  test("the rule it names on the block it stands beside, with its reason, owner and place", () => {
    const key = makeKey({ comments: [comment(ignore, 7)] });
    const exceptions = make();
    expect(exceptions.suppressionOf(keyAge, key)).toEqual({
      kind: "inSource",
      justification: "moves in spring",
      owner: "dora",
      expires: "2026-12-31",
      location: comment(ignore, 7).location,
    });
    expect(exceptions.suppressionOf(rsaKeySize, key)).toBeUndefined();
    expect(exceptions.suppressionOf(keyAge, makeKey())).toBeUndefined();
    expect(exceptions.results([key], true)).toEqual([]);
  });

  test("several rules, also by a former id", () => {
    const both = ignore.replace("key-age", "old-age,rsa-key-size");
    const key = makeKey({ comments: [comment(both)] });
    expect(make().suppressionOf(keyAge, key)).toBeDefined();
    expect(make().suppressionOf(rsaKeySize, key)).toBeDefined();
  });

  test.each([
    ["oci_identity_api_key.ci"],
    ["oci_identity_api_key.*"],
    ["*.ci"],
    ["*_key.c*"],
    ["ocid1.user.u"],
    ["AA:BB"],
    ["dora@example.com"],
    ["t/u/aa:bb"],
  ])("keys by %s", (pattern) => {
    const key = makeKey({
      owner: { kind: "user", id: "ocid1.user.u", name: "dora@example.com" },
      credential: keyPair({ fingerprint: "aa:bb" }),
      id: "t/u/aa:bb",
    });
    expect(make([{ ...entry, key: pattern }]).suppressionOf(keyAge, key)?.kind).toBe("external");
  });

  test.each([["oci_identity_api_key.c"], ["*.c"], ["oci_identity_api_key.ci*i"], ["ocid1.user"], ["aa:b"], [""]])(
    "no key that %s does not name",
    (pattern) => {
      const key = makeKey({
        owner: { kind: "user", id: "ocid1.user.u", name: undefined },
        credential: keyPair({ fingerprint: "aa:bb" }),
      });
      expect(make([{ ...entry, key: pattern }]).suppressionOf(keyAge, key)).toBeUndefined();
    },
  );

  test("to the last moment of its last day in UTC, and not a moment longer", () => {
    const end = Date.parse("2027-01-01T00:00:00Z");
    expect(make([entry], { asOf: end - 1 }).suppressionOf(keyAge, makeKey())).toBeDefined();
    const late = make([entry], { asOf: end });
    expect(late.suppressionOf(keyAge, makeKey())).toBeUndefined();
    expect(late.results([], true)).toMatchObject([
      {
        rule: { id: "exception-expired" },
        message: "the exception of dora for key-age for oci_identity_api_key.ci expired on 2026-12-31",
        location: place,
      },
    ]);
  });
});

describe("an exception that silences nothing is a result", () => {
  test("when everything was read and its rule ran, and only then", () => {
    expect(make([entry]).results([], true)).toMatchObject([{ rule: { id: "exception-unused" }, location: place }]);
    expect(make([entry]).results([], false)).toEqual([]);
    const without = { rules: [rsaKeySize], disabled: ["key-age"] };
    expect(make([entry], without).results([], true)).toEqual([]);
  });

  test("once for a block that stands for many keys", () => {
    const keys = ["a", "b"].map((name) =>
      makeKey({ comments: [comment(ignore)], origin: terraform(`oci_identity_api_key.ci["${name}"]`) }),
    );
    expect(make().results(keys, true)).toHaveLength(1);
    const used = make();
    used.suppressionOf(keyAge, keys[1] ?? makeKey());
    expect(used.results(keys, true)).toEqual([]);
  });

  test.each([
    ["keylint:ignore", "`rule` is missing; `owner` is missing; `reason` is missing; `expires` is missing"],
    ["keylint:ignor key-age", "keylint knows no comment `ignor`, only `keylint:ignore`"],
    [ignore.replace("key-age", "key-agee"), "there is no rule `key-agee`; did you mean `key-age`?"],
    [ignore.replace("2026-12-31", "2026-02-30"), "`expires` is not a day of the form 2027-01-31"],
    [ignore.replace(' reason="moves in spring"', ' reason=""'), "`reason` is empty"],
    [ignore.replace("owner", "ovner"), "`ovner` is no part of an exception; `owner` is missing"],
    [`${ignore} owner=me`, "`owner` is given twice"],
    [`${ignore} "`, "`\"` can't be read"],
  ])("when it is malformed: %s", (text, message) => {
    const key = makeKey({ comments: [comment(text)] });
    const exceptions = make();
    expect(exceptions.suppressionOf(keyAge, key)).toBeUndefined();
    expect(exceptions.results([key], false)).toMatchObject([{ rule: { id: "exception-malformed" }, message }]);
  });

  test.each([
    [{ ...entry, owner: 7 }, "`owner` is not a text"],
    [{ ...entry, rule: "nothing" }, "there is no rule `nothing`"],
    [{ ...entry, until: "x" }, "`until` is no part of an exception"],
    ["key-age", "an exception has rule, key, owner, reason and expires"],
  ])("when an entry is malformed: %j", (wrong, message) => {
    const exceptions = createExceptions({ external: [readEntry(wrong, place)], rules: [keyAge], disabled: [], asOf });
    expect(exceptions.results([], true)).toMatchObject([{ rule: { id: "exception-malformed" }, message }]);
  });

  test("whose fingerprint stays the same when its line moves, and is another's for another exception", () => {
    const fingerprintOf = (line: number, text: string) =>
      make().results([makeKey({ comments: [comment(text, line)] })], true)[0]?.fingerprint;
    expect(fingerprintOf(1, ignore)).toBe(fingerprintOf(9, ignore));
    expect(fingerprintOf(1, ignore)).not.toBe(fingerprintOf(1, ignore.replace("key-age", "rsa-key-size")));
    expect(fingerprintOf(1, ignore)).toMatch(/^[0-9a-f]{64}$/);
  });
});
