import { SourceError } from "../../../errors.ts";
import type { HttpClient } from "../../../http/client.ts";
import type { LiveEnvironment } from "../../../http/environment.ts";
import type { Instant } from "../../../model/instant.ts";
import type { Source, SourceItem } from "../../../model/source.ts";
import { known, type Maybe, type Unknown, unknown } from "../../../model/unknown.ts";
import type { Account } from "../../../model/user.ts";
import { intersightClient } from "./authenticate.ts";
import { type IntersightAccess, intersightAccess } from "./config.ts";
import { beginListing, type ListingName, records } from "./listing.ts";
import { incomplete, reasonOf, unreachable } from "./problem.ts";
import { accountOf, keyOf, userOf } from "./records.ts";
import type { IntersightTarget } from "./target.ts";
import { unlistedKey } from "./unlisted-key.ts";

/** One account of Cisco Intersight, in the cloud or on an appliance: its limits, its users and its API keys. */
export function intersightSource(name: string, target: IntersightTarget, environment: LiveEnvironment): Source {
  return {
    name,
    async *read() {
      let access: IntersightAccess;
      try {
        access = await intersightAccess(target, environment);
      } catch (error) {
        if (!(error instanceof SourceError)) throw error;
        yield unreachable(name, error);
        return;
      }
      const client = intersightClient(access, environment);
      try {
        yield* accountItems(name, access, client, environment);
      } finally {
        client.close();
      }
    },
  };
}

/** What one listing hands on to the next. */
interface Asked {
  readonly source: string;
  readonly host: string;
  readonly now: Instant;
  readonly progress: NonNullable<LiveEnvironment["progress"]>;
  /** Moid of the account, as soon as anything tells it. */
  account: string | undefined;
  /** All records of a listing; what went wrong stands among them. */
  readonly list: <T>(name: ListingName, read: (json: unknown) => T | undefined) => AsyncIterable<T | SourceError>;
}

async function* accountItems(
  source: string,
  { endpoint, credentials }: IntersightAccess,
  client: HttpClient,
  { clock, progress = () => undefined }: LiveEnvironment,
): AsyncGenerator<SourceItem> {
  const listings = {
    ResourceLimits: beginListing(client, endpoint, "ResourceLimits"),
    Users: beginListing(client, endpoint, "Users"),
    ApiKeys: beginListing(client, endpoint, "ApiKeys"),
  };
  const asked: Asked = {
    source,
    host: endpoint.host,
    now: clock(),
    progress,
    account: credentials.kind === "key" ? credentials.key.id.split("/")[0] : undefined,
    list: (name, read) => records(listings[name], read),
  };
  const unlimited = yield* limitItems(asked);
  const nameOf = yield* userItems(asked);
  yield* keyItems(asked, nameOf);
  if (unlimited !== undefined) yield { kind: "account", account: unlimited(asked.account) };
}

/** @returns for an account whose limits are not known: what makes it, once its Moid is known */
async function* limitItems(
  asked: Asked,
): AsyncGenerator<SourceItem, ((account: string | undefined) => Account) | undefined> {
  const what = `the account limits of Intersight at ${asked.host}`;
  let reason: Unknown | undefined = unknown("Intersight lists no limits of the account");
  for await (const record of asked.list("ResourceLimits", (json) => accountOf(json, asked.source))) {
    if (record instanceof SourceError) {
      reason = unknown(reasonOf(what, record));
      yield incomplete(asked.source, what, record);
    } else {
      reason = undefined;
      asked.account = known(record.id) ?? asked.account;
      yield { kind: "account", account: record };
    }
  }
  if (reason === undefined) return undefined;
  const limits = { maxKeyExpirySeconds: reason, allowsKeysWithoutExpiry: reason };
  return (account) => ({ system: "intersight", source: asked.source, id: account ?? reason, ...limits });
}

/** @returns what tells the name of a user */
async function* userItems(asked: Asked): AsyncGenerator<SourceItem, (user: string) => Maybe<string>> {
  const what = `the users of Intersight at ${asked.host}`;
  const names = new Map<string, Maybe<string>>();
  let unnamed: Unknown | undefined;
  for await (const record of asked.list("Users", (json) => userOf(json, asked))) {
    if (record instanceof SourceError) {
      unnamed = unknown(reasonOf(what, record));
      yield incomplete(asked.source, what, record);
    } else {
      names.set(known(record.id) ?? "", record.name);
      asked.progress({ counter: "users", add: 1 });
      asked.progress({ counter: "usersDone", add: 1 });
      yield { kind: "user", user: record };
    }
  }
  return (user) => names.get(user) ?? unnamed;
}

async function* keyItems(asked: Asked, nameOf: (user: string) => Maybe<string>): AsyncGenerator<SourceItem> {
  const what = `the API keys of Intersight at ${asked.host}`;
  let reason: Unknown | undefined;
  for await (const record of asked.list("ApiKeys", (json) => keyOf(json, { ...asked, nameOf }))) {
    if (record instanceof SourceError) {
      reason = unknown(reasonOf(what, record));
      yield incomplete(asked.source, what, record);
    } else {
      asked.account ??= known(record.tenancy);
      asked.progress({ counter: "keys", add: 1 });
      yield { kind: "key", key: record };
    }
  }
  if (reason === undefined) return;
  const { source, account, host } = asked;
  yield { kind: "key", key: unlistedKey(source, account ?? reason, account ?? host, reason) };
}
