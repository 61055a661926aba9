import { createHash } from "node:crypto";
import type { CallOptions, HttpClient } from "./client.ts";
import { describeCall, HttpError, type HttpErrorKind } from "./http-error.ts";
import { member } from "./json.ts";

/** Pages of one listing, each a list of items not yet looked at. Iterating throws {@link HttpError}; the pages before it stand. */
export type Pages = AsyncIterable<readonly unknown[]>;

/** How a service pages by a token: the reply's header that holds the next page's token, and the query parameter that asks for it. */
export interface TokenPaging {
  readonly replyHeader: string;
  readonly queryParameter: string;
}

/** Pages whose reply is a bare JSON array. A page can be short or empty and still have a next one. */
export async function* tokenPages(client: HttpClient, url: URL, paging: TokenPaging, options?: CallOptions): Pages {
  const guard = createPageGuard(url);
  let token: string | undefined;
  do {
    const page = new URL(url);
    if (token !== undefined) page.searchParams.set(paging.queryParameter, token);
    const reply = await client.getJson(page, options);
    const items = itemsOf(reply.json, url);
    guard.see(items);
    yield items;
    const next = reply.headers[paging.replyHeader];
    token = typeof next === "string" && next !== "" ? next : undefined;
    if (token !== undefined) guard.follow(token);
  } while (token !== undefined);
}

/** A listing that comes in one reply, a bare JSON array. */
export async function* singlePage(client: HttpClient, url: URL, options?: CallOptions): Pages {
  yield itemsOf((await client.getJson(url, options)).json, url);
}

/**
 * SCIM 2 (RFC 7644, 3.4.2.4): `startIndex` from 1, the server's own `itemsPerPage`. The listing is whole when as many different items came as
 * `totalResults` says.
 * @param count items to ask for in one page
 */
export async function* scimPages(client: HttpClient, url: URL, count: number, options?: CallOptions): Pages {
  const guard = createPageGuard(url);
  const ids = new Set<unknown>();
  let startIndex = 1;
  for (;;) {
    const page = new URL(url);
    page.searchParams.set("startIndex", String(startIndex));
    page.searchParams.set("count", String(count));
    const reply = await client.getJson(page, options);
    const total = wholeNumber(reply.json, "totalResults", url);
    const items = total === 0 ? [] : itemsOf(member(reply.json, "Resources"), url);
    guard.see(items);
    for (const item of items) ids.add(member(item, "id") ?? item);
    yield items;
    const perPage = total === 0 ? 0 : wholeNumber(reply.json, "itemsPerPage", url);
    startIndex += perPage;
    if (startIndex > total) {
      complete(url, ids.size, total);
      return;
    }
    if (perPage === 0) throw pagingError(url, "page-loop", "a page of no items, with more to come");
  }
}

/**
 * OData: `$skip` and `$top`, and `Count` in the reply, as Cisco Intersight answers `$inlinecount=allpages`. `Results` may be null.
 * @param top items to ask for in one page
 */
export async function* skipPages(client: HttpClient, url: URL, top: number, options?: CallOptions): Pages {
  const guard = createPageGuard(url);
  const ids = new Set<unknown>();
  for (let skip = 0; ; ) {
    const page = new URL(url);
    page.searchParams.set("$top", String(top));
    page.searchParams.set("$skip", String(skip));
    page.searchParams.set("$inlinecount", "allpages");
    const reply = await client.getJson(page, options);
    const total = wholeNumber(reply.json, "Count", url);
    const items = itemsOf(member(reply.json, "Results") ?? [], url);
    guard.see(items);
    for (const item of items) ids.add(member(item, "Moid") ?? item);
    yield items;
    skip += items.length;
    if (items.length === 0 || skip >= total) {
      complete(url, ids.size, total);
      return;
    }
  }
}

/** A server that gives the same page again would keep a listing going for ever, or hide the pages after it. */
function createPageGuard(url: URL): {
  see(items: readonly unknown[]): void;
  follow(token: string): void;
} {
  const pages = new Set<string>();
  const tokens = new Set<string>();
  return {
    see(items) {
      if (items.length === 0) return;
      const digest = createHash("sha256").update(JSON.stringify(items)).digest("base64");
      if (pages.has(digest)) throw pagingError(url, "page-loop", "the same page came twice");
      pages.add(digest);
    },
    follow(token) {
      if (tokens.has(token)) throw pagingError(url, "page-loop", "a next page that was read already");
      tokens.add(token);
    },
  };
}

function complete(url: URL, listed: number, total: number): void {
  if (listed >= total) return;
  throw pagingError(url, "incomplete", `${listed} different items came of the ${total} that there are`);
}

function itemsOf(value: unknown, url: URL): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw pagingError(url, "malformed", "the reply holds no list of items");
}

function wholeNumber(value: unknown, name: string, url: URL): number {
  const number = member(value, name);
  if (typeof number === "number" && Number.isSafeInteger(number) && number >= 0) return number;
  throw pagingError(url, "malformed", `the reply has no ${name}`);
}

function pagingError(url: URL, kind: HttpErrorKind, reason: string): HttpError {
  return new HttpError({ kind, call: describeCall("GET", url), reason });
}
