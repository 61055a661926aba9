import type { ApiKey, GeneratedKey } from "../model/api-key.ts";
import type { Instant } from "../model/instant.ts";
import type { RuleDefinition } from "../model/rule.ts";
import { known, type Maybe } from "../model/unknown.ts";
import type { Account, User } from "../model/user.ts";
import { duplicatesOf } from "./duplicates.ts";
import type { Facts } from "./facts.ts";
import { identitiesOf } from "./identity.ts";
import { keyFactsOf } from "./key.ts";
import { named, noOthers, type Others } from "./others.ts";
import { peersOf } from "./peers.ts";
import { replacementsOf } from "./replacement.ts";
import { accountFactsOf, userFactsOf } from "./user.ts";

/** What was collected and joined: the ground that facts are derived from. */
export interface Ground {
  readonly keys: readonly ApiKey[];
  readonly users: readonly User[];
  readonly accounts: readonly Account[];
  readonly generatedKeys: readonly GeneratedKey[];
  readonly asOf: Instant;
  readonly declaredOf: (key: ApiKey) => Maybe<boolean>;
  readonly foundOf: (key: ApiKey) => Maybe<boolean>;
  /** `publicKey.*` of a key. */
  publicKeyFactsOf(key: ApiKey, generated: GeneratedKey | undefined): Facts["publicKey"];
  /** Other keys that share a prime factor with this one. */
  sharedFactorsOf(key: ApiKey): readonly ApiKey[];
}

/** The facts of every key. */
export interface Derived {
  factsOf(key: ApiKey): Facts;
  /** The other keys that a rule's result links to. */
  relatedOf(key: ApiKey, relation: NonNullable<RuleDefinition["related"]>): Others;
}

/** Indexes the keys once, in time linear in their number; facts are then derived key by key as rules read them. */
export function derive(ground: Ground): Derived {
  const { keys, asOf } = ground;
  const identities = identitiesOf(ground.users, ground.generatedKeys);
  const peers = peersOf(keys, identities);
  const duplicates = duplicatesOf(keys, identities);
  const replacements = replacementsOf(keys, identities);
  const accounts = new Map(ground.accounts.map((account) => [`${account.system} ${known(account.id) ?? ""}`, account]));
  return {
    factsOf: (key) => ({
      key: keyFactsOf({
        key,
        asOf,
        peers: peers(key),
        duplicates,
        identities,
        replacements,
        declared: ground.declaredOf(key),
        found: ground.foundOf(key),
      }),
      user: userFactsOf({ key, user: identities.userOf(key), asOf }),
      account: accountFactsOf({ key, account: accounts.get(`${key.system} ${known(key.tenancy) ?? ""}`) }),
      publicKey: ground.publicKeyFactsOf(key, identities.generatedOf(key)),
    }),
    relatedOf: (key, relation) => {
      switch (relation) {
        case "user":
          return peers(key)?.othersOf(key) ?? noOthers;
        case "duplicates":
          return duplicates.sameKey(key);
        case "modulus":
          return duplicates.sameModulus(key);
        case "fingerprint":
          return duplicates.sameFingerprint(key);
        case "shared-factor":
          return partnersOf(ground.sharedFactorsOf(key));
      }
    },
  };
}

function partnersOf(keys: readonly ApiKey[]): Others {
  return { count: keys.length, named: named(keys, () => true) };
}
