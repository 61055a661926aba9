import { generateKeyPairSync } from "node:crypto";
import * as fc from "fast-check";
import type { KeyLine } from "../../src/inventory/line-forms.ts";
import type { InventoryContents } from "../../src/inventory/write.ts";
import { readPublicKey } from "../../src/keys/read.ts";
import type { Credential, KeyPair, KeySpec } from "../../src/model/credential.ts";
import type { AccountGrant, Entitlement } from "../../src/model/entitlement.ts";
import type { FactType } from "../../src/model/fact-type.ts";
import type { Gap } from "../../src/model/gap.ts";
import type { GeneratedKey } from "../../src/model/generated-key.ts";
import type { Location, Region } from "../../src/model/location.ts";
import type { Moment } from "../../src/model/moment.ts";
import type { Notification } from "../../src/model/notification.ts";
import type { Account, KeyOwner, Owner } from "../../src/model/owner.ts";
import type { ProviderSecret } from "../../src/model/provider-secret.ts";
import type { PublicKeyReading } from "../../src/model/public-key.ts";
import type { Move, PlanInfo, StateInfo } from "../../src/model/refactoring.ts";
import { type Maybe, unknown, unknownFrom } from "../../src/model/unknown.ts";
import type { Attributes, AttributeValue, LiveOrigin, TerraformOrigin, View } from "../../src/model/view.ts";
import { systems as registeredSystems } from "../../src/systems/registry.ts";
import type { KeyType, System } from "../../src/systems/system.ts";

const pem = (key: { export(options: { type: "spki"; format: "pem" }): string | Buffer }): string =>
  key.export({ type: "spki", format: "pem" }).toString();

const rsa = pem(generateKeyPairSync("rsa", { modulusLength: 1024 }).publicKey);

/** Readings of real keys of every type, and of what is none. */
export const readings: readonly PublicKeyReading[] = [
  rsa,
  rsa.replaceAll("\n", "\r\n"),
  pem(generateKeyPairSync("rsa-pss", { modulusLength: 1024 }).publicKey),
  pem(generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey),
  pem(generateKeyPairSync("ec", { namedCurve: "P-521" }).publicKey),
  pem(generateKeyPairSync("ec", { namedCurve: "secp256k1" }).publicKey),
  pem(generateKeyPairSync("ec", { namedCurve: "P-256", paramEncoding: "explicit" }).publicKey),
  pem(generateKeyPairSync("ed25519").publicKey),
  pem(generateKeyPairSync("ed448").publicKey),
  pem(generateKeyPairSync("x25519").publicKey),
  pem(generateKeyPairSync("dsa", { modulusLength: 1024, divisorLength: 160 }).publicKey),
  "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
  "ssh-ed25519 AAAA",
  "nothing",
].map((text) => readPublicKey(text));

type Arbitraries<T> = { [K in keyof T]: fc.Arbitrary<T[K]> };

/** An object of which the second properties may be left out: "absent" and "unset" differ in the model. */
function record<T extends object, U extends object>(
  required: Arbitraries<T>,
  optional: Arbitraries<U>,
): fc.Arbitrary<T & Partial<U>> {
  const whole = fc.tuple(fc.record(required), fc.record(optional, { requiredKeys: [] }));
  return whole.map(([always, sometimes]) => ({ ...always, ...sometimes }) as T & Partial<U>);
}

/** Known, unset or unknown. */
function maybe<T>(value: fc.Arbitrary<T>): fc.Arbitrary<Maybe<T>> {
  return fc.oneof(
    value,
    fc.constant(undefined),
    text.map((reason) => unknown(reason)),
    fc.tuple(text, text, text).map(([reason, address, attribute]) => unknown(reason, { address, attribute })),
    fc.tuple(text, text, text).map(([reason, address, attribute]) => unknownFrom(reason, [{ address, attribute }])),
  );
}

const text = fc.string({ unit: "binary", maxLength: 12 });
const instant = fc.integer({ min: Date.UTC(1000, 0), max: Date.UTC(9999, 0) });
const region: fc.Arbitrary<Region> = fc.record({
  startLine: fc.nat(),
  startColumn: fc.nat(),
  endLine: fc.nat(),
  endColumn: fc.nat(),
});
const location: fc.Arbitrary<Location> = record({ uri: text }, { region, virtual: fc.constant(true as const) });

const terraformOrigin: fc.Arbitrary<TerraformOrigin> = record(
  {
    kind: fc.constant("terraform" as const),
    document: fc.constantFrom("configuration", "plan", "state"),
    root: text,
    mode: fc.constantFrom("managed", "data"),
    type: text,
    name: text,
    module: text,
    address: text,
    maybe: fc.boolean(),
    tainted: fc.boolean(),
  },
  {
    deposed: text,
    leftOut: text,
    action: fc.constantFrom("no-op", "delete-create"),
    previousAddress: text,
    ignores: fc.record({ credential: fc.boolean(), owner: fc.boolean() }),
  },
);
const liveOrigin: fc.Arbitrary<LiveOrigin> = record(
  { kind: fc.constant("live" as const), path: fc.array(text, { maxLength: 4 }) },
  { wholeOwner: fc.constant(true as const) },
);

const keySpec: fc.Arbitrary<KeySpec> = fc.record({
  type: maybe(fc.constantFrom("RSA", "EC", "Ed25519")),
  bits: maybe(fc.integer()),
  curve: maybe(text),
});
const publicKey = maybe(fc.constantFrom(...readings));
const keyPair: fc.Arbitrary<KeyPair> = fc.record({
  kind: fc.constant("key-pair"),
  publicKey,
  spec: maybe(keySpec),
  fingerprint: maybe(text),
});
const credential: fc.Arbitrary<Credential> = fc.oneof(keyPair, fc.constant({ kind: "shared-secret" } as const));

const ownerKind = fc.constantFrom("user", "service-account", "machine");
const keyOwner: fc.Arbitrary<KeyOwner> = record(
  { kind: ownerKind, id: maybe(text), name: maybe(text) },
  { realmId: text, idWithin: fc.constantFrom("realm" as const, "account" as const) },
);

const moment = fc.constantFrom<Moment[]>("declared", "recorded", "current", "planned");

const attributeValues: Readonly<Record<FactType, fc.Arbitrary<AttributeValue>>> = {
  string: text,
  bool: fc.boolean(),
  int: fc.maxSafeInteger(),
  double: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  "list<string>": fc.array(text, { maxLength: 2 }),
};

function attributesOf({ attributes }: KeyType): fc.Arbitrary<Attributes> {
  const values = Object.entries(attributes).map(([name, { type }]) => [name, maybe(attributeValues[type])] as const);
  return fc.record(Object.fromEntries(values), { requiredKeys: [] });
}

const names = fc.oneof(text, fc.constantFrom("unknown", "__proto__", "constructor"));

function viewOfType(system: string, keyType: KeyType): fc.Arbitrary<View> {
  return record(
    {
      system: fc.constant(system),
      type: fc.constant(keyType.id),
      source: text,
      origin: fc.oneof(terraformOrigin, liveOrigin),
      existence: fc.constantFrom("exists", "declared", "planned", "removed", "absent"),
      moment,
      id: maybe(text),
      account: maybe(text),
      realm: maybe(text),
      owner: keyOwner,
      credential,
      timeCreated: maybe(instant),
      timeStarted: maybe(instant),
      timeExpires: maybe(instant),
      timeLastUsed: maybe(instant),
      active: maybe(fc.boolean()),
      secretAt: maybe(fc.array(text, { maxLength: 2 })),
      tags: maybe(fc.dictionary(names, text)),
      attributes: attributesOf(keyType),
      comments: fc.array(fc.record({ text, location }), { maxLength: 2 }),
      location,
      places: fc.array(fc.tuple(text, region), { maxLength: 3 }).map((entries) => new Map(entries)),
    },
    {
      listedAt: instant,
      aliases: fc.array(text, { maxLength: 2 }),
      secretWritten: fc.array(text, { maxLength: 2 }),
      secretFiles: fc.array(text, { maxLength: 2 }),
    },
  );
}

/** A view of a key of any type that these systems have, with any of the attributes that the type describes. */
export function viewOf(systems: readonly System[]): fc.Arbitrary<View> {
  return fc.oneof(...systems.flatMap(({ id, keyTypes }) => keyTypes.map((keyType) => viewOfType(id, keyType))));
}

const system = fc.constantFrom(...registeredSystems.map(({ id }) => id));
const keyType = fc.constantFrom(...registeredSystems.flatMap(({ keyTypes }) => keyTypes.map(({ id }) => id)));

const gap: fc.Arbitrary<Gap> = fc.record({
  system,
  type: keyType,
  source: text,
  account: maybe(text),
  realm: maybe(text),
  owner: keyOwner,
  reason: text.map((reason) => unknown(reason)),
  path: fc.array(text, { maxLength: 4 }),
  location,
});

const owner: fc.Arbitrary<Owner> = record(
  {
    system,
    kind: ownerKind,
    source: text,
    id: maybe(text),
    realmId: maybe(text),
    name: maybe(text),
    account: maybe(text),
    realm: maybe(text),
    active: maybe(fc.boolean()),
    admin: maybe(fc.boolean()),
    canUseApiKeys: maybe(fc.boolean()),
    timeLastLogin: maybe(instant),
    canUseConsole: maybe(fc.boolean()),
  },
  { root: text, address: text, moment, idWithin: fc.constant("account" as const), adminBy: text, location },
);

const entitlementPlace = { system, source: text, root: text, address: text, moment, account: maybe(text) };
const removed = { removed: fc.constant(true as const) };
const accountGrant: fc.Arbitrary<AccountGrant> = record(
  { by: text, conditional: fc.boolean() },
  { groupId: text, groupName: text },
);
const entitlement: fc.Arbitrary<Entitlement> = fc.oneof(
  record(
    {
      kind: fc.constant("group" as const),
      ...entitlementPlace,
      id: maybe(text),
      name: maybe(text),
      realm: maybe(text),
      members: fc.array(
        fc.oneof(
          text,
          text.map((reason) => unknown(reason)),
        ),
        { maxLength: 3 },
      ),
    },
    removed,
  ),
  record(
    {
      kind: fc.constant("grants" as const),
      ...entitlementPlace,
      grants: maybe(fc.array(accountGrant, { maxLength: 3 })),
    },
    removed,
  ),
);

const account: fc.Arbitrary<Account> = record(
  {
    system,
    source: text,
    id: maybe(text),
    maxKeyExpirySeconds: maybe(fc.nat()),
    allowsKeysWithoutExpiry: maybe(fc.boolean()),
  },
  { listedAt: instant },
);

const plan: fc.Arbitrary<PlanInfo> = record(
  { source: text, uri: text, digest: text },
  { time: instant, blocks: fc.array(text, { maxLength: 3 }) },
);
const state: fc.Arbitrary<StateInfo> = fc.record({ source: text, uri: text, lineage: text, serial: fc.nat() });
const move: fc.Arbitrary<Move> = fc.record({ source: text, root: text, from: text, to: text });

const keyLine: fc.Arbitrary<KeyLine> = fc.record({
  views: fc.array(viewOf(registeredSystems), { minLength: 1, maxLength: 3 }),
});

const providerSecret: fc.Arbitrary<ProviderSecret> = fc.record({
  system,
  type: keyType,
  source: text,
  root: text,
  document: fc.constantFrom("configuration", "plan"),
  address: text,
  argument: text,
  account: maybe(text),
  realm: maybe(text),
  owner: keyOwner,
  location,
  alsoAt: fc.array(location, { maxLength: 2 }),
  comments: fc.array(fc.record({ text, location }), { maxLength: 2 }),
});

const generatedKey: fc.Arbitrary<GeneratedKey> = fc.record({
  source: text,
  root: text,
  address: text,
  moment,
  spec: keySpec,
  publicKey,
  location,
});

const notification: fc.Arbitrary<Notification> = record(
  { level: fc.constantFrom("error", "warning", "note"), id: text, message: text },
  { source: text, location },
);

/** What the members of {@link InventoryContents} are, in lists. */
export type GivenContents = {
  readonly [K in keyof InventoryContents]-?: NonNullable<InventoryContents[K]> extends Iterable<infer T>
    ? readonly T[]
    : never;
};

export const contents: fc.Arbitrary<GivenContents> = fc.record({
  accounts: fc.array(account, { maxLength: 3 }),
  owners: fc.array(owner, { maxLength: 3 }),
  entitlements: fc.array(entitlement, { maxLength: 3 }),
  plans: fc.array(plan, { maxLength: 2 }),
  states: fc.array(state, { maxLength: 2 }),
  moves: fc.array(move, { maxLength: 2 }),
  keys: fc.array(keyLine, { maxLength: 3 }),
  gaps: fc.array(gap, { maxLength: 3 }),
  providerSecrets: fc.array(providerSecret, { maxLength: 2 }),
  generatedKeys: fc.array(generatedKey, { maxLength: 2 }),
  notifications: fc.array(notification, { maxLength: 3 }),
});
