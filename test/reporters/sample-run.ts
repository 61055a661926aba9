import { createHash } from "node:crypto";
import { isKey, locationOf, type Subject } from "../../src/model/gap.ts";
import type { Region } from "../../src/model/location.ts";
import type { Notification } from "../../src/model/notification.ts";
import type { ExceptionResult, Result, ResultKind } from "../../src/model/result.ts";
import type { Rule, Severity } from "../../src/model/rule.ts";
import type { Run, Summary } from "../../src/model/run.ts";
import type { ReporterOptions } from "../../src/reporters/reporter.ts";
import { sampleFiles } from "./sample/files.ts";
import { sampleAsOf, sampleKeys } from "./sample/keys.ts";
import { sampleRules as rules } from "./sample/rules.ts";

/** The repository that the sample run is made in; its files are only in memory. */
export const sampleOptions: ReporterOptions = {
  color: false,
  width: 100,
  category: "keylint/sample",
  readText: (uri) => sampleFiles[uri],
  checkout: {
    repositoryUri: "https://github.com/example/infrastructure",
    revisionId: "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
    branch: "main",
  },
  newOnly: false,
  allowIncomplete: false,
};

/** A result whose identity follows from rule and subject. */
export function resultOf(
  rule: Rule,
  subject: Subject,
  kind: ResultKind,
  message: string,
  more: Partial<Result> = {},
): Result {
  const { terraform, live } = isKey(subject)
    ? subject
    : { terraform: undefined, live: "path" in subject ? subject : undefined };
  const identity = terraform === undefined ? live?.path.join("/") : `${terraform.root}#${terraform.address}`;
  const places = isKey(subject) ? subject.views[0].places : new Map<string, Region>();
  const region = rule.at.map((name) => places.get(name)).find((place) => place !== undefined);
  const location = locationOf(subject);
  return {
    rule,
    subject,
    kind,
    message,
    reasons: [],
    location: region === undefined ? location : { uri: location.uri, region },
    related: [],
    fingerprint: createHash("sha256").update(`${rule.id}\0${subject.system}\0${identity}`).digest("hex"),
    ...more,
  };
}

const allRules: readonly Rule[] = [
  rules.duplicate,
  rules.age,
  rules.expiry,
  rules.own,
  rules.privateKey,
  rules.size,
  rules.unused,
];

const exceptionResults: readonly ExceptionResult[] = [
  {
    rule: rules.unused,
    message: 'the exception for rule "key-age" and key "oci_identity_api_key.gone" matches nothing',
    location: { uri: "keylint.yaml", region: { startLine: 9, startColumn: 5, endLine: 9, endColumn: 20 } },
    fingerprint: createHash("sha256").update("exception-unused oci_identity_api_key.gone").digest("hex"),
    baselineState: "new",
  },
];

function open(rule: Rule, subject: Subject, reason: string): Result {
  return resultOf(rule, subject, "open", `not decided: ${reason}`, { reasons: [reason] });
}

function* sampleResults(): Generator<Result> {
  const { deploy, legacy, pasted, collector, hostile, alice, planned, archived } = sampleKeys;
  const created = "the configuration does not tell when the key was created";
  for (const key of deploy) {
    yield open(rules.age, key, created);
    yield resultOf(rules.size, key, "fail", "the RSA modulus has 1024 bits, at least 2048 are required");
  }
  yield resultOf(rules.duplicate, legacy, "fail", "one other key has the same mathematics, under another user", {
    related: [{ location: locationOf(alice), message: "the key of alice@example.com in oci:PROD" }],
    baselineState: "new",
  });
  yield open(rules.age, legacy, created);
  yield resultOf(rules.size, legacy, "fail", "the RSA modulus has 1024 bits, at least 2048 are required", {
    suppression: {
      kind: "inSource",
      justification: "Appliance cannot take longer keys until it is replaced.",
      owner: "network-team",
      expires: "2026-12-31",
      location: { uri: "infra/keys.tf", region: { startLine: 12, startColumn: 1, endLine: 12, endColumn: 2 } },
    },
    baselineState: "unchanged",
  });
  yield resultOf(rules.privateKey, pasted, "fail", "a private key stands where the public half belongs");
  yield resultOf(rules.expiry, collector, "fail", "the key never expires");
  yield resultOf(rules.age, hostile, "pass", "the key is 3 days old, the limit is 90");
  yield resultOf(rules.expiry, hostile, "pass", "the key expires");
  yield resultOf(rules.own, hostile, "fail", "purpose is '<img src=x>' and names no team: [0](1) {0} | `x`");
  yield resultOf(rules.duplicate, alice, "fail", "one other key has the same mathematics, under another user", {
    related: [{ location: locationOf(legacy), message: "oci_identity_api_key.legacy in infra/keys.tf" }],
    baselineState: "new",
  });
  yield resultOf(rules.age, alice, "fail", "the key is 412 days old, the limit is 90", { baselineState: "unchanged" });
  yield resultOf(rules.size, alice, "pass", "the RSA modulus has 3072 bits");
  for (const key of planned) {
    yield resultOf(rules.age, key, "pass", "the plan creates the key");
    yield resultOf(rules.size, key, "fail", "the RSA modulus has 1024 bits, at least 2048 are required");
    yield open(rules.duplicate, key, "key_value is known only after apply");
  }
  yield resultOf(rules.age, archived, "notApplicable", "the key is not active");
  yield resultOf(rules.size, archived, "pass", "the RSA modulus has 2048 bits");
}

function summarize(results: Iterable<Result>, exceptions: readonly ExceptionResult[]): Summary {
  const none = (): Record<Severity, number> => ({ critical: 0, high: 0, medium: 0, low: 0, note: 0 });
  const [failures, newFailures] = [none(), none()];
  const kinds = { pass: 0, fail: 0, open: 0, notApplicable: 0 };
  let suppressed = 0;
  for (const { kind, rule, suppression, baselineState } of results) {
    if (suppression !== undefined) suppressed++;
    else {
      kinds[kind]++;
      if (kind === "fail") failures[rule.severity]++;
      if (kind === "fail" && baselineState !== "unchanged") newFailures[rule.severity]++;
    }
  }
  for (const { rule } of exceptions) {
    kinds.fail++;
    failures[rule.severity]++;
    newFailures[rule.severity]++;
  }
  return { kinds, failures, suppressed, newFailures };
}

const warnings: readonly Notification[] = [
  {
    level: "warning",
    id: "plan-refresh-failed",
    message: "The plan was made without refreshing: the times of 2 keys are those of the last refresh.",
    location: { uri: "plans/new site.json" },
  },
  {
    level: "note",
    id: "listing-empty",
    message: "The account has 2 users without API keys.",
    source: "intersight:LAB",
  },
];

/** A run over hand-made results; its summary is counted from them. */
export function runOf(results: () => Iterable<Result>, more: Partial<Run> = {}): Run {
  return {
    tool: { name: "keylint", version: "0.1.0", informationUri: "https://github.com/example/keylint" },
    asOf: sampleAsOf,
    sources: ["infra/"],
    rules: allRules,
    keys: [],
    gaps: [],
    providerSecrets: [],
    results,
    summary: summarize(results(), more.exceptionResults ?? []),
    coverage: [],
    notifications: [],
    complete: true,
    exceptionResults: [],
    absent: [],
    hasBaseline: false,
    strength: { tier: "standard", lists: ["documentation samples"] },
    root: "/home/build/infrastructure",
    ...more,
  };
}

/** The stored run of the golden reports: every kind of source and of result, against a baseline. */
export function sampleRun(more: Partial<Run> = {}): Run {
  return runOf(sampleResults, {
    sources: ["infra/", "plans/new site.json", "state/terraform.tfstate", "oci:PROD", "intersight:LAB"],
    keys: Object.values(sampleKeys).flat(),
    coverage: [
      { source: "infra/", keys: 6, judged: 2, open: 4, unread: 0 },
      { source: "plans/new site.json", keys: 2, judged: 0, open: 2, unread: 0 },
      { source: "state/terraform.tfstate", keys: 1, judged: 1, open: 0, unread: 0 },
      { source: "oci:PROD", keys: 1, judged: 1, open: 0, unread: 0 },
      { source: "intersight:LAB", keys: 1, judged: 1, open: 0, unread: 0 },
    ],
    notifications: warnings,
    hasBaseline: true,
    exceptionResults,
    absent: [
      {
        ruleId: "key-age",
        fingerprint: createHash("sha256").update("gone").digest("hex"),
        message: "oci_identity_api_key.gone: the key is 300 days old, the limit is 90.",
        uri: "infra/old%20keys.tf",
      },
    ],
    ...more,
  });
}

/** The same run, but one domain of the tenancy was refused. */
export function incompleteRun(): Run {
  const refused: Notification = {
    level: "error",
    id: "listing-incomplete",
    message: "oci:PROD: domain Contractors answered 403; grant `inspect domains` to the scanning group.",
    source: "oci:PROD",
  };
  const run = sampleRun();
  return {
    ...run,
    complete: false,
    notifications: [refused, ...warnings],
    coverage: run.coverage.map((row) => Object.assign({}, row, { unread: row.source === "oci:PROD" ? 1 : 0 })),
  };
}

/** Two keys, nothing wrong. */
export function cleanRun(): Run {
  const passes = (): Result[] => [
    resultOf(rules.age, sampleKeys.alice, "pass", "the key is 3 days old, the limit is 90"),
  ];
  return runOf(passes, {
    sources: ["oci:PROD"],
    keys: [sampleKeys.alice],
    coverage: [{ source: "oci:PROD", keys: 1, judged: 1, open: 0, unread: 0 }],
  });
}
