import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createLanguage } from "../src/engine/expression.ts";
import { fixtureInstant, fixturesIn, unmetBy } from "../src/engine/fixture.ts";
import { loadRules } from "../src/engine/load.ts";
import { compileMessage } from "../src/engine/message.ts";
import { defaultSettings } from "../src/engine/rule-settings.ts";
import { optionValues } from "../src/options/values.ts";
import { scanSources } from "../src/scan.ts";
import { makeFacts } from "./engine/facts.ts";
import { filesBelow, projectRoot } from "./machine.ts";

/** Every shipped rule: an id is never reused and never disappears, so each has its line here for good. */
const ids = [
  "admin-user-key",
  "duplicate-key",
  "duplicate-modulus",
  "ec-curve",
  "ec-curve-unusual",
  "ec-explicit-parameters",
  "ec-invalid-point",
  "ec-tiny-private-key",
  "expired-key",
  "fingerprint-collision",
  "fingerprint-mismatch",
  "future-creation-time",
  "inactive-key",
  "inactive-user-key",
  "key-age",
  "key-algorithm-unsupported",
  "key-count-limit",
  "key-expiry-too-far",
  "key-limit-during-apply",
  "key-malformed",
  "key-never-expires",
  "key-noncanonical",
  "key-platform-mismatch",
  "key-wrong-container",
  "known-compromised-key",
  "known-sample-key",
  "long-lived-access-key",
  "missing-key",
  "private-key-in-terraform",
  "purpose-missing",
  "replacement-without-overlap",
  "rotation-same-key",
  "rsa-bit-pattern",
  "rsa-continued-fraction",
  "rsa-continued-fraction-suspected",
  "rsa-curve-factor",
  "rsa-exponent-invalid",
  "rsa-exponent-small",
  "rsa-exponent-unusual",
  "rsa-fermat",
  "rsa-high-low-bits",
  "rsa-key-factorable",
  "rsa-key-size",
  "rsa-key-size-ending",
  "rsa-known-prime",
  "rsa-low-entropy",
  "rsa-low-hamming",
  "rsa-low-hamming-suspected",
  "rsa-near-ratio",
  "rsa-not-composite",
  "rsa-odd-size",
  "rsa-p-minus-1",
  "rsa-p-plus-1",
  "rsa-permuted-pattern",
  "rsa-repeated-bytes",
  "rsa-roca",
  "rsa-roca-variant",
  "rsa-shared-factor",
  "rsa-shared-subprime",
  "rsa-small-factor",
  "rsa-small-private-exponent",
  "rsa-unseeded-prng",
  "rsa-upper-difference",
  "rsa-vanity-modulus",
  "secret-in-provider",
  "single-active-key",
  "unmanaged-key",
  "unused-key",
  "user-managed-service-account-key",
  "user-without-login",
  "weak-algorithm",
];

/** Rules whose every fact is always known once the key is met, and why. */
const neverOpen: Readonly<Record<string, string>> = {
  "secret-in-provider": "an argument whose text no file tells is what it asks for",
  "replacement-without-overlap": "what a plan destroys, and in which order, is always in the plan",
};

/** Rules that are met only where they fail, and why. */
const neverPass: Readonly<Record<string, string>> = {
  "secret-in-provider": "a provider that takes its secret from outside has none to judge",
};

/** Rules that no file of ours can show failing, judged by facts instead, and why. */
const failingFacts: Readonly<Record<string, Parameters<typeof makeFacts>[0]>> = {
  // It needs two public keys that were made to collide in MD5.
  "fingerprint-collision": { key: { fingerprintCollisions: 1 } },
  // No profile ends within two years of the fixtures' moment.
  "rsa-key-size-ending": { publicKey: { type: "RSA", bits: 2048, nistDaysLeft: 700 } },
};

const environment = filesBelow(projectRoot);
const compiled = await loadRules({ directories: [], settings: defaultSettings, ...environment });
const rules = compiled.map(({ rule }) => rule);

test.each(Object.entries(failingFacts))("%s fails by its facts", (id, facts) => {
  expect(compiled.find(({ rule }) => rule.id === id)?.judge(makeFacts(facts)).kind).toBe("fail");
});

test("the shipped rules are these, each in a file of its own name", () => {
  expect(rules.map(({ id }) => id)).toEqual(ids);
  expect(readdirSync(join(projectRoot, "rules"))).toEqual(ids.map((id) => `${id}.yaml`).toSorted());
  expect(readdirSync(join(projectRoot, "fixtures/rules"))).toEqual(ids);
});

describe.each(rules)("$id", (rule) => {
  test("says what to do, since when, and by which control and weakness it stands", () => {
    expect(rule.remediation.length).toBeGreaterThan(20);
    expect(rule.description).not.toBe(rule.title);
    expect(rule.since).toMatch(/^\d+\.\d+\.\d+$/);
    const controls = Object.values(rule.controls).flat();
    expect(rule.noControl === undefined).toBe(controls.length > 0);
    for (const catalogue of Object.keys(rule.controls)) expect(catalogue).toMatch(/-r?\d+(\.\d+)*$/);
    expect(rule.cwe.length).toBeGreaterThan(0);
    expect(rule.at.length).toBeGreaterThan(0);
  });

  test("has a security severity within the band of its severity, as GitHub draws them", () => {
    const bands = { critical: [9, 10], high: [7, 8.9], medium: [4, 6.9], low: [0.1, 3.9], note: [0.1, 3.9] } as const;
    const [least, most] = bands[rule.severity];
    expect(rule.securitySeverity).toBeGreaterThanOrEqual(least);
    expect(rule.securitySeverity).toBeLessThanOrEqual(most);
  });

  test("has a message that compiles", () => {
    const scope = createLanguage({ parameters: [rule.params] }).scope(rule.params, rule.values);
    expect(() => compileMessage(rule.message, scope)).not.toThrow();
  });

  const folder = `fixtures/rules/${rule.id}`;
  const names = existsSync(join(projectRoot, folder)) ? readdirSync(join(projectRoot, folder)) : [];
  const fixtures = fixturesIn(folder, names);

  test("has fixtures that pass, fail, and are open", () => {
    expect(fixtures.map(({ path }) => path)).toEqual(names.map((name) => `${folder}/${name}`));
    const left = [
      ...(rule.id in failingFacts ? ["fail"] : []),
      ...(rule.id in neverOpen ? ["open"] : []),
      ...(rule.id in neverPass ? ["pass"] : []),
    ];
    const shown = fixtures.map((fixture) => fixture.expected);
    expect([...new Set([...shown, ...left])].toSorted()).toEqual(["fail", "open", "pass"]);
    expect(shown.filter((expected) => left.includes(expected))).toEqual([]);
  });

  test.each(fixtures)("$path", async ({ path, expected }) => {
    const run = await scanSources(
      {
        ...optionValues(
          { sources: [path], blocklist: "fixtures/keys/blocklist.dat", tier: rule.tier },
          {},
          fixtureInstant,
        ),
        targets: [],
        settings: { rules: defaultSettings, exceptions: [] },
        only: rule.id,
        alone: true,
      },
      environment,
    );
    expect(unmetBy(run, expected)).toEqual([]);
    const places = [...run.results()].filter(({ kind }) => kind === "fail").map(({ location }) => location.region);
    expect(places).not.toContain(undefined);
  });
});
