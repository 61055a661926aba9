import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { breakReply, type Fault, recovers } from "./faults.ts";
import { selfSignedCertificate } from "../certificate.ts";
import { listReply, type Reply } from "./list-reply.ts";
import type { SampleAccount } from "./sample.ts";
import { type ClientKey, signatureError } from "./verify.ts";

export interface IntersightEmulatorOptions {
  readonly account: SampleAccount;
  /** The keys that calls may be signed with. */
  readonly keys?: readonly ClientKey[];
  /** Client id to secret, for OAuth 2. */
  readonly clients?: Readonly<Record<string, string>>;
  /** Serve https with a certificate made at start. */
  readonly tls?: boolean;
  readonly clock?: () => number;
  /** The most that one page holds, however many were asked for. */
  readonly pageSize?: number;
  /** Every so many calls one is throttled. */
  readonly throttleEvery?: number;
  /** Serve errors as text/plain, as the real one does. */
  readonly faults?: readonly Fault[];
  /** Seconds that a token lives. */
  readonly tokenLife?: number;
}

export interface IntersightEmulator {
  readonly url: string;
  /** The certificate to trust, with `tls`. */
  readonly certificate: string | undefined;
  /** `METHOD path?query -> status` of every call. */
  readonly calls: readonly string[];
  /** Every body that was served, to be held against the API's schema. */
  readonly served: readonly { readonly path: string; readonly status: number; readonly body: string }[];
  close(): Promise<void>;
}

/** Emulates the part of Intersight that keylint reads, strictly: signatures, digests, clocks and query parameters are verified. */
export async function startIntersightEmulator(options: IntersightEmulatorOptions): Promise<IntersightEmulator> {
  const { clock = Date.now, tls = false } = options;
  const secrets = tls ? selfSignedCertificate() : undefined;
  const calls: string[] = [];
  const served: { path: string; status: number; body: string }[] = [];
  const state: State = { calls: 0, tokens: new Map(), hits: new Map() };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const url = new URL(request.url ?? "/", "http://emulator");
    const reply = answer({ request, body, url }, options, state, clock());
    const text = JSON.stringify(reply.json);
    calls.push(`${request.method} ${request.url} -> ${reply.status}`);
    const fault = faultFor(options.faults ?? [], url.pathname, state);
    if (fault !== undefined && breakReply(fault.kind, response, text, errorBody)) return;
    served.push({ path: url.pathname, status: reply.status, body: text });
    response.writeHead(reply.status, {
      "content-type": reply.status < 400 ? "application/json; charset=utf-8" : "text/plain; charset=utf-8",
      "x-starship-traceid": traceId,
      ...(reply.status === 429 ? { "retry-after": "1" } : {}),
    });
    response.end(text);
  };

  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    handle(request, response).catch(() => response.destroy());
  };
  const server =
    secrets === undefined
      ? createHttpServer(listener)
      : createTlsServer({ key: secrets.key, cert: secrets.certificate }, listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: secrets === undefined ? `http://127.0.0.1:${port}` : `https://localhost:${port}`,
    certificate: secrets?.certificate,
    calls,
    served,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

interface State {
  calls: number;
  readonly tokens: Map<string, number>;
  readonly hits: Map<Fault, number>;
}

interface Call {
  readonly request: IncomingMessage;
  readonly body: string;
  readonly url: URL;
}

function answer(call: Call, options: IntersightEmulatorOptions, state: State, now: number): Reply {
  const { request, body, url } = call;
  state.calls++;
  if (options.throttleEvery !== undefined && state.calls % options.throttleEvery === 0) return refused(429);
  if (url.pathname === "/iam/token") return tokenReply(call, options, state, now);
  const authorization = request.headers.authorization ?? "";
  const bearer = authorization.startsWith("Bearer ") ? state.tokens.get(authorization.slice(7)) : undefined;
  if (bearer === undefined || bearer <= now) {
    const wrong = signatureError(request, body, options.keys ?? [], now);
    if (wrong !== undefined) return refused(401, wrong);
  }
  if (request.method !== "GET") return refused(405, "only GET is emulated");
  const fault = (options.faults ?? []).find(({ path }) => url.pathname.includes(path));
  return listReply(url, options.account, options.pageSize ?? 1000, fault?.kind) ?? refused(404, "no such path");
}

function tokenReply({ request, body }: Call, options: IntersightEmulatorOptions, state: State, now: number): Reply {
  const basic = Buffer.from((request.headers.authorization ?? "").replace(/^Basic /, ""), "base64").toString();
  const [id = "", secret = ""] = basic.split(":").map(decodeURIComponent);
  const form = request.headers["content-type"] === "application/x-www-form-urlencoded";
  if (request.method !== "POST" || !form || new URLSearchParams(body).get("grant_type") !== "client_credentials")
    return refused(400, "no client credentials form");
  if (options.clients?.[id] === undefined || options.clients[id] !== secret) return refused(401, "unknown client");
  const token = `token-${state.tokens.size + 1}`;
  const life = options.tokenLife ?? 600;
  state.tokens.set(token, now + life * 1000);
  return { status: 200, json: { access_token: token, token_type: "Bearer", expires_in: life } };
}

function faultFor(faults: readonly Fault[], path: string, state: State): Fault | undefined {
  const fault = faults.find((fault) => path.includes(fault.path));
  if (fault === undefined) return undefined;
  const hits = state.hits.get(fault) ?? 0;
  state.hits.set(fault, hits + 1);
  const { after = 0, kind } = fault;
  return hits < after || (recovers(kind) && hits > after) ? undefined : fault;
}

const traceId = "NB0123456789abcdef";
const codes: Readonly<Record<number, string>> = {
  400: "InvalidRequest",
  401: "AuthenticationFailure",
  403: "UnauthorizedOperation",
  404: "NotFound",
  405: "InvalidMethod",
  503: "ServiceUnavailable",
};

function refused(status: number, message = "refused"): Reply {
  return { status, json: { ...errorBody(status), message } };
}

function errorBody(status: number): { readonly code: string; readonly message: string; readonly traceId: string } {
  return { code: codes[status] ?? "InternalServerError", message: "refused", traceId };
}
