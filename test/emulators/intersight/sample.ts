import { createHash } from "node:crypto";

/** An object of the API, as its replies hold it. */
export type Managed = Readonly<Record<string, unknown>> & { readonly Moid: string };

/** All that one account's emulator serves. */
export interface SampleAccount {
  readonly moid: string;
  readonly users: readonly Managed[];
  readonly keys: readonly Managed[];
  readonly limits: readonly Managed[];
}

const zeroTime = "0001-01-01T00:00:00Z";
const keySpecs = [
  { ClassId: "pkix.RsaAlgorithm", ObjectType: "pkix.RsaAlgorithm", Name: "RSA", Modulus: 2048 },
  { ClassId: "pkix.RsaAlgorithm", ObjectType: "pkix.RsaAlgorithm", Name: "RSA", Modulus: 4096 },
  { ClassId: "pkix.EcdsaKeySpec", ObjectType: "pkix.EcdsaKeySpec", Curve: "P256" },
  { ClassId: "pkix.EddsaKeySpec", ObjectType: "pkix.EddsaKeySpec", Algorithm: "Ed25519" },
];
const algorithms = ["RSASSA-PKCS1-v1_5", "RSASSA-PSS", "Ecdsa", "Ed25519"];

/**
 * An account made from a seed: the same seed, the same account. Its keys are old and new, used and unused, expired, disabled and
 * never-expiring, with and without purpose; unset times are written as the zero time or left out.
 */
export function sampleAccount(seed: string, counts: { users?: number; keysPerUser?: number } = {}): SampleAccount {
  const { users = 3, keysPerUser = 4 } = counts;
  const account = moid(`${seed} account`);
  const owned = (id: string): Managed => ({ Moid: id, AccountMoid: account });
  const userList = Array.from({ length: users }, (_, index): Managed => {
    const id = moid(`${seed} user ${index}`);
    return {
      ClassId: "iam.User",
      ObjectType: "iam.User",
      ...owned(id),
      Name: `user-${index}`,
      Email: `user-${index}@${seed}.example`,
      UserIdOrEmail: `user-${index}@${seed}.example`,
      UserType: "Local",
      LastLoginTime: index % 2 === 0 ? "2026-11-18T10:00:00Z" : zeroTime,
      LockedUntil: index % 3 === 2 ? "2027-01-01T00:00:00Z" : zeroTime,
      CreateTime: "2020-07-20T00:00:00Z",
    };
  });
  const keys = userList.flatMap((user, userIndex) =>
    Array.from({ length: keysPerUser }, (_, index) => {
      const key = keyOf(moid(`${seed} key ${userIndex} ${index}`), user.Moid, userIndex * keysPerUser + index);
      return { ...owned(String(key["Moid"])), ...key };
    }),
  );
  const limits: Managed = {
    ClassId: "iam.ResourceLimits",
    ObjectType: "iam.ResourceLimits",
    ...owned(moid(`${seed} limits`)),
    AllowApiKeysWithoutExpiry: false,
    MaxApiKeyExpiry: 15_552_000,
  };
  return { moid: account, users: byMoid(userList), keys: byMoid(keys), limits: [limits] };
}

function keyOf(id: string, user: string, number: number): Record<string, unknown> {
  const spec = number % keySpecs.length;
  const never = number % 5 === 1;
  const expired = number % 5 === 2;
  const disabled = number % 7 === 3;
  const reference = { ClassId: "mo.MoRef", ObjectType: "iam.User", Moid: user };
  return {
    ClassId: "iam.ApiKey",
    ObjectType: "iam.ApiKey",
    Moid: id,
    AdminStatus: disabled ? "disable" : "enable",
    OperStatus: expired ? "expired" : disabled ? "disabled" : "enabled",
    CreateTime: `2026-0${1 + (number % 9)}-10T12:00:00.123Z`,
    StartTime: never ? zeroTime : "2026-06-10T12:00:00.123Z",
    ExpiryDateTime: never ? zeroTime : expired ? "2026-08-01T00:00:00Z" : "2026-12-09T12:00:00Z",
    IsNeverExpiring: never,
    HashAlgorithm: "SHA256",
    SigningAlgorithm: algorithms[spec],
    KeySpec: keySpecs[spec],
    Permission: { ClassId: "mo.MoRef", ObjectType: "iam.Permission", Moid: moid(`permission ${number % 2}`) },
    PermissionResources: number % 2 === 0 ? null : [],
    PrivateKey: "",
    Purpose: number % 4 === 0 ? "" : `purpose ${number}`,
    Scope: null,
    Tags: number % 3 === 0 ? null : [{ Key: "team", Value: `team-${number % 2}` }],
    User: reference,
    Parent: reference,
    ...(number % 3 === 0 ? {} : { LastUsedTime: "2026-11-19T23:10:00Z", LastUsedIp: "198.51.100.7" }),
  };
}

function byMoid(items: readonly Managed[]): readonly Managed[] {
  return [...items].sort((a, b) => (a.Moid < b.Moid ? -1 : 1));
}

/** 24 hexadecimal digits, as the ids of Intersight are. */
function moid(seed: string): string {
  return createHash("sha256").update(seed).digest("hex").slice(0, 24);
}
