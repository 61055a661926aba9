import { resolve } from "node:path";
import type { FactSources } from "../facts/derive.ts";
import { publicKeyFactsOf, type StrengthContext } from "../facts/public-key.ts";
import { documentationSamples, type KnownKeyLists, openBlockList } from "../keys/known-keys.ts";
import { sharedFactors, sharedSubprimes } from "../keys/shared-factors.ts";
import { strengthTests } from "../keys/strength.ts";
import { testMany } from "../keys/test-many.ts";
import { type ApiKey, isLasting } from "../model/api-key.ts";
import { keySpecOf, publicKeyOf } from "../model/credential.ts";
import { type Gap, isGap, isKey } from "../model/gap.ts";
import type { GeneratedKey } from "../model/generated-key.ts";
import type { Notification } from "../model/notification.ts";
import type { PublicKeyReading, RsaPublicKey } from "../model/public-key.ts";
import { known, type Maybe } from "../model/unknown.ts";
import { keyTypeOf } from "../systems/registry.ts";
import type { Environment } from "./environment.ts";
import type { ScanOptions } from "./options.ts";

/** What the tests of public keys give a run. */
interface TestedStrength {
  readonly facts: Pick<FactSources, "publicKeyFactsOf" | "sharedFactorsOf">;
  /** Names of the lists of known keys that were loaded. */
  readonly lists: readonly string[];
  readonly notifications: readonly Notification[];
}

/** Opens the lists of known keys and looks for primes that keys share; single keys are tested later, as rules ask. */
export async function testStrength(
  keys: readonly ApiKey[],
  { asOf, tier, blocklist }: Pick<ScanOptions, "asOf" | "tier" | "blocklist">,
  environment: Environment,
): Promise<TestedStrength> {
  const lists: KnownKeyLists = [
    documentationSamples,
    ...(blocklist === undefined ? [] : [openBlockList(resolve(environment.cwd, blocklist))]),
  ];
  const rsa = rsaKeysAmong(keys);
  const distinct = new Map(rsa.map(({ material }) => [material.keyId, material]));
  // The search for shared primes has a thread of its own.
  const [tested, partners, subprimes] = await Promise.all([
    testMany([...distinct.values()], tier),
    partnersAmong(rsa, sharedFactors, environment.primesProgress),
    tier === "deep" ? partnersAmong(rsa, sharedSubprimes, environment.primesProgress) : undefined,
  ]);
  const strengths: StrengthContext["strengths"] = new Map(
    [...tested.outcomes].flatMap(([keyId, outcomes]) => {
      const key = distinct.get(keyId);
      return key === undefined ? [] : [[keyId, strengthTests(key, { tier, lists }, outcomes)]];
    }),
  );
  const withKnownPrime = new Set(
    rsa.flatMap(({ key, material }) => (tested.knownPrimes.has(material.keyId) ? [key] : [])),
  );
  const anyPublicKey = keys.some((key) => readingOfKey(key) !== undefined);
  const context = { tier, lists, asOf, strengths };
  return {
    facts: {
      publicKeyFactsOf: (subject, generated) => {
        if (isGap(subject)) return missingPublicKey(subject, context);
        if (!isKey(subject)) return publicKeyFactsOf(undefined, undefined, { ...context, ...noPartners });
        return publicKeyFactsOf(readingOf(subject, generated), keySpecOf(subject) ?? generated?.spec, {
          ...context,
          sharedFactorPartners: partners.get(subject)?.length ?? 0,
          hasKnownPrime: withKnownPrime.has(subject),
          ...(subprimes === undefined ? {} : { sharedSubprimePartners: subprimes.get(subject)?.length ?? 0 }),
        });
      },
      sharedFactorsOf: (key) => partners.get(key) ?? [],
    },
    lists: lists.map(({ name }) => name),
    notifications: blocklist === undefined && anyPublicKey ? [noBlockList] : [],
  };
}

const noBlockList: Notification = {
  level: "note",
  id: "block-list-absent",
  message:
    "Public keys were not looked up in a list of compromised keys (Debian, leaked, firmware): give badkeys' blocklist.dat with --blocklist, or as lists.blocklist in keylint.yaml; `pip install badkeys && badkeys --update-bl` puts it in ~/.cache/badkeys.",
};

const noPartners = { sharedFactorPartners: 0, hasKnownPrime: false } as const;

/** Of keys that may be missing nothing is known: neither the public key, where the type shows one, nor what it was generated as. */
function missingPublicKey(
  { type, reason }: Gap,
  context: Omit<StrengthContext, "sharedFactorPartners" | "hasKnownPrime">,
): ReturnType<FactSources["publicKeyFactsOf"]> {
  const isShown = keyTypeOf(type).unavailable.publicKey !== true;
  return publicKeyFactsOf(isShown ? reason : undefined, isShown ? undefined : reason, {
    ...context,
    sharedFactorPartners: reason,
    hasKnownPrime: reason,
  });
}

/** What was read of the public half, where it is a key. */
function readingOfKey(key: ApiKey): Extract<PublicKeyReading, { kind: "key" }> | undefined {
  const reading = known(publicKeyOf(key));
  return reading?.kind === "key" ? reading : undefined;
}

/** The reading of the key itself; else of the pair that Terraform makes, where that is made already. */
function readingOf(key: ApiKey, generated: GeneratedKey | undefined): Maybe<PublicKeyReading> {
  const publicKey = publicKeyOf(key);
  return known(publicKey) === undefined && known(generated?.publicKey) !== undefined ? generated?.publicKey : publicKey;
}

/** One RSA key of the text that a key has. */
interface KeyMaterial {
  readonly key: ApiKey;
  readonly material: RsaPublicKey;
}

function rsaKeysAmong(keys: readonly ApiKey[]): readonly KeyMaterial[] {
  return keys.flatMap((key) => {
    const reading = isLasting(key) ? readingOfKey(key) : undefined;
    if (reading === undefined) return [];
    const others = (reading.others ?? []).flatMap((other) => (other.kind === "key" ? [other.key] : []));
    return [reading.key, ...others].flatMap((material) => (material.type === "RSA" ? [{ key, material }] : []));
  });
}

function hasOthers(key: ApiKey): boolean {
  return readingOfKey(key)?.others !== undefined;
}

async function partnersAmong(
  rsa: readonly KeyMaterial[],
  find: typeof sharedFactors,
  onProgress: Environment["primesProgress"],
): Promise<ReadonlyMap<ApiKey, readonly ApiKey[]>> {
  if (rsa.length < 2) return new Map();
  const found = await find(
    rsa.map(({ material }) => material.modulus),
    { worker: true, ...(onProgress === undefined ? {} : { onProgress }) },
  );
  const keysOf = new Map(
    [...new Set(found.values())].map((others) => [others, others.flatMap((other) => rsa[other]?.key ?? [])]),
  );
  const partners = new Map<ApiKey, readonly ApiKey[]>();
  for (const [index, others] of found) {
    const key = rsa[index]?.key;
    if (key === undefined) continue;
    const sharing = keysOf.get(others) ?? [];
    const before = partners.get(key);
    // The text of one key may hold several, which may share a prime among themselves.
    const isOne = before === undefined && !hasOthers(key);
    partners.set(key, isOne ? sharing : [...new Set([...(before ?? []), ...sharing])].filter((other) => other !== key));
  }
  return partners;
}
