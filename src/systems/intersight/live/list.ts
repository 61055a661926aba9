import { SourceError } from "../../../errors.ts";
import type { HttpClient } from "../../../http/client.ts";
import type { LiveEnvironment } from "../../../http/environment.ts";
import { describeCall, HttpError } from "../../../http/http-error.ts";
import { skipPages } from "../../../http/paging.ts";
import type { Source, SourceItem } from "../../../model/source.ts";
import { known, type Maybe, type Unknown, unknown } from "../../../model/unknown.ts";
import type { Account } from "../../../model/user.ts";
import { intersightClient } from "./authenticate.ts";
import { type IntersightAccess, intersightAccess } from "./config.ts";
import { incomplete, reasonOf, unreachable } from "./problem.ts";
import { accountOf, keyOf, userOf } from "./records.ts";
import type { IntersightTarget } from "./target.ts";
import { unlistedKey } from "./unlisted-key.ts";

/** The most that Intersight gives in one page; shorter pages are followed all the same. */
const pageSize = 1000;

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

async function* accountItems(
  source: string,
  { endpoint, credentials }: IntersightAccess,
  client: HttpClient,
  { clock, progress }: LiveEnvironment,
): AsyncGenerator<SourceItem> {
  const now = clock();
  const list = <T>(path: string, read: (json: unknown) => T | undefined): AsyncIterable<T | SourceError> =>
    records(client, new URL(`/api/v1/iam/${path}`, endpoint), read);
  const whatOf = (things: string): string => `the ${things} of Intersight at ${endpoint.host}`;
  let account = credentials.kind === "key" ? credentials.key.id.split("/")[0] : undefined;

  let limits: Unknown | undefined = unknown("Intersight lists no limits of the account");
  for await (const record of list("ResourceLimits", (json) => accountOf(json, source))) {
    if (record instanceof SourceError) {
      limits = unknown(reasonOf(whatOf("account limits"), record));
      yield incomplete(source, whatOf("account limits"), record);
    } else {
      account = known(record.id) ?? account;
      limits = undefined;
      yield { kind: "account", account: record };
    }
  }

  const names = new Map<string, Maybe<string>>();
  let unnamed: Unknown | undefined;
  for await (const record of list("Users", (json) => userOf(json, { source, now }))) {
    if (record instanceof SourceError) {
      unnamed = unknown(reasonOf(whatOf("users"), record));
      yield incomplete(source, whatOf("users"), record);
    } else {
      names.set(known(record.id) ?? "", record.name);
      progress?.({ counter: "users", add: 1 });
      progress?.({ counter: "usersDone", add: 1 });
      yield { kind: "user", user: record };
    }
  }

  const nameOf = (user: string): Maybe<string> => names.get(user) ?? unnamed;
  let unlisted: Unknown | undefined;
  for await (const record of list("ApiKeys", (json) => keyOf(json, { source, now, nameOf }))) {
    if (record instanceof SourceError) {
      unlisted = unknown(reasonOf(whatOf("API keys"), record));
      yield incomplete(source, whatOf("API keys"), record);
    } else {
      account ??= known(record.tenancy);
      progress?.({ counter: "keys", add: 1 });
      yield { kind: "key", key: record };
    }
  }

  if (unlisted !== undefined)
    yield { kind: "key", key: unlistedKey(source, account ?? unlisted, account ?? endpoint.host, unlisted) };
  if (limits !== undefined) yield { kind: "account", account: unlimitedAccount(source, account ?? limits, limits) };
}

/** All records of a listing, in the order of their ids, which is the same on every page; what went wrong stands among them. */
async function* records<T>(
  client: HttpClient,
  url: URL,
  read: (json: unknown) => T | undefined,
): AsyncGenerator<T | SourceError> {
  url.searchParams.set("$orderby", "Moid");
  let strange = 0;
  try {
    for await (const page of skipPages(client, url, pageSize)) {
      for (const record of page.map(read)) {
        if (record === undefined) strange++;
        else yield record;
      }
    }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    yield error;
  }
  if (strange > 0)
    yield new HttpError({
      kind: "malformed",
      call: describeCall("GET", url),
      reason: `${strange} items without an id`,
    });
}

/** The account whose limits are not known. */
function unlimitedAccount(source: string, id: Maybe<string>, reason: Unknown): Account {
  return { system: "intersight", source, id, maxKeyExpirySeconds: reason, allowsKeysWithoutExpiry: reason };
}
