import { isDeepStrictEqual } from "node:util";
import { valuesOf } from "../model/api-key.ts";
import { type Credential, keyPair } from "../model/credential.ts";
import type { KeyOwner } from "../model/owner.ts";
import { isUnknown, known, type Maybe } from "../model/unknown.ts";
import type { Attributes, KeyValues, View } from "../model/view.ts";

/** One member of what is known of a key. */
type Member<T> = (view: View) => Maybe<T>;

/**
 * What all views together tell of a key, member by member: known beats unknown, and newer beats older. What the plan changes is the plan's to say.
 * @param views the newest first; at least one
 */
export function joinedValues(views: readonly View[]): KeyValues {
  const [first, ...others] = views;
  if (first === undefined) throw new RangeError("a key without a view");
  const { system, type } = first;
  // Most keys have one view, and need no second object for what it says.
  if (others.length === 0) return valuesOf(first);
  const aliases = [...new Set(views.flatMap((view) => view.aliases ?? []))];
  const id = lasting(views, (view) => view.id);
  return {
    system,
    type,
    id,
    ...(aliases.length === 0 ? {} : { aliases: aliases.filter((alias) => alias !== id) }),
    account: lasting(views, (view) => view.account),
    realm: lasting(views, (view) => view.realm),
    owner: joinedOwner(views),
    credential: joinedCredential(views, first),
    timeCreated: lasting(views, (view) => view.timeCreated),
    timeStarted: lasting(views, (view) => view.timeStarted),
    timeExpires: changing(views, (view) => view.timeExpires),
    timeLastUsed: changing(views, (view) => view.timeLastUsed),
    active: changing(views, (view) => view.active),
    secretAt: joinedSecretPlaces(views),
    ...secretsWritten(views),
    tags: changing(views, (view) => view.tags),
    attributes: joinedAttributes(views),
  };
}

/** What never changes while the key exists: whoever tells it. */
function lasting<T>(views: readonly View[], member: Member<T>): Maybe<T> {
  const values = views.map(member);
  return values.find((value) => value !== undefined && !isUnknown(value)) ?? leastUnknown(values);
}

/** What may change: the plan's where the plan changes it, else the newest that is known, be it unset. */
function changing<T>(views: readonly View[], member: Member<T>): Maybe<T> {
  for (const view of views) {
    if (view.moment !== "planned") continue;
    const before = views.find((other) => other.moment === "current" && isSameDocument(other, view));
    const value = member(view);
    if (!isUnknown(value) && (before === undefined || !isDeepStrictEqual(value, member(before)))) return value;
  }
  const values = views.map(member);
  return values.some((value) => !isUnknown(value)) ? values.find((value) => !isUnknown(value)) : leastUnknown(values);
}

function isSameDocument(a: View, b: View): boolean {
  return a.location.uri === b.location.uri && a.source === b.source;
}

/** Of several unknown values, the one that says what it refers to: keys that refer to the same thing share it. */
function leastUnknown<T>(values: readonly Maybe<T>[]): Maybe<T> {
  return values.find((value) => isUnknown(value) && value.reference !== undefined) ?? values.find(isUnknown);
}

/** The account's own id of the owner says more than the realm's. */
function joinedOwner(views: readonly View[]): KeyOwner {
  const owners = views.map(({ owner }) => owner);
  const told =
    owners.find(({ id, idWithin }) => known(id) !== undefined && idWithin === undefined) ??
    owners.find(({ id }) => known(id) !== undefined) ??
    owners.find(({ id }) => isUnknown(id) && id.reference !== undefined) ??
    owners.find(({ id }) => isUnknown(id)) ??
    owners[0];
  if (told === undefined) throw new RangeError("a key without a view");
  const realmId = owners.map((owner) => owner.realmId).find((id) => id !== undefined);
  return {
    ...told,
    name: lasting(views, ({ owner }) => owner.name),
    ...(realmId === undefined || told.idWithin !== undefined ? {} : { realmId }),
  };
}

function joinedCredential(views: readonly View[], first: View): Credential {
  if (first.credential.kind !== "key-pair") return first.credential;
  const pairs = views.filter(({ credential }) => credential.kind === "key-pair");
  return keyPair({
    publicKey: lasting(pairs, ({ credential }) => (credential.kind === "key-pair" ? credential.publicKey : undefined)),
    spec: lasting(pairs, ({ credential }) => (credential.kind === "key-pair" ? credential.spec : undefined)),
    fingerprint: lasting(pairs, ({ credential }) =>
      credential.kind === "key-pair" ? credential.fingerprint : undefined,
    ),
  });
}

function joinedAttributes(views: readonly View[]): Attributes {
  const names = new Set(views.flatMap(({ attributes }) => Object.keys(attributes)));
  return Object.fromEntries(
    [...names].map((name) => [
      name,
      changing(
        // A view that does not have the attribute at all does not say that it is unset.
        views.filter(({ attributes }) => Object.hasOwn(attributes, name)),
        ({ attributes }) => attributes[name],
      ),
    ]),
  );
}

/** What is there already was made before: its state is given, and tells by itself. */
function secretsWritten(views: readonly View[]): Pick<KeyValues, "secretWritten"> {
  const isMade = views.some(({ existence, moment }) => existence === "exists" && moment !== "planned");
  const names = isMade ? [] : [...new Set(views.flatMap(({ secretWritten }) => secretWritten ?? []))];
  return names.length === 0 ? {} : { secretWritten: names };
}

/** Secret material that any view shows is out, whatever the others show. */
function joinedSecretPlaces(views: readonly View[]): Maybe<readonly string[]> {
  const places = new Set(views.flatMap(({ secretAt }) => known(secretAt) ?? []));
  return places.size > 0 ? [...places] : (views.map(({ secretAt }) => secretAt).find(isUnknown) ?? []);
}
