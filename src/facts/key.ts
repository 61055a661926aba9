import type { ApiKey } from "../model/api-key.ts";
import { fingerprintOf, keySpecOf, publicKeyOf } from "../model/credential.ts";
import type { Instant } from "../model/instant.ts";
import { isUnknown, known, type Maybe, mapKnown, unknown } from "../model/unknown.ts";
import { keyTypeOf } from "../systems/registry.ts";
import type { Course } from "./course.ts";
import type { Duplicates } from "./duplicates.ts";
import type { FactGroup } from "./facts.ts";
import type { Identities } from "./identity.ts";
import { lazyGroup } from "./lazy-group.ts";
import type { Peers } from "./peers.ts";
import { attributeFacts } from "./schema.ts";
import { daysBetween, durationText, instantText } from "./time.ts";

/** Everything that the facts of one key are derived from. */
export interface KeySubject {
  readonly key: ApiKey;
  readonly asOf: Instant;
  readonly peers: Peers | undefined;
  readonly duplicates: Duplicates;
  readonly identities: Identities;
  readonly course: Course;
  readonly declared: Maybe<boolean>;
  readonly found: Maybe<boolean>;
}

const attributes = Object.fromEntries(
  Object.keys(attributeFacts).map((name) => [name, ({ key }: KeySubject): unknown => key.attributes[name]]),
);

/** `key.*` of one key. */
export const keyFactsOf: (subject: KeySubject) => FactGroup<"key"> = lazyGroup<"key", KeySubject>(
  {
    system: ({ key }) => key.system,
    type: ({ key }) => key.type,
    live: ({ key }) => key.live !== undefined,
    managed: ({ key }) => key.terraform?.mode === "managed",
    document: ({ key }) => (key.live === undefined ? key.terraform?.document : undefined),
    address: ({ key }) => key.terraform?.address,
    action: ({ key }) => key.terraform?.action,
    existence: ({ key }) => key.existence,
    id: ({ key }) => key.id,
    account: ({ key }) => key.account,
    credential: ({ key }) => key.credential.kind,
    fingerprint: ({ key }) => fingerprintOf(key),
    active: ({ key }) => key.active,
    specType: ({ key }) => mapKnown(keySpecOf(key), (spec) => spec.type),
    specBits: ({ key }) => mapKnown(keySpecOf(key), (spec) => spec.bits),
    specCurve: ({ key }) => mapKnown(keySpecOf(key), (spec) => spec.curve),
    created: ({ key }) => instantText(key.timeCreated),
    age: (subject) => mapKnown(ageOf(subject), durationText),
    ageDays: (subject) => mapKnown(ageOf(subject), (age) => daysBetween(0, age)),
    expires: ({ key }) => instantText(key.timeExpires),
    daysToExpiry: ({ key, asOf }) => mapKnown(key.timeExpires, (expires) => daysBetween(asOf, expires)),
    lifetimeDays: ({ key, asOf }) => lifetimeOf(key, asOf),
    lastUsed: ({ key }) => instantText(key.timeLastUsed),
    daysSinceUse: (subject) => daysSinceUse(subject),
    everUsed: ({ key }) => everUsed(key),
    ownerKeyCount: (subject) => ofPeers(subject, (peers) => peers.count),
    ownerKeyOrdinal: (subject) => ofPeers(subject, (peers) => peers.ordinalOf(subject.key)),
    ownerKeyLimit: ({ key }) => keyTypeOf(key.type).keysPerOwner,
    ownerActiveKeyCount: (subject) => ofPeers(subject, (peers) => peers.activeCount),
    ownerActiveKeyOrdinal: (subject) => ofPeers(subject, (peers) => peers.activeOrdinalOf(subject.key)),
    duplicates: (subject) => ofMaterial(subject, () => subject.duplicates.sameKey(subject.key).count),
    duplicateOwners: (subject) => ofMaterial(subject, () => subject.duplicates.sameKeyOwners(subject.key)),
    modulusTwins: (subject) => ofMaterial(subject, () => subject.duplicates.sameModulus(subject.key).count),
    fingerprintCollisions: (subject) =>
      ofMaterial(subject, () => subject.duplicates.sameFingerprint(subject.key).count),
    fingerprintComputed: ({ key }) => fingerprintComputed(key),
    fingerprintMatches: ({ key }) => fingerprintMatches(key),
    ownerKeyPeak: (subject) =>
      ofPeers(subject, ({ count }) =>
        isUnknown(count) ? count : subject.course.peakOf(subject.key, keyTypeOf(subject.key.type).keysPerOwner),
      ),
    replaces: ({ key, course }) => course.predecessorOf(key) !== undefined,
    replacesSameKey: (subject) => replacesSameKey(subject),
    secretPasted: ({ key }) => mapKnown(key.secretAt, (places) => places.length > 0),
    secretIn: ({ key }) => key.secretAt,
    secretInState: (subject) => secretInState(subject),
    secretPending: (subject) => isSecretPending(subject),
    lastActiveKeyOfOwner: ({ key, course }) => course.leavesGap(key),
    declared: ({ declared }) => declared,
    found: ({ found }) => found,
  },
  attributes,
);

/** A key that the plan creates is as old as the plan's application: not old at all. */
function ageOf({ key, asOf }: KeySubject): Maybe<number> {
  return key.existence === "planned" ? 0 : mapKnown(key.timeCreated, (created) => asOf - created);
}

/** From the start of validity, or creation, to expiry; for a key that is still to be made, from now. */
function lifetimeOf(key: ApiKey, asOf: Instant): Maybe<number> {
  return mapKnown(key.timeExpires, (expires) => {
    if (key.existence === "planned") return daysBetween(asOf, expires);
    return mapKnown(key.timeStarted ?? key.timeCreated, (start) => daysBetween(start, expires));
  });
}

function everUsed(key: ApiKey): Maybe<boolean> {
  return isUnknown(key.timeLastUsed) ? key.timeLastUsed : key.timeLastUsed !== undefined;
}

function daysSinceUse(subject: KeySubject): Maybe<number> {
  const { key, asOf } = subject;
  if (key.timeLastUsed === undefined) return mapKnown(ageOf(subject), (age) => daysBetween(0, age));
  return mapKnown(key.timeLastUsed, (used) => daysBetween(used, asOf));
}

function ofPeers<T>({ key, peers }: KeySubject, read: (peers: Peers) => Maybe<T>): Maybe<T> {
  if (peers !== undefined) return read(peers);
  return unknown(
    isUnknown(key.owner.id)
      ? `whose key it is is not known: ${key.owner.id.reason}`
      : "the source does not tell whose key it is",
  );
}

/**
 * How many other keys have the same mathematics, or something else of it, in common: unset where the system shows no public key. Where the key
 * itself is not known, two references to one thing still tell of a copy; that there is none, nothing tells, unless Terraform makes the pair.
 */
function ofMaterial({ key, identities, duplicates }: KeySubject, count: () => number): Maybe<number> {
  const reading = publicKeyOf(key);
  const isMaybeSame = duplicates.maybeSame(key);
  const counted = identities.materialOf(key) === undefined ? 0 : count();
  if (counted > 0 || (!isUnknown(reading) && reading?.kind === "key") || identities.generatedOf(key) !== undefined)
    return counted === 0 && isMaybeSame
      ? unknown("whose key it is is not known, and another one may be the very same")
      : counted;
  if (reading === undefined) return undefined;
  if (isUnknown(reading)) return unknown(`the public key is not known: ${reading.reason}`);
  return unknown(
    reading.kind === "unreadable"
      ? `the public key could not be read: ${reading.reason}`
      : "a private key stands in its place",
  );
}

function fingerprintComputed(key: ApiKey): Maybe<string> {
  return mapKnown(publicKeyOf(key), (reading) => (reading.kind === "key" ? reading.key.md5Fingerprint : undefined));
}

function fingerprintMatches(key: ApiKey): Maybe<boolean> {
  const reading = publicKeyOf(key);
  const recorded = fingerprintOf(key);
  if (recorded === undefined || reading === undefined) return undefined;
  if (isUnknown(reading)) return unknown(`the public key is not known: ${reading.reason}`);
  if (reading.kind === "unreadable") return unknown(`the public key could not be read: ${reading.reason}`);
  if (reading.kind === "private-key") return undefined;
  return mapKnown(recorded, (text) => text.toLowerCase() === reading.key.md5Fingerprint);
}

function replacesSameKey(subject: KeySubject): Maybe<boolean> {
  const predecessor = subject.course.predecessorOf(subject.key);
  if (predecessor === undefined) return undefined;
  const [own, former] = [subject.key, predecessor].map(subject.identities.materialOf);
  return own === undefined || former === undefined
    ? unknown("one of the two public keys is not known")
    : own === former;
}

/** Secret material in the state, or that the apply will write there. */
function secretInState(subject: KeySubject): Maybe<boolean> {
  const { key } = subject;
  const places = known(key.secretAt);
  if ((places !== undefined && places.length > 0) || isSecretPending(subject)) return true;
  if (subject.identities.generatedOf(key) !== undefined) return true;
  return isUnknown(key.secretAt) ? key.secretAt : false;
}

/** Whether it is the apply that will write the secret: nothing shows it in a state yet. */
function isSecretPending({ key, identities }: KeySubject): boolean {
  if ((known(key.secretAt) ?? []).length > 0) return false;
  const isMade = key.existence === "planned" || key.existence === "declared";
  const pair = identities.generatedOf(key);
  return isMade && (key.secretWritten !== undefined || (pair !== undefined && known(pair.publicKey) === undefined));
}
