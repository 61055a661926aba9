import { isObject, member, nonEmptyTextOf } from "../../../http/json.ts";
import { keyPair } from "../../../model/credential.ts";
import type { Gap } from "../../../model/gap.ts";
import type { Instant } from "../../../model/instant.ts";
import type { Account, Owner } from "../../../model/owner.ts";
import { isUnknown, known, type Maybe, mapKnown, type Unknown, unknown } from "../../../model/unknown.ts";
import type { View } from "../../../model/view.ts";
import { flagField, instantField, listField, numberField, tagsField, textField } from "../../live-fields.ts";
import { liveGap, type LivePlace, liveView } from "../../live-view.ts";
import { readKeySpec } from "../key-spec.ts";
import { apiKeyType } from "../key-type.ts";
import { managedObjectNames } from "../managed-object.ts";

/** What the replies do not say themselves. */
export interface AccountListing {
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
  const id = nonEmptyTextOf(member(json, "AccountMoid")) ?? nonEmptyTextOf(member(member(json, "Account"), "Moid"));
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
export function ownerOf(json: unknown, { source, now }: Pick<AccountListing, "source" | "now">): Owner | undefined {
  const id = nonEmptyTextOf(member(json, "Moid"));
  if (id === undefined) return undefined;
  const locked = mapKnown(instantField(json, "LockedUntil"), (until) => until > now);
  return {
    system: "intersight",
    kind: "user",
    source,
    id,
    realmId: undefined,
    name: textField(json, "Name") ?? textField(json, "UserIdOrEmail") ?? textField(json, "Email"),
    account: textField(json, "AccountMoid"),
    realm: undefined,
    active: isUnknown(locked) ? locked : locked !== true,
    admin: unknown("keylint does not read the roles of Intersight users"),
    canUseApiKeys: undefined,
    timeLastLogin: instantField(json, "LastLoginTime"),
    canUseConsole: undefined,
  };
}

/** Reads an `iam.ApiKey`; `undefined` when it is none. A private key in it is told by its place alone. */
export function keyOf(json: unknown, { source, now, nameOf }: AccountListing): View | undefined {
  const id = nonEmptyTextOf(member(json, "Moid"));
  if (id === undefined) return undefined;
  const account = nonEmptyTextOf(member(json, "AccountMoid"));
  const user =
    nonEmptyTextOf(member(member(json, "User"), "Moid")) ?? nonEmptyTextOf(member(member(json, "Parent"), "Moid"));
  const userName = user === undefined ? undefined : nameOf(user);
  const spec = member(json, "KeySpec");
  const segments = [account ?? "unknown-account", user ?? "unknown-user", id] as const;
  const path = [segments[0], known(userName) ?? segments[1], id];
  return liveView(placeOf(source, path, segments), {
    id,
    account: account ?? unknown("the listing does not tell the account"),
    owner: { kind: "user", id: user ?? unknown("the listing does not tell the user"), name: userName },
    credential: keyPair({
      spec: isObject(spec)
        ? readKeySpec(nonEmptyTextOf(spec["ObjectType"]) ?? nonEmptyTextOf(spec["ClassId"]), spec)
        : undefined,
    }),
    secretAt: nonEmptyTextOf(member(json, "PrivateKey")) === undefined ? [] : ["PrivateKey"],
    active: activeAt(json, now),
    timeCreated: instantField(json, "CreateTime"),
    timeStarted: instantField(json, "StartTime"),
    timeExpires: instantField(json, "ExpiryDateTime"),
    timeLastUsed: instantField(json, "LastUsedTime"),
    tags: tagsField(json, "Tags", "Key", "Value"),
    attributes: {
      service: "iam",
      adminStatus: textField(json, "AdminStatus"),
      operStatus: textField(json, "OperStatus"),
      hashAlgorithm: textField(json, "HashAlgorithm"),
      signingAlgorithm: textField(json, "SigningAlgorithm"),
      neverExpires: neverExpires(json),
      lastUsedIp: textField(json, "LastUsedIp"),
      purpose: textField(json, "Purpose"),
      permission: textField(member(json, "Permission"), "Moid"),
      permissionResources: resourcesOf(json),
      switchedFromAccount: textField(member(member(json, "Scope"), "SwitchedFromAccount"), "AccountId"),
    },
  });
}

/**
 * The keys of an account, if any, that could not be listed.
 * @param host that was asked; it names the place where the account is not known
 */
export function gapOf(source: string, account: string | undefined, host: string, reason: Unknown): Gap {
  const place = [account ?? host];
  return liveGap(placeOf(source, place, place), { account: account ?? reason, realm: undefined, owner: {}, reason });
}

function placeOf(source: string, path: readonly string[], segments: readonly string[]): LivePlace {
  return { system: "intersight", type: apiKeyType.id, source, path, segments };
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

function resourcesOf(json: unknown): Maybe<readonly string[]> {
  return mapKnown(listField(json, "PermissionResources"), (items) =>
    managedObjectNames(
      items.filter(isObject).map((item) => ({
        moid: textField(item, "Moid"),
        objectType: textField(item, "ObjectType"),
        selector: textField(item, "Selector"),
      })),
    ),
  );
}
