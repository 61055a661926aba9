import type { ServerResponse } from "node:http";
import { spoiled } from "../../kit/faults.ts";

/** The ways in which an emulator can be told to fail. `once` ones pass with the next attempt; the others last. */
export const faultKinds = [
  "unauthorized",
  "forbidden",
  "not-found",
  "throttled",
  "throttled-once",
  "server-error",
  "server-error-once",
  "bad-gateway-html",
  "unavailable-once",
  "reset",
  "reset-once",
  "truncated",
  "truncated-once",
  "stalled",
  "silent",
  "not-json",
  "empty",
  "wrong-shape",
  "too-large",
  "redirect",
  "page-loop",
  "missing-item",
  "strange-item",
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** A fault at the paths that it names. */
export interface Fault {
  readonly kind: FaultKind;
  /** Part of the path of the calls that fail. */
  readonly path: string;
  /** How many calls are answered well before. */
  readonly after?: number;
}

/** Whether the listing comes whole in spite of the fault. */
export function recovers(kind: FaultKind): boolean {
  return kind.endsWith("-once");
}

/** Error bodies as the emulated system writes them. */
export type ErrorBody = (status: number) => unknown;

const statuses: Partial<Record<FaultKind, number>> = {
  unauthorized: 401,
  forbidden: 403,
  "not-found": 404,
  throttled: 429,
  "throttled-once": 429,
  "server-error": 500,
  "server-error-once": 500,
  "unavailable-once": 503,
};

const json = { "content-type": "application/json" };

const replies: Partial<Record<FaultKind, (response: ServerResponse, body: string) => unknown>> = {
  "bad-gateway-html": sending(spoiled.badGateway),
  reset: sending(spoiled.reset),
  "reset-once": sending(spoiled.reset),
  truncated: sending(spoiled.cutOff),
  "truncated-once": sending(spoiled.cutOff),
  stalled: sending(spoiled.stalled),
  silent: sending(spoiled.silent),
  "not-json": sending(spoiled.malformed),
  empty: sending(spoiled.empty),
  "wrong-shape": (response) => response.writeHead(200, json).end('"hello"'),
  "too-large": sending(spoiled.flood),
  redirect: sending(spoiled.redirected),
};

function sending(spoil: (typeof spoiled)[keyof typeof spoiled]): (response: ServerResponse, body: string) => unknown {
  return (response, body) => spoil({ response, headers: json, body });
}

/**
 * Answers as the fault says.
 * @param body What the answer would have been.
 * @returns false for a fault that changes the content of a listing, which the emulator itself does: `page-loop`, `missing-item`, `strange-item`
 */
export function breakReply(kind: FaultKind, response: ServerResponse, body: string, errorBody: ErrorBody): boolean {
  const status = statuses[kind];
  if (status === undefined) {
    replies[kind]?.(response, body);
    return replies[kind] !== undefined;
  }
  const retryAfter = status === 503 || kind === "throttled-once" ? { "retry-after": "1" } : {};
  response.writeHead(status, { ...json, ...retryAfter }).end(JSON.stringify(errorBody(status)));
  return true;
}
