import type { HttpClient } from "../../../http/client.ts";
import type { LiveEnvironment } from "../../../http/environment.ts";
import { describeCall, HttpError } from "../../../http/http-error.ts";
import { type Pages, tokenPages } from "../../../http/paging.ts";
import { mapInOrder } from "../../../http/in-order.ts";
import { readAhead } from "../../../http/read-ahead.ts";
import type { Unknown } from "../../../model/unknown.ts";
import { createProblems, type Problems } from "./problems.ts";

/** One listing of one tenancy, under way. */
export interface Listing {
  /** As the user gave it. */
  readonly source: string;
  /** OCID. */
  readonly tenancy: string;
  readonly client: HttpClient;
  readonly environment: LiveEnvironment;
  readonly problems: Problems;
  /** Base URL of the Identity service in the home region. */
  readonly endpoint: URL;
}

/** What was read, and why it is not all where it is not. */
export interface CollectedItems<T> {
  readonly items: readonly T[];
  readonly missing: Unknown | undefined;
}

/** Reads one item of a page; `undefined` when it is not what the interface promises. */
export type ReadItem<T> = (item: unknown) => T | undefined;

/** The same listing, for a branch of the work, which collects its own problems. */
export function branchOf(listing: Listing): Listing {
  return { ...listing, problems: createProblems(listing.source) };
}

/** Does the work for each item in a branch of its own, several at once. What they could not list is reported in the order of the items. */
export async function* eachBranch<T, U>(
  listing: Listing,
  items: Iterable<T>,
  work: (branch: Listing, item: T) => Promise<U>,
): AsyncGenerator<U, void, undefined> {
  const { environment, problems } = listing;
  const outcomes = mapInOrder(items, environment.concurrency, async (item) => {
    const branch = branchOf(listing);
    return { outcome: await work(branch, item), branch };
  });
  for await (const { outcome, branch } of outcomes) {
    problems.adopt(branch.problems);
    yield outcome;
  }
}

/** How the classic Identity API tells and takes the next page. */
export const paging = { replyHeader: "opc-next-page", queryParameter: "page" } as const;

/** The items of a paged operation of the classic Identity API. Throws {@link HttpError}; the items before it stand. */
export function classicItems<T>(
  listing: Listing,
  operation: string,
  query: Readonly<Record<string, string>>,
  read: ReadItem<T>,
): AsyncGenerator<T, void, undefined> {
  const url = classicUrl(listing, operation, query);
  return readItems(url, readAhead(tokenPages(listing.client, url, paging)), read);
}

/** URL of an operation of the classic Identity API. */
export function classicUrl(listing: Listing, operation: string, query: Readonly<Record<string, string>> = {}): URL {
  const url = new URL(`/20160918/${operation}`, listing.endpoint);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url;
}

/** Reads item by item. One that is malformed is left out, and the listing fails once the others are read. */
export async function* readItems<T>(url: URL, pages: Pages, read: ReadItem<T>): AsyncGenerator<T, void, undefined> {
  let malformed = 0;
  for await (const page of pages) {
    for (const item of page) {
      const value = read(item);
      if (value === undefined) malformed++;
      else yield value;
    }
  }
  if (malformed === 0) return;
  const reason = `${malformed} of the items are not what the interface promises`;
  throw new HttpError({ kind: "malformed", call: describeCall("GET", url), reason });
}

/**
 * Reads a listing as far as it goes, and notes where it ended early.
 * @param what names the listing for the notification
 */
export async function collectItems<T>(
  { problems }: Pick<Listing, "problems">,
  what: string,
  items: AsyncIterable<T>,
): Promise<CollectedItems<T>> {
  const read: T[] = [];
  try {
    for await (const item of items) read.push(item);
    return { items: read, missing: undefined };
  } catch (error) {
    return { items: read, missing: problems.add(what, error) };
  }
}
