import { SourceError } from "../errors.ts";
import type { HttpClient } from "../http/client.ts";
import type { Source, SourceItem } from "../model/source.ts";

/** How one account is read. */
interface Listed<Access> {
  /** Finds out how to reach it. @throws {SourceError} */
  readonly access: () => Promise<Access>;
  readonly client: (access: Access) => HttpClient;
  /** Says that it can't be reached, with the reason, a clause. */
  readonly unreachable: (reason: string) => string;
  readonly items: (access: Access, client: HttpClient) => AsyncIterable<SourceItem>;
}

/** A live account as a source: it is reached when it is read, and its client is closed after. One that can't be reached is a notification. */
export function accountSource<Access>(name: string, listed: Listed<Access>): Source {
  return {
    name,
    async *read() {
      let access: Access;
      try {
        access = await listed.access();
      } catch (error) {
        if (!(error instanceof SourceError)) throw error;
        yield listingError("source-unreadable", name, listed.unreachable(error.message));
        return;
      }
      const client = listed.client(access);
      try {
        yield* listed.items(access, client);
      } finally {
        client.close();
      }
    },
  };
}

/** A notification that makes the run incomplete. */
export function listingError(
  id: "source-unreadable" | "listing-incomplete",
  source: string,
  message: string,
): Extract<SourceItem, { readonly kind: "notification" }> {
  return { kind: "notification", notification: { level: "error", id, message, source } };
}
