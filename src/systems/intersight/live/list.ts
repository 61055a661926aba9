import type { HttpClient } from "../../../http/client.ts";
import type { LiveEnvironment } from "../../../http/environment.ts";
import type { Source, SourceItem } from "../../../model/source.ts";
import { known, unknown } from "../../../model/unknown.ts";
import { accountSource } from "../../live-source.ts";
import { intersightClient } from "./authenticate.ts";
import { type IntersightAccess, intersightAccess } from "./config.ts";
import { beginListing, recordsOf } from "./listing.ts";
import { accountOf, gapOf, keyOf, ownerOf } from "./records.ts";
import { intersightTargetOf } from "./target.ts";

/**
 * One account of Cisco Intersight, in the cloud or on an appliance: its limits, its users and its API keys.
 * @param settings of the target, whose form the schema checked
 */
export function intersightSource(
  name: string,
  settings: Readonly<Record<string, unknown>>,
  environment: LiveEnvironment,
): Source {
  return accountSource(name, {
    access: () => intersightAccess(intersightTargetOf(settings), environment),
    unreachable: (reason) => `${name} can't be listed: ${reason}.`,
    client: (access) => intersightClient(access, environment),
    items: (access, client) => accountItems(name, access, client, environment),
  });
}

async function* accountItems(
  source: string,
  { endpoint, credentials }: IntersightAccess,
  client: HttpClient,
  { clock, progress = () => undefined }: LiveEnvironment,
): AsyncGenerator<SourceItem> {
  const [limitListing, userListing, keyListing] = [
    beginListing(client, endpoint, "ResourceLimits"),
    beginListing(client, endpoint, "Users"),
    beginListing(client, endpoint, "ApiKeys"),
  ];
  const now = clock();
  // The account's Moid, as soon as anything tells it.
  let account = credentials.kind === "key" ? credentials.key.id.split("/")[0] : undefined;

  const limits = await recordsOf(source, limitListing, (json) => accountOf(json, source));
  for (const record of limits.records) {
    account = known(record.id) ?? account;
    yield { kind: "account", account: record };
  }
  yield* limits.problems;

  const users = await recordsOf(source, userListing, (json) => ownerOf(json, { source, now }));
  const names = new Map(users.records.map(({ id, name }) => [known(id), name]));
  for (const owner of users.records) {
    progress({ counter: "users", add: 1 });
    progress({ counter: "usersDone", add: 1 });
    yield { kind: "owner", owner };
  }
  yield* users.problems;

  const nameOf = (user: string) => names.get(user) ?? users.missing;
  const keys = await recordsOf(source, keyListing, (json) => keyOf(json, { source, now, nameOf }));
  for (const view of keys.records) {
    account ??= known(view.account);
    progress({ counter: "keys", add: 1 });
    yield { kind: "view", view };
  }
  yield* keys.problems;
  if (keys.missing !== undefined) yield { kind: "gap", gap: gapOf(source, account, endpoint.host, keys.missing) };

  if (limits.missing === undefined && limits.records.length > 0) return;
  const reason = limits.missing ?? unknown("Intersight lists no limits of the account");
  const unlimited = { maxKeyExpirySeconds: reason, allowsKeysWithoutExpiry: reason };
  yield { kind: "account", account: { system: "intersight", source, id: account ?? reason, ...unlimited } };
}
