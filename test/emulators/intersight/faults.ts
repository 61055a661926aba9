import type { ServerResponse } from "node:http";

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

const replies: Partial<Record<FaultKind, (response: ServerResponse, body: string) => void>> = {
  "bad-gateway-html": (response) => response.writeHead(502, { "content-type": "text/html" }).end("<html></html>"),
  reset: (response) => response.destroy(),
  "reset-once": (response) => response.destroy(),
  truncated: cut,
  "truncated-once": cut,
  stalled: (response, body) => response.writeHead(200, lengthOf(body)).write(body.slice(0, 1)),
  silent: () => undefined,
  "not-json": (response, body) => response.writeHead(200, json).end(body.slice(0, -1)),
  empty: (response) => response.writeHead(200, json).end(),
  "wrong-shape": (response) => response.writeHead(200, json).end('"hello"'),
  "too-large": flood,
  redirect: (response) => response.writeHead(302, { location: "https://elsewhere.example/" }).end(),
};

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

function lengthOf(body: string): Record<string, string | number> {
  return { ...json, "content-length": Buffer.byteLength(body) };
}

function cut(response: ServerResponse, body: string): void {
  response.writeHead(200, lengthOf(body));
  response.write(body.slice(0, body.length >> 1), () => response.destroy());
}

/** More than any reply may have, without holding it. */
function flood(response: ServerResponse): void {
  response.writeHead(200, json);
  const chunk = `"${" ".repeat(1024 * 1024)}`;
  let left = 80;
  const more = (): void => {
    while (left > 0 && !response.destroyed) {
      left--;
      if (!response.write(chunk)) {
        response.once("drain", more);
        return;
      }
    }
    response.end();
  };
  response.on("error", () => undefined);
  more();
}
