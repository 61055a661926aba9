import { SourceError } from "../../../errors.ts";
import type { HttpClient } from "../../../http/client.ts";
import { describeCall, HttpError } from "../../../http/http-error.ts";
import { member } from "../../../http/json.ts";
import { skipPages } from "../../../http/paging.ts";

/** The most that Intersight gives in one page; shorter pages are followed all the same. */
const pageSize = 1000;

export type ListingName = "ResourceLimits" | "Users" | "ApiKeys";

/** One listing that was begun: all of it, or what came before the error. */
export interface Listing {
  readonly url: URL;
  readonly came: Promise<{ readonly items: readonly unknown[]; readonly error?: SourceError }>;
}

/** Begins to list, in the order of the ids, which is the same on every page. The three listings of an account do not wait for each other. */
export function beginListing(client: HttpClient, endpoint: URL, name: ListingName): Listing {
  const url = new URL(`/api/v1/iam/${name}`, endpoint);
  url.searchParams.set("$orderby", "Moid");
  const list = async (): Listing["came"] => {
    // One that is created or deleted meanwhile moves the others from page to page: each is taken once.
    const items = new Map<unknown, unknown>();
    try {
      for await (const page of skipPages(client, url, pageSize)) {
        for (const item of page) items.set(member(item, "Moid") ?? item, item);
      }
      return { items: [...items.values()] };
    } catch (error) {
      if (error instanceof SourceError) return { items: [...items.values()], error };
      throw error;
    }
  };
  const came = list();
  // A failure that is no refusal belongs to whoever reads this listing, when it is its turn.
  came.catch(() => undefined);
  return { url, came };
}

/** All records of a listing; what went wrong stands among them. */
export async function* records<T>(
  { url, came }: Listing,
  read: (json: unknown) => T | undefined,
): AsyncGenerator<T | SourceError> {
  const { items, error } = await came;
  let strange = 0;
  for (const record of items.map(read)) {
    if (record === undefined) strange++;
    else yield record;
  }
  if (error !== undefined) yield error;
  if (strange > 0)
    yield new HttpError({
      kind: "malformed",
      call: describeCall("GET", url),
      reason: `${strange} items without an id`,
    });
}
