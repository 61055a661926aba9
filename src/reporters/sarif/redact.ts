import { systems } from "../../systems/registry.ts";
import { sensitiveSpans } from "./sensitive-values.ts";
import type { Span } from "./span.ts";

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
/** Ids of the systems that are as long and no secret. */
const publicIds = systems.flatMap(({ publicIds: ids }) =>
  ids === undefined ? [] : [new RegExp(ids.source, `${ids.flags.replace("g", "")}g`)],
);

/** Base64 of a DER SEQUENCE whose first member is the INTEGER 0 or 1, the version of a private key, at each of the three alignments. */
const privateBody = /^\s*.{0,9}?(?:IBA|CAQ|AgE)/;

/**
 * Where a text holds, or may hold, private key material or another secret: private PEM blocks, values of attributes whose
 * names say so, what Terraform calls sensitive, and long runs of base64 outside public keys. It errs on the side of leaving out.
 * @returns disjoint spans in order.
 */
export function secretSpans(text: string): Span[] {
  const exempt = spansOf(text, publicBlock).filter(({ start, end }) => {
    const body = text.slice(text.indexOf("-----", start + 5) + 5, end);
    return !privateBody.test(body.replaceAll(/\s/g, "").slice(0, 12));
  });
  const suspect = spansOf(withoutPublicIds(text), material).filter(
    (span) => !exempt.some((block) => block.start <= span.start && span.end <= block.end),
  );
  const values = [...text.matchAll(secretValue)].map((match) => {
    const end = match.index + match[0].length;
    return { start: end - (match[2]?.length ?? 0), end };
  });
  return merge([...spansOf(text, privateBlock), ...values, ...suspect, ...sensitiveSpans(text)]);
}

/** The text, each id in it replaced by as many blanks: what follows an id without a gap is still looked at. */
function withoutPublicIds(text: string): string {
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
export function redacted(text: string, start: number, end: number, secrets: readonly Span[]): string {
  let result = "";
  let at = start;
  for (const secret of secrets) {
    if (secret.end <= at || secret.start >= end) continue;
    result += text.slice(at, Math.max(at, secret.start)) + redaction;
    at = Math.min(secret.end, end);
  }
  return result + text.slice(at, end);
}
