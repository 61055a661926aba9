import { isObject, member, textOf } from "../../../http/json.ts";
import type { ApiKey, ManagedObject } from "../../../model/api-key.ts";
import type { Instant } from "../../../model/instant.ts";
import { isUnknown, known, type Maybe, mapKnown, unknown } from "../../../model/unknown.ts";
import type { Account, User } from "../../../model/user.ts";
import { keySpecOf } from "../key-spec.ts";
import { flagField, instantField, listField, numberField, textField } from "./fields.ts";
import { virtualLocation } from "./virtual-location.ts";

/** What the replies do not say themselves. */
export interface Listing {
  /** The source, as the user gave it. */
  readonly source: string;
  /** The moment of the listing. */
  readonly now: Instant;
  /** The name of a user. */
  readonly nameOf: (moid: string) => Maybe<string>;
}

/** The API's schema allows 0 and does not say what it means. */
const noLimit = unknown("the account tells a limit of 0 seconds, whose meaning Cisco does not document");

/** Reads an `iam.ResourceLimits`; `undefined` when it is none. */
export function accountOf(json: unknown, source: string): Account | undefined {
  const id = textOf(member(json, "AccountMoid")) ?? textOf(member(member(json, "Account"), "Moid"));
  if (id === undefined) return undefined;
  return {
    system: "intersight",
    source,
    id,
    maxKeyExpirySeconds: mapKnown(numberField(json, "MaxApiKeyExpiry"), (seconds) => (seconds > 0 ? seconds : noLimit)),
    allowsKeysWithoutExpiry: flagField(json, "AllowApiKeysWithoutExpiry"),
  };
}

/** Reads an `iam.User`; `undefined` when it is none. */
export function userOf(json: unknown, { source, now }: Pick<Listing, "source" | "now">): User | undefined {
  const id = textOf(member(json, "Moid"));
  if (id === undefined) return undefined;
  const locked = mapKnown(instantField(json, "LockedUntil"), (until) => until > now);
  return {
    system: "intersight",
    source,
    id,
    domainId: undefined,
    name: textField(json, "Name") ?? textField(json, "UserIdOrEmail") ?? textField(json, "Email"),
    tenancy: textField(json, "AccountMoid"),
    domain: undefined,
    active: isUnknown(locked) ? locked : locked !== true,
    admin: unknown("keylint does not read the roles of Intersight users"),
    canUseApiKeys: undefined,
    timeLastLogin: instantField(json, "LastLoginTime"),
    canUseConsole: undefined,
  };
}

/** Reads an `iam.ApiKey`; `undefined` when it is none. A private key in it is told by its place alone. */
export function keyOf(json: unknown, { source, now, nameOf }: Listing): ApiKey | undefined {
  const id = textOf(member(json, "Moid"));
  if (id === undefined) return undefined;
  const account = textOf(member(json, "AccountMoid"));
  const user = textOf(member(member(json, "User"), "Moid")) ?? textOf(member(member(json, "Parent"), "Moid"));
  const userName = user === undefined ? undefined : nameOf(user);
  const spec = member(json, "KeySpec");
  const [accountName, userNamed] = [account ?? "unknown-account", user ?? "unknown-user"];
  return {
    system: "intersight",
    source,
    origin: { kind: "live", listings: ["iam"], path: [accountName, known(userName) ?? userNamed, id] },
    existence: "exists",
    id,
    tenancy: account ?? unknown("the listing does not tell the account"),
    domain: undefined,
    user: user ?? unknown("the listing does not tell the user"),
    userName,
    publicKey: undefined,
    fingerprint: undefined,
    keySpec: isObject(spec) ? keySpecOf(textOf(spec["ObjectType"]) ?? textOf(spec["ClassId"]), spec) : undefined,
    hashAlgorithm: textField(json, "HashAlgorithm"),
    signingAlgorithm: textField(json, "SigningAlgorithm"),
    active: activeAt(json, now),
    lifecycleState: undefined,
    inactiveStatus: undefined,
    adminStatus: textField(json, "AdminStatus"),
    operStatus: textField(json, "OperStatus"),
    timeCreated: instantField(json, "CreateTime"),
    timeStarted: instantField(json, "StartTime"),
    timeExpires: instantField(json, "ExpiryDateTime"),
    timeLastUsed: instantField(json, "LastUsedTime"),
    lastUsedIp: textField(json, "LastUsedIp"),
    neverExpires: neverExpires(json),
    purpose: textField(json, "Purpose"),
    permission: managedObject(member(json, "Permission")),
    permissionResources: resourcesOf(json),
    scope: scopeOf(json),
    tags: tagsOf(json),
    privateKeyAt: textOf(member(json, "PrivateKey")) === undefined ? [] : ["PrivateKey"],
    comments: [],
    location: virtualLocation([accountName, userNamed, id]),
    places: new Map(),
    alsoAt: [],
  };
}

/** A key that is said to expire, but not when, may just as well never do so. */
function neverExpires(json: unknown): Maybe<boolean> {
  const told = flagField(json, "IsNeverExpiring");
  return told === false && instantField(json, "ExpiryDateTime") === undefined
    ? unknown("the listing says that the key expires, but not when")
    : told;
}

/** Enabled by its administrator, enabled in operation, and not expired at the moment: the status is not refreshed on the very second. */
function activeAt(json: unknown, now: Instant): Maybe<boolean> {
  const adminStatus = textField(json, "AdminStatus");
  const operStatus = textField(json, "OperStatus");
  if (known(adminStatus) === "disable" || ["disabled", "expired"].includes(known(operStatus) ?? "")) return false;
  const expires = instantField(json, "ExpiryDateTime");
  if (known(flagField(json, "IsNeverExpiring")) !== true && (known(expires) ?? Number.POSITIVE_INFINITY) <= now)
    return false;
  if (known(operStatus) === "enabled") return true;
  return unknown("the listing does not tell whether the key is enabled");
}

/** A `mo.MoRef`; null is unset. */
function managedObject(json: unknown): ManagedObject | undefined {
  if (!isObject(json)) return undefined;
  return {
    moid: textField(json, "Moid"),
    objectType: textField(json, "ObjectType"),
    selector: textField(json, "Selector"),
  };
}

function resourcesOf(json: unknown): ApiKey["permissionResources"] {
  return mapKnown(listField(json, "PermissionResources"), (items) =>
    items.flatMap((item) => {
      const resource = managedObject(item);
      return resource === undefined ? [] : [resource];
    }),
  );
}

function scopeOf(json: unknown): ApiKey["scope"] {
  const scope = member(json, "Scope");
  if (!isObject(scope)) return undefined;
  return { switchedFromAccount: textField(member(scope, "SwitchedFromAccount"), "AccountId") };
}

function tagsOf(json: unknown): ApiKey["tags"] {
  return mapKnown(listField(json, "Tags"), (tags) =>
    Object.fromEntries(
      tags.flatMap((tag) => {
        const name = textOf(member(tag, "Key"));
        return name === undefined ? [] : [[name, textOf(member(tag, "Value")) ?? ""]];
      }),
    ),
  );
}
