import { member, nonEmptyTextOf, truthOf } from "../../../http/json.ts";
import type { Instant } from "../../../model/instant.ts";
import type { Maybe } from "../../../model/unknown.ts";
import { instantField } from "../../live-fields.ts";

/** A user as the classic Identity API lists it (oci-go-sdk, identity/user.go). */
export interface ClassicUser {
  /** OCID. */
  readonly id: string;
  readonly name: string;
  readonly lifecycleState: string | undefined;
  readonly canUseApiKeys: boolean | undefined;
  /** By password, or through the identity provider that the user comes from. */
  readonly canUseConsole: boolean | undefined;
  readonly lastLogin: Maybe<Instant>;
}

/** An API key as the classic Identity API lists it (oci-go-sdk, identity/api_key.go). */
export interface ClassicKey {
  /** `TENANCY/USER/FINGERPRINT` */
  readonly keyId: string | undefined;
  /** PEM. */
  readonly keyValue: string | undefined;
  readonly fingerprint: string;
  readonly timeCreated: Maybe<Instant>;
  readonly lifecycleState: string | undefined;
  readonly inactiveStatus: number | undefined;
}

/** Something with an OCID and a name: a group. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** Each reader gives `undefined` for an item that is not what the interface promises. */
export function readUser(item: unknown): ClassicUser | undefined {
  const named = readNamed(item);
  if (named === undefined) return undefined;
  const capabilities = member(item, "capabilities");
  const password = truthOf(member(capabilities, "canUseConsolePassword"));
  return {
    ...named,
    lifecycleState: nonEmptyTextOf(member(item, "lifecycleState")),
    canUseApiKeys: truthOf(member(capabilities, "canUseApiKeys")),
    canUseConsole: nonEmptyTextOf(member(item, "identityProviderId")) === undefined ? password : true,
    lastLogin: instantField(item, "lastSuccessfulLoginTime"),
  };
}

export function readKey(item: unknown): ClassicKey | undefined {
  const fingerprint = nonEmptyTextOf(member(item, "fingerprint"));
  if (fingerprint === undefined) return undefined;
  const inactiveStatus = member(item, "inactiveStatus");
  return {
    keyId: nonEmptyTextOf(member(item, "keyId")),
    keyValue: nonEmptyTextOf(member(item, "keyValue")),
    fingerprint,
    timeCreated: instantField(item, "timeCreated"),
    lifecycleState: nonEmptyTextOf(member(item, "lifecycleState")),
    inactiveStatus: typeof inactiveStatus === "number" ? inactiveStatus : undefined,
  };
}

export function readNamed(item: unknown): Named | undefined {
  const [id, name] = [nonEmptyTextOf(member(item, "id")), nonEmptyTextOf(member(item, "name"))];
  return id === undefined || name === undefined ? undefined : { id, name };
}

/** A compartment, and whether it is deleted: it is listed for a while after. */
export function readCompartment(item: unknown): (Named & { readonly deleted: boolean }) | undefined {
  const named = readNamed(item);
  return named && { ...named, deleted: nonEmptyTextOf(member(item, "lifecycleState")) === "DELETED" };
}

/** The user's OCID of a membership. */
export function readMembership(item: unknown): string | undefined {
  return nonEmptyTextOf(member(item, "userId"));
}

/** The statements of a policy. */
export function readPolicy(item: unknown): readonly string[] | undefined {
  const statements = member(item, "statements");
  return Array.isArray(statements) && statements.every((text): text is string => typeof text === "string")
    ? statements
    : undefined;
}

/** A region that the tenancy subscribes to. */
export function readRegion(item: unknown): { readonly name: string; readonly isHome: boolean } | undefined {
  const name = nonEmptyTextOf(member(item, "regionName"));
  return name === undefined ? undefined : { name, isHome: member(item, "isHomeRegion") === true };
}
