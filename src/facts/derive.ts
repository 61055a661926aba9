import type { ApiKey } from "../model/api-key.ts";
import type { Entitlement } from "../model/entitlement.ts";
import { type Gap, isGap, isKey, type Subject } from "../model/gap.ts";
import type { GeneratedKey } from "../model/generated-key.ts";
import type { Instant } from "../model/instant.ts";
import type { Account, Owner } from "../model/owner.ts";
import type { RuleDefinition } from "../model/rule.ts";
import { known, type Maybe } from "../model/unknown.ts";
import { administratorsOf } from "./administrators.ts";
import { courseOf } from "./course.ts";
import { duplicatesOf } from "./duplicates.ts";
import type { Facts } from "./facts.ts";
import { gapFactsOf } from "./gap.ts";
import { type AccountIds, identitiesOf } from "./identity.ts";
import { keyFactsOf } from "./key.ts";
import { firstOthers, noOthers, type Others } from "./others.ts";
import { accountFactsOf, ownerFactsOf } from "./owner.ts";
import { providerSecretFactsOf } from "./provider-secret.ts";
import { peersOf } from "./peers.ts";

/** What was collected and joined: all that facts are derived from. */
export interface FactSources {
  readonly keys: readonly ApiKey[];
  readonly gaps: readonly Gap[];
  readonly owners: readonly Owner[];
  readonly entitlements: readonly Entitlement[];
  readonly accounts: readonly Account[];
  readonly generatedKeys: readonly GeneratedKey[];
  readonly asOf: Instant;
  /** The root module that a document, or a folder of configuration, belongs to. */
  readonly rootOf: (root: string) => string;
  readonly accountIds: AccountIds;
  /** Other keys that may be the same as this one: nothing tells. */
  readonly maybeSameOf: (key: ApiKey) => readonly ApiKey[];
  readonly declaredOf: (subject: Subject) => Maybe<boolean>;
  readonly foundOf: (key: ApiKey) => Maybe<boolean>;
  /** `publicKey.*` of a subject. */
  publicKeyFactsOf(subject: Subject, generated: GeneratedKey | undefined): Facts["publicKey"];
  /** Other keys that share a prime factor with this one. */
  sharedFactorsOf(key: ApiKey): readonly ApiKey[];
}

/** The facts of every subject. */
export interface Derived {
  factsOf(subject: Subject): Facts;
  /** The other keys that a rule's result links to. */
  relatedOf(key: ApiKey, relation: NonNullable<RuleDefinition["related"]>): Others;
}

/** Indexes the keys once, in time linear in their number; facts are then derived key by key as rules read them. */
export function derive(sources: FactSources): Derived {
  const { keys, gaps, asOf } = sources;
  const identities = identitiesOf(sources.owners, sources.generatedKeys, sources.rootOf, sources.accountIds);
  const peers = peersOf(keys, gaps, identities);
  const duplicates = duplicatesOf(keys, identities, sources.maybeSameOf);
  const administrators = administratorsOf(sources.entitlements, identities, sources.rootOf);
  const course = courseOf(keys, identities);
  const accounts = new Map(
    sources.accounts.map((account) => [`${account.system} ${known(account.id) ?? ""}`, account]),
  );
  const keyFacts = (key: ApiKey): Facts["key"] =>
    keyFactsOf({
      key,
      asOf,
      peers: peers(key),
      duplicates,
      identities,
      course,
      declared: sources.declaredOf(key),
      found: sources.foundOf(key),
    });
  return {
    factsOf: (subject) => ({
      key: isKey(subject)
        ? keyFacts(subject)
        : isGap(subject)
          ? gapFactsOf({ gap: subject, declared: sources.declaredOf(subject) })
          : providerSecretFactsOf(subject),
      owner: ownerFactsOf({ of: subject, owner: identities.ownerOf(subject), administrators, asOf }),
      account: accountFactsOf({
        of: subject,
        account: accounts.get(`${subject.system} ${known(subject.account) ?? ""}`),
      }),
      publicKey: sources.publicKeyFactsOf(subject, isKey(subject) ? identities.generatedOf(subject) : undefined),
    }),
    relatedOf: (key, relation) => {
      switch (relation) {
        case "owner":
          return peers(key)?.othersOf(key) ?? noOthers;
        case "duplicates":
          return duplicates.sameKey(key);
        case "modulus":
          return duplicates.sameModulus(key);
        case "fingerprint":
          return duplicates.sameFingerprint(key);
        case "shared-factor":
          return partnersOf(sources.sharedFactorsOf(key));
      }
    },
  };
}

function partnersOf(keys: readonly ApiKey[]): Others {
  return { count: keys.length, named: firstOthers(keys, () => true) };
}
