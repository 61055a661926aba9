import { type ApiKey, sourcesOf } from "../model/api-key.ts";
import { fingerprintOf } from "../model/credential.ts";
import { type Gap, isGap, isKey, type Subject } from "../model/gap.ts";
import { formatInstant } from "../model/instant.ts";
import type { Location } from "../model/location.ts";
import type { Notification } from "../model/notification.ts";
import type { ExceptionResult, Result } from "../model/result.ts";
import type { ProviderSecret } from "../model/provider-secret.ts";
import type { Rule } from "../model/rule.ts";
import { known, type Maybe } from "../model/unknown.ts";
import { keyName } from "./key-name.ts";
import type { Reporter } from "./reporter.ts";

/** Grows by one in its first part when something that a reader may rely on changes, in its second when something is added. */
const formatVersion = "1.1";

/** keylint's own format, for programs: everything there is, described by schemas/report.schema.json. One result a line. */
export const json: Reporter = function* json(run, options) {
  const head = {
    format: "keylint-report",
    formatVersion,
    tool: run.tool,
    asOf: formatInstant(run.asOf),
    complete: run.complete,
    exitStatus: options.exitStatus,
    sources: run.sources,
    strength: run.strength,
    summary: run.summary,
    coverage: run.coverage,
    notifications: run.notifications.map(notification),
    rules: run.rules.map(ruleOf),
    exceptionResults: run.exceptionResults.map(exceptionResult),
    absent: run.hasBaseline ? run.absent : undefined,
    gaps: run.gaps.map(gapOf),
  };
  yield "{\n";
  for (const [name, value] of Object.entries(head)) {
    if (value !== undefined) yield `"${name}":${JSON.stringify(value)},\n`;
  }
  yield '"results":[';
  let separator = "\n";
  for (const result of run.results()) {
    yield separator + JSON.stringify(resultOf(result));
    separator = ",\n";
  }
  yield "\n]\n}\n";
};

/** The rule as people need it: without the expressions, which `keylint rules explain` shows. */
function ruleOf(rule: Rule): object {
  const { id, title, description, severity, remediation, controls, noControl, cwe, values: parameters } = rule;
  const { securitySeverity, precision, tags, references, since, from } = rule;
  const published = { id, title, description, severity, remediation, controls, noControl, cwe, parameters };
  return Object.assign(published, { securitySeverity, precision, tags, references, since, from });
}

function resultOf(result: Result): object {
  const { rule, subject, kind, message, reasons, location, related, relatedLeft, fingerprint } = result;
  const { suppression, baselineState } = result;
  return {
    rule: rule.id,
    kind,
    severity: rule.severity,
    message,
    reasons: reasons.length > 0 ? reasons : undefined,
    ...subjectOf(subject),
    location: place(location),
    related:
      related.length > 0
        ? related.map((link) => ({ message: link.message, location: place(link.location) }))
        : undefined,
    relatedLeft,
    fingerprint,
    suppression: suppression && { ...suppression, location: place(suppression.location) },
    baselineState,
  };
}

function subjectOf(subject: Subject): object {
  if (isKey(subject)) return { key: keyOf(subject) };
  return isGap(subject) ? { gap: gapOf(subject) } : { providerSecret: providerSecretOf(subject) };
}

function keyOf(key: ApiKey): object {
  const { terraform, live, existence, aliases, credential } = key;
  return {
    name: keyName(key),
    system: key.system,
    type: key.type,
    sources: sourcesOf(key),
    terraform: terraform && {
      document: terraform.document,
      address: terraform.address,
      deposed: terraform.deposed,
    },
    live: live && { path: live.path },
    existence,
    id: known(key.id),
    aliases,
    account: known(key.account),
    realm: known(key.realm),
    owner: ownerOf(key),
    credential: { kind: credential.kind, fingerprint: known(fingerprintOf(key)) },
    active: known(key.active),
    created: moment(key.timeCreated),
    started: moment(key.timeStarted),
    expires: moment(key.timeExpires),
    lastUsed: moment(key.timeLastUsed),
  };
}

function gapOf(gap: Gap): object {
  return {
    name: keyName(gap),
    system: gap.system,
    type: gap.type,
    source: gap.source,
    account: known(gap.account),
    realm: known(gap.realm),
    owner: ownerOf(gap),
    reason: gap.reason.reason,
  };
}

function providerSecretOf(secret: ProviderSecret): object {
  return {
    name: keyName(secret),
    system: secret.system,
    type: secret.type,
    source: secret.source,
    terraform: { document: secret.document, address: secret.address, argument: secret.argument },
    account: known(secret.account),
    owner: ownerOf(secret),
  };
}

function ownerOf({ owner }: Subject): object {
  return { kind: owner.kind, id: known(owner.id), name: known(owner.name) };
}

function moment(instant: Maybe<number>): string | undefined {
  const moment = known(instant);
  return moment === undefined ? undefined : formatInstant(moment);
}

function exceptionResult({ rule, message, location, fingerprint, baselineState }: ExceptionResult): object {
  return { rule: rule.id, severity: rule.severity, message, location: place(location), fingerprint, baselineState };
}

function notification({ location, ...members }: Notification): object {
  return { ...members, location: location && place(location) };
}

function place({ uri, region, virtual }: Location): object {
  return { path: uri, virtual, ...region };
}
