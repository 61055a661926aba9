import { createHash } from "node:crypto";
import type { CallOptions, HttpClient, HttpReply } from "./client.ts";
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
    token = nextToken(reply, paging);
    if (token !== undefined) guard.follow(token);
  } while (token !== undefined);
}

/** A listing that comes in one reply, a bare JSON array; the service says of no other page. */
export async function* singlePage(
  client: HttpClient,
  url: URL,
  paging: Pick<TokenPaging, "replyHeader">,
  options?: CallOptions,
): Pages {
  const reply = await client.getJson(url, options);
  yield itemsOf(reply.json, url);
  if (nextToken(reply, paging) === undefined) return;
  throw pagingError(url, "incomplete", "the reply names a next page, which this operation should not have");
}

function nextToken({ headers }: HttpReply, { replyHeader }: Pick<TokenPaging, "replyHeader">): string | undefined {
  const next = headers[replyHeader];
  return typeof next === "string" && next !== "" ? next : undefined;
}

/**
 * SCIM 2 (RFC 7644, 3.4.2.4): `startIndex` from 1, the server's own `itemsPerPage`. The listing is whole when as many different items came as
 * `totalResults` says. Items may come twice: see {@link untilSteady}.
 * @param count items to ask for in one page
 */
export function scimPages(client: HttpClient, url: URL, count: number, options?: CallOptions): Pages {
  return untilSteady(url, "id", async (startIndex) => {
    const page = new URL(url);
    page.searchParams.set("startIndex", String(startIndex + 1));
    page.searchParams.set("count", String(count));
    const { json } = await client.getJson(page, options);
    const total = wholeNumber(json, "totalResults", url);
    if (total === 0) return { total, items: [], length: 0 };
    const items = itemsOf(member(json, "Resources"), url);
    return { total, items, length: wholeNumber(json, "itemsPerPage", url) };
  });
}

/**
 * OData: `$skip` and `$top`, and `Count` in the reply, as the answer to `$inlinecount=allpages`. `Results` may be null. Items may come
 * twice: see {@link untilSteady}.
 * @param top items to ask for in one page
 */
export function skipPages(client: HttpClient, url: URL, top: number, options?: CallOptions): Pages {
  return untilSteady(url, "Moid", async (skip) => {
    const page = new URL(url);
    page.searchParams.set("$top", String(top));
    page.searchParams.set("$skip", String(skip));
    page.searchParams.set("$inlinecount", "allpages");
    const { json } = await client.getJson(page, options);
    const items = itemsOf(member(json, "Results") ?? [], url);
    const total = wholeNumber(json, "Count", url);
    // An empty page is the last one, whatever the count says.
    return { total, items, length: items.length === 0 ? total : items.length };
  });
}

/** One page of a listing by position. */
interface PositionedPage {
  /** Items of the whole listing, as of this page. */
  readonly total: number;
  readonly items: readonly unknown[];
  /** How far the next page is from this one. */
  readonly length: number;
}

/** So often a listing is read from its beginning, while items are deleted under it. */
const readings = 3;

/**
 * Pages by position. An item that is deleted while the pages are read moves those behind it one place forward, and the first of the next page is
 * skipped: the listing is then read again. One that is created moves them back: they come twice, and the new one belongs to the next listing.
 * @param id the property that tells items apart
 */
async function* untilSteady(url: URL, id: string, ask: (position: number) => Promise<PositionedPage>): Pages {
  for (let reading = 1; reading <= readings; reading++) {
    const guard = createPageGuard(url);
    const ids = new Set<unknown>();
    let [position, least, before] = [0, Number.POSITIVE_INFINITY, 0];
    for (;;) {
      const { total, items, length } = await ask(position);
      if (total < before) break;
      guard.see(items);
      for (const item of items) ids.add(member(item, id) ?? item);
      yield items;
      least = Math.min(least, total);
      before = total;
      position += length;
      if (position >= total) {
        complete(url, ids.size, least);
        return;
      }
      if (length === 0) throw pagingError(url, "page-loop", "a page of no items, with more to come");
    }
  }
  throw pagingError(url, "incomplete", "items were deleted while the pages were read, each time that it was tried");
}

/** Filters are applied after paging, so that some pages are empty; so many in a row are no listing any more. */
const emptyPages = 100;

/** A server that gives the same page again would keep a listing going for ever, or hide the pages after it. */
function createPageGuard(url: URL): {
  see(items: readonly unknown[]): void;
  follow(token: string): void;
} {
  const pages = new Set<string>();
  const tokens = new Set<string>();
  let empty = 0;
  return {
    see(items) {
      empty = items.length === 0 ? empty + 1 : 0;
      if (empty > emptyPages) throw pagingError(url, "page-loop", `${empty} pages in a row without items`);
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
