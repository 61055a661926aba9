import { isGap, isKey, type Subject } from "../model/gap.ts";
import type { Location, Span } from "../model/location.ts";
import { known } from "../model/unknown.ts";
import { sensitiveSpans } from "./sensitive-spans.ts";

/** Stands where text was left out (SARIF 2.1.0, 3.14.28). */
export const redaction = "[REDACTED]";

const privateBlock = /-----BEGIN [^-\n]*PRIVATE[^-\n]*-----[\s\S]*?(?:-----END [^-\n]*-----|$(?![\s\S]))/g;
const publicBlock = /-----BEGIN [^-\n]*PUBLIC KEY-----([\s\S]*?)-----END [^-\n]*-----/g;

const secretName = String.raw`"?[\w-]*(?:private_?key|passw|passphrase|secret|token|credential)[\w-]*"?`;
/** The value of an attribute with such a name: a heredoc, a bracket that is closed on a later line, or what a quote starts in the line. */
const secretValue = new RegExp(
  String.raw`^([ \t]*)(?:.*?[{,;\s])??${secretName}[ \t]*[=:]\s*` +
    String.raw`(<<-?(\w+)\n[\s\S]*?(?:\n[ \t]*\3\b|$(?![\s\S]))|[^\n]*[[({][ \t]*\n[\s\S]*?(?:\n\1[\])}]|$(?![\s\S]))|[^\n]*"[^\n]*)`,
  "gim",
);

/** A run of base64 or hex that is as long as key material. */
const material = /[A-Za-z0-9+/=]{48,}/g;

/** Base64 of a DER SEQUENCE whose first member is the INTEGER 0 or 1, the version of a private key, at each of the three alignments. */
const privateBody = /^\s*.{0,9}?(?:IBA|CAQ|AgE)/;

/** Gives a stretch of a text as it may be shown, from `start` up to, not including, `end` (UTF-16 code units). */
export type Quote = (start: number, end: number) => string;

/**
 * Redacts texts on their way out: in place of private PEM blocks, values of attributes whose names say so, what Terraform calls sensitive, and long
 * runs of base64 outside public keys stands {@link redaction}. It errs on the side of leaving out.
 * @param publicIds ids that are as long as key material and no secret, without anchors: they are shown
 * @returns a function that looks for the secrets of a whole text once: a stretch alone does not show what it is part of
 */
export function redactor(publicIds: readonly RegExp[]): (text: string) => Quote {
  const everyId = publicIds.map(({ source, flags }) => new RegExp(source, `${flags.replace("g", "")}g`));
  return (text) => {
    const secrets = secretSpans(text, everyId);
    return (start, end) => redacted(text, start, end, secrets);
  };
}

/** Disjoint spans, in order. */
function secretSpans(text: string, publicIds: readonly RegExp[]): Span[] {
  const exempt = spansOf(text, publicBlock).filter(({ start, end }) => {
    const body = text.slice(text.indexOf("-----", start + 5) + 5, end);
    return !privateBody.test(body.replaceAll(/\s/g, "").slice(0, 12));
  });
  const suspect = spansOf(blankPublicIds(text, publicIds), material).filter(
    (span) => !exempt.some((block) => block.start <= span.start && span.end <= block.end),
  );
  const values = [...text.matchAll(secretValue)].map((match) => {
    const end = match.index + match[0].length;
    return { start: end - (match[2]?.length ?? 0), end };
  });
  return merge([...spansOf(text, privateBlock), ...values, ...suspect, ...sensitiveSpans(text)]);
}

/** The text, each id in it replaced by as many blanks: what follows an id without a gap is still looked at. */
function blankPublicIds(text: string, publicIds: readonly RegExp[]): string {
  return publicIds.reduce((rest, ids) => rest.replaceAll(ids, (id) => " ".repeat(id.length)), text);
}

function spansOf(text: string, pattern: RegExp): Span[] {
  return [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

function merge(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last === undefined || span.start > last.end) merged.push(span);
    else merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
  }
  return merged;
}

/** The text from `start` to `end` with every secret span that it touches replaced. */
function redacted(text: string, start: number, end: number, secrets: readonly Span[]): string {
  let result = "";
  let at = start;
  for (const secret of secrets) {
    if (secret.end <= at || secret.start >= end) continue;
    result += text.slice(at, Math.max(at, secret.start)) + redaction;
    at = Math.min(secret.end, end);
  }
  return result + text.slice(at, end);
}

/** Whether a secret stands at the subject's place: nothing of it is quoted there. */
function holdsSecret(subject: Subject): boolean {
  if (isGap(subject)) return false;
  return !isKey(subject) || (known(subject.secretAt) ?? []).length > 0;
}

/** Only configuration is quoted: plans and states hold sensitive values in the clear. A key that is pasted with its secret is not quoted at all. */
export function mayBeQuoted(location: Location, subject: Subject): boolean {
  return isConfiguration(location) && !holdsSecret(subject);
}

/** Told by the file's name: Terraform reads no other files as configuration. The key may come from elsewhere, such as the plan. */
export function isConfiguration({ uri, virtual }: Location): boolean {
  return virtual !== true && /\.(?:tf|tofu)(?:\.json)?$/.test(uri);
}
