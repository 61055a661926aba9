import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { classicRoute, type Route } from "./classic.ts";
import { errorReply, type Fault, type Operation, type Reply, fail } from "./faults.ts";
import { scimReply } from "./scim.ts";
import type { EmulatedDomain, EmulatedTenancy } from "./tenancy.ts";
import { refuseSignature } from "./verify.ts";

export interface OciEmulatorOptions {
  readonly tenancy: EmulatedTenancy;
  /** PEM public keys of those who may call, by keyId: `TENANCY/USER/FINGERPRINT`. */
  readonly callers: ReadonlyMap<string, string>;
  readonly clock?: () => number;
  /** Items in a page, whatever the caller asks for; 2 when absent, so that everything is paged. */
  readonly pageSize?: number;
  /** Whether each page begins with the last item of the one before, as when something is created while the pages are read. */
  readonly overlapping?: boolean;
  /** Milliseconds before each reply. */
  readonly latency?: number;
  /** Every so many calls one is refused with 429. */
  readonly throttleEvery?: number;
  readonly faults?: readonly Fault[];
  /** A URL that ListDomains tells for every domain, instead of its own. */
  readonly domainUrl?: string;
  /** OCIDs of users who are deleted right after the users were listed. */
  readonly vanishing?: ReadonlySet<string>;
}

export interface OciEmulator {
  /** Base URL of the Identity service. */
  readonly url: string;
  /** URLs of the identity domains, in their order. */
  readonly domainUrls: readonly string[];
  /** `OPERATION METHOD URL`, or `refused: why` of every call so far. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/** The operation that a URL names, and its reply, which some faults change. */
type Find = (url: URL) => { readonly operation: Operation; readonly reply: (fault?: Fault) => Reply } | undefined;

/**
 * Starts the Identity service and the identity domains of one tenancy on free ports of this machine. It is strict: a wrong signature, an unknown
 * parameter or path, an item that was not asked for are refused or left out as by the real services, and pages are short, some of them empty.
 */
export async function startOciEmulator(options: OciEmulatorOptions): Promise<OciEmulator> {
  const { tenancy } = options;
  const requests: string[] = [];
  const calls = new Map<Fault, number>();
  const tokens = new Map<string, number>();
  const domainUrls = new Map<string, string>();

  const classic: Find = (url) => {
    const path = /^\/20160918\/(.*[^/])$/.exec(url.pathname)?.[1];
    const route =
      path === undefined
        ? undefined
        : classicRoute(path, tenancy, (id) => options.domainUrl ?? domainUrls.get(id) ?? "", options.vanishing);
    if (route === undefined) return undefined;
    return {
      operation: route.operation,
      reply: (fault) => classicReply(route, url, tokens, options, fault),
    };
  };
  const scim =
    (domain: EmulatedDomain): Find =>
    (url) => {
      const type = /^\/admin\/v1\/(Users|ApiKeys)$/.exec(url.pathname)?.[1];
      if (type !== "Users" && type !== "ApiKeys") return undefined;
      const operation: Operation = `SCIM ${type}`;
      return {
        operation,
        reply: (fault?: Fault) => {
          const query = new URLSearchParams(url.search);
          if (fault?.kind === "page loop" || fault?.kind === "duplicate page") query.set("startIndex", "1");
          return scimReply(type, tenancy, domain, url.origin, query, options);
        },
      };
    };

  const serve = (find: Find, name?: string) => (request: IncomingMessage, response: ServerResponse) => {
    const isScim = name !== undefined;
    request.resume();
    const url = new URL(request.url ?? "", `http://${request.headers.host}`);
    const send = ({ status, headers, body }: Reply): void => {
      response.writeHead(status, headers).end(JSON.stringify(body));
    };
    response.setHeader("opc-request-id", randomBytes(16).toString("hex").toUpperCase());
    response.setHeader("content-type", "application/json");
    const handle = (): void => {
      const refused = refuseSignature(request, options.callers, (options.clock ?? Date.now)());
      if (refused !== undefined || request.method !== "GET") {
        requests.push(`refused: ${refused ?? request.method}`);
        send(
          errorReply(
            401,
            "NotAuthenticated",
            isScim,
            "The required information to complete authentication was not provided or was incorrect.",
          ),
        );
        return;
      }
      const found = find(url);
      requests.push(`${found?.operation ?? "unknown"} ${request.method} ${request.url}`);
      if (found === undefined) {
        send(errorReply(404, "NotAuthorizedOrNotFound", isScim));
        return;
      }
      if (options.throttleEvery !== undefined && requests.length % options.throttleEvery === 0) {
        send(errorReply(429, "TooManyRequests", isScim));
        return;
      }
      const fault = options.faults?.find(
        ({ operation, only }) =>
          operation === found.operation && (only === undefined || only === name || url.href.includes(only)),
      );
      const times = fault === undefined ? 0 : (calls.get(fault) ?? 0) + 1;
      if (fault !== undefined) calls.set(fault, times);
      const struck = fault !== undefined && times > (fault.after ?? 0) ? fault : undefined;
      const reply = found.reply(struck);
      const sent =
        struck === undefined
          ? reply
          : fail(struck.kind, times - (struck.after ?? 0), { reply, response, scim: isScim });
      if (sent !== "sent") send(sent);
    };
    if (options.latency === undefined) handle();
    else setTimeout(handle, options.latency);
  };

  const servers = [await listen(serve(classic))];
  for (const domain of tenancy.domains) {
    const server = await listen(serve(scim(domain), domain.name));
    domainUrls.set(domain.id, urlOf(server));
    servers.push(server);
  }
  const [identity] = servers;
  return {
    url: identity === undefined ? "" : urlOf(identity),
    domainUrls: [...domainUrls.values()],
    requests,
    async close() {
      for (const server of servers) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}

/** A page of a classic listing: short, and with a token for the next one that says nothing. */
function classicReply(
  route: Route,
  url: URL,
  tokens: Map<string, number>,
  { pageSize = 2, overlapping = false }: OciEmulatorOptions,
  fault?: Fault,
): Reply {
  const query = url.searchParams;
  const accepted = new Set([...route.query, ...(route.paged ? ["page", "limit"] : [])]);
  for (const name of query.keys()) {
    if (!accepted.has(name)) return errorReply(400, "InvalidParameter", false, `unknown parameter ${name}`);
  }
  if (route.query.includes("compartmentId") && !query.has("compartmentId")) {
    return errorReply(400, "MissingParameter", false, "compartmentId");
  }
  const items = route.items(query);
  if ("status" in items) return items;
  if (!route.paged) return { status: 200, headers: {}, body: items };
  const page = query.get("page");
  const position = page === null ? 0 : tokens.get(page);
  if (position === undefined) return errorReply(400, "InvalidParameter", false, "page");
  const pages = pagesOf(items, Math.min(pageSize, Number(query.get("limit") ?? 25)), overlapping ? 1 : 0);
  const next = fault?.kind === "page loop" ? position : position + 1;
  const token = fault?.kind === "page loop" ? "again" : randomBytes(12).toString("base64url");
  const more = next < pages.length;
  if (more) tokens.set(token, next);
  const body = pages[fault?.kind === "duplicate page" ? 0 : position] ?? [];
  return { status: 200, headers: more ? { "opc-next-page": token } : {}, body };
}

/** The second page is empty: a page that holds nothing may still have a next one. */
function pagesOf(items: readonly unknown[], size: number, overlap: number): readonly (readonly unknown[])[] {
  const pages = Array.from({ length: Math.ceil(items.length / size) }, (_, page) =>
    items.slice(Math.max(0, page * size - overlap), (page + 1) * size),
  );
  return pages.length > 1 ? [...pages.slice(0, 1), [], ...pages.slice(1)] : pages;
}

async function listen(handler: (request: IncomingMessage, response: ServerResponse) => void): Promise<Server> {
  const server = createServer(handler);
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
