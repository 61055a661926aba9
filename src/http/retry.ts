import type { IncomingHttpHeaders } from "node:http";
import type { HttpErrorKind } from "./http-error.ts";
import type { LiveEnvironment } from "./environment.ts";

/** How a failed call is tried again. Delays are in milliseconds. */
export interface RetryPolicy {
  /** Attempts in all, the first one included. */
  readonly attempts: number;
  /** The delay before the second attempt; it doubles with each further one. */
  readonly base: number;
  readonly cap: number;
  /** Up to so much is added at random, so that many callers do not come back at once. */
  readonly jitter: number;
  /** A `Retry-After` longer than this is not waited for: the call fails. */
  readonly longestWait: number;
}

/** The usual delays of cloud clients: min(2^n, 30) seconds and up to one more, eight attempts. */
export const defaultRetryPolicy: RetryPolicy = {
  attempts: 8,
  base: 1000,
  cap: 30_000,
  jitter: 1000,
  longestWait: 120_000,
};

/**
 * Milliseconds to wait before attempt `attempt + 1`, or `undefined` when the server asks for more patience than the policy has.
 * @param attempt the attempt that failed, from 1
 */
export function retryDelay(
  policy: RetryPolicy,
  attempt: number,
  headers: IncomingHttpHeaders,
  { clock, random }: Pick<LiveEnvironment, "clock" | "random">,
): number | undefined {
  const jitter = Math.floor(random() * policy.jitter);
  const asked = retryAfter(headers["retry-after"], clock());
  if (asked === undefined) return Math.min(policy.base * 2 ** (attempt - 1), policy.cap) + jitter;
  return asked > policy.longestWait ? undefined : asked + jitter;
}

/** RFC 9110, 10.2.3: a number of seconds or a date. */
function retryAfter(text: string | undefined, now: number): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** Whether the same call may well succeed later. Certificates and names that are wrong stay wrong. */
export function isTransient(kind: HttpErrorKind, status: number | undefined, code: string | undefined): boolean {
  if (kind === "status") return status === 429 || status === 500 || status === 502 || status === 503 || status === 504;
  if (kind === "network") return transientNetworkCodes.has(code ?? "");
  if (kind === "proxy") return transientNetworkCodes.has(code ?? "") || transientProxyCodes.has(code ?? "");
  return kind === "timeout" || kind === "truncated";
}

const transientNetworkCodes = new Set([
  "ECONNRESET",
  "ECONNREFUSED",
  "ECONNABORTED",
  "EPIPE",
  "ETIMEDOUT",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENETDOWN",
  "EADDRNOTAVAIL",
]);

/** Statuses by which a proxy refuses a tunnel, for a while only. */
const transientProxyCodes = new Set(["429", "502", "503", "504"]);
