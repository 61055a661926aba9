import { SourceError } from "../../../errors.ts";
import type { HttpClient } from "../../../http/client.ts";
import { describeCall, HttpError } from "../../../http/http-error.ts";
import { member } from "../../../http/json.ts";
import { skipPages } from "../../../http/paging.ts";
import type { SourceItem } from "../../../model/source.ts";
import { type Unknown, unknown } from "../../../model/unknown.ts";
import { incomplete, reasonOf } from "./problem.ts";

/** The most that Intersight gives in one page; shorter pages are followed all the same. */
const pageSize = 1000;

const titles = { ResourceLimits: "account limits", Users: "users", ApiKeys: "API keys" } as const;

/** One listing that was begun: all of it, or what came before the error. */
interface Listing {
  readonly url: URL;
  /** Names it in messages. */
  readonly what: string;
  readonly came: Promise<{ readonly items: readonly unknown[]; readonly error?: SourceError }>;
}

/** Begins to list, in the order of the ids, which is the same on every page. The three listings of an account do not wait for each other. */
export function beginListing(client: HttpClient, endpoint: URL, name: keyof typeof titles): Listing {
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
  return { url, what: `the ${titles[name]} of Intersight at ${endpoint.host}`, came };
}

/** What a listing gave. */
interface Records<T> {
  readonly records: readonly T[];
  /** The notifications that make the run incomplete. */
  readonly problems: readonly SourceItem[];
  /** Set when records are missing. */
  readonly missing: Unknown | undefined;
}

/**
 * Waits for a listing and reads its records.
 * @param read gives `undefined` for an item that is not what the interface promises
 */
export async function recordsOf<T>(
  source: string,
  { url, what, came }: Listing,
  read: (json: unknown) => T | undefined,
): Promise<Records<T>> {
  const { items, error } = await came;
  const records = items.map(read).filter((record) => record !== undefined);
  const strange = items.length - records.length;
  const errors = error === undefined ? [] : [error];
  if (strange > 0) {
    const reason = `${strange} items without an id`;
    errors.push(new HttpError({ kind: "malformed", call: describeCall("GET", url), reason }));
  }
  const last = errors.at(-1);
  return {
    records,
    problems: errors.map((each) => incomplete(source, what, each)),
    missing: last && unknown(reasonOf(what, last)),
  };
}
