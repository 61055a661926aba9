import { generateKeyPairSync } from "node:crypto";
import * as fc from "fast-check";
import { readPublicKey } from "../../src/keys/read.ts";
import type {
  ApiKey,
  GeneratedKey,
  KeySpec,
  LiveOrigin,
  ManagedObject,
  TerraformOrigin,
} from "../../src/model/api-key.ts";
import type { Location, Region } from "../../src/model/location.ts";
import type { Notification } from "../../src/model/notification.ts";
import type { PublicKeyReading } from "../../src/model/public-key.ts";
import { type Maybe, unknown } from "../../src/model/unknown.ts";
import type { Account, User } from "../../src/model/user.ts";
import type { InventoryContents } from "../../src/systems/inventory/write.ts";

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

const text = fc.string({ unit: "binary", maxLength: 12 });
const region: fc.Arbitrary<Region> = fc.record({
  startLine: fc.nat(),
  startColumn: fc.nat(),
  endLine: fc.nat(),
  endColumn: fc.nat(),
});
const instant = fc.integer({ min: Date.UTC(1000, 0), max: Date.UTC(9999, 0) });

/** Leaves out the named properties where they are undefined: "absent" and "unset" differ in the model. */
function withoutUnset<T extends object>(value: T, ...names: readonly (keyof T)[]): unknown {
  return Object.fromEntries(
    Object.entries(value).filter(([name, property]) => property !== undefined || !names.includes(name as keyof T)),
  );
}

/** Known, unset or unknown. */
function maybe<T>(value: fc.Arbitrary<T>): fc.Arbitrary<Maybe<T>> {
  return fc.oneof(
    value,
    fc.constant(undefined),
    text.map((reason) => unknown(reason)),
    fc.tuple(text, text, text).map(([reason, address, attribute]) => unknown(reason, { address, attribute })),
  );
}

const location: fc.Arbitrary<Location> = fc
  .record({
    uri: text,
    region: fc.option(region, { nil: undefined }),
    virtual: fc.constantFrom(true as const, undefined),
  })
  .map((value) => withoutUnset(value, "region", "virtual") as Location);

const terraformOrigin: fc.Arbitrary<TerraformOrigin> = fc
  .record({
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
    deposed: fc.option(text, { nil: undefined }),
    action: fc.constantFrom("no-op", "delete-create", undefined),
  })
  .map((origin) => withoutUnset(origin, "deposed", "action") as TerraformOrigin);

const liveOrigin: fc.Arbitrary<LiveOrigin> = fc
  .record({
    kind: fc.constant("live" as const),
    listings: fc.constantFrom([], ["identity", "identity-domain"], ["iam"]),
    path: fc.array(text, { maxLength: 4 }),
    unlisted: fc.constantFrom(true as const, undefined),
  })
  .map((origin) => withoutUnset(origin, "unlisted") as LiveOrigin);

const keySpec: fc.Arbitrary<KeySpec> = fc.record({
  type: maybe(fc.constantFrom("RSA", "EC", "Ed25519")),
  bits: maybe(fc.nat()),
  curve: maybe(text),
});

const managedObject: fc.Arbitrary<ManagedObject> = fc.record({
  moid: maybe(text),
  objectType: maybe(text),
  selector: maybe(text),
});

const system = fc.constantFrom("oci", "intersight");

const key: fc.Arbitrary<ApiKey> = fc
  .record({
    system,
    source: text,
    origin: fc.oneof(terraformOrigin, liveOrigin),
    declaredBy: fc.option(terraformOrigin, { nil: undefined }),
    alsoIn: fc.option(fc.array(text, { maxLength: 2 }), { nil: undefined }),
    existence: fc.constantFrom("exists", "declared", "planned", "removed"),
    id: maybe(text),
    domainId: fc.option(text, { nil: undefined }),
    tenancy: maybe(text),
    domain: maybe(text),
    user: maybe(text),
    userName: maybe(text),
    publicKey: maybe(fc.constantFrom(...readings)),
    fingerprint: maybe(text),
    keySpec: maybe(keySpec),
    hashAlgorithm: maybe(text),
    signingAlgorithm: maybe(text),
    active: maybe(fc.boolean()),
    lifecycleState: maybe(text),
    inactiveStatus: maybe(fc.nat()),
    adminStatus: maybe(text),
    operStatus: maybe(text),
    timeCreated: maybe(instant),
    timeStarted: maybe(instant),
    timeExpires: maybe(instant),
    timeLastUsed: maybe(instant),
    lastUsedIp: maybe(text),
    neverExpires: maybe(fc.boolean()),
    purpose: maybe(text),
    permission: maybe(managedObject),
    permissionResources: maybe(fc.array(managedObject, { maxLength: 2 })),
    scope: maybe(fc.record({ switchedFromAccount: maybe(text) })),
    tags: maybe(fc.dictionary(fc.oneof(text, fc.constantFrom("unknown", "__proto__", "constructor")), text)),
    privateKeyAt: maybe(fc.array(text, { maxLength: 2 })),
    comments: fc.array(fc.record({ text, location }), { maxLength: 2 }),
    location,
    places: fc.array(fc.tuple(text, region), { maxLength: 3 }).map((entries) => new Map(entries)),
    alsoAt: fc.array(fc.record({ location, message: text }), { maxLength: 2 }),
  })
  .map((value) => withoutUnset(value, "declaredBy", "alsoIn", "domainId") as ApiKey);

const user: fc.Arbitrary<User> = fc
  .record({
    system,
    source: text,
    id: maybe(text),
    domainId: maybe(text),
    name: maybe(text),
    tenancy: maybe(text),
    domain: maybe(text),
    active: maybe(fc.boolean()),
    admin: maybe(fc.boolean()),
    canUseApiKeys: maybe(fc.boolean()),
    timeLastLogin: maybe(instant),
    canUseConsole: maybe(fc.boolean()),
    address: fc.option(text, { nil: undefined }),
    root: fc.option(text, { nil: undefined }),
    adminBy: fc.option(text, { nil: undefined }),
    location: fc.option(location, { nil: undefined }),
  })
  .map((value) => withoutUnset(value, "address", "root", "adminBy", "location") as User);

const account: fc.Arbitrary<Account> = fc.record({
  system,
  source: text,
  id: maybe(text),
  maxKeyExpirySeconds: maybe(fc.nat()),
  allowsKeysWithoutExpiry: maybe(fc.boolean()),
});

const generatedKey: fc.Arbitrary<GeneratedKey> = fc.record({
  source: text,
  root: text,
  address: text,
  spec: keySpec,
  publicKey: maybe(fc.constantFrom(...readings)),
  location,
});

const notification: fc.Arbitrary<Notification> = fc
  .record({
    level: fc.constantFrom("error", "warning", "note"),
    id: text,
    message: text,
    source: fc.option(text, { nil: undefined }),
    location: fc.option(location, { nil: undefined }),
  })
  .map((value) => withoutUnset(value, "source", "location") as Notification);

export interface GivenContents extends InventoryContents {
  readonly accounts: readonly Account[];
  readonly users: readonly User[];
  readonly keys: readonly ApiKey[];
  readonly generatedKeys: readonly GeneratedKey[];
  readonly notifications: readonly Notification[];
}

export const contents: fc.Arbitrary<GivenContents> = fc.record({
  accounts: fc.array(account, { maxLength: 3 }),
  users: fc.array(user, { maxLength: 3 }),
  keys: fc.array(key, { maxLength: 4 }),
  generatedKeys: fc.array(generatedKey, { maxLength: 2 }),
  notifications: fc.array(notification, { maxLength: 3 }),
});
