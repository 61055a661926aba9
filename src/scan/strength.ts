import { resolve } from "node:path";
import type { FactSources } from "../facts/derive.ts";
import { publicKeyFactsOf, type StrengthContext } from "../facts/public-key.ts";
import { documentationSamples, type KnownKeyLists, openBlockList } from "../keys/known-keys.ts";
import { sharedFactors, sharedSubprimes } from "../keys/shared-factors.ts";
import { type ApiKey, isLasting } from "../model/api-key.ts";
import { keySpecOf, publicKeyOf } from "../model/credential.ts";
import { type Gap, isGap, isKey } from "../model/gap.ts";
import type { GeneratedKey } from "../model/generated-key.ts";
import type { Notification } from "../model/notification.ts";
import type { PublicKey, PublicKeyReading } from "../model/public-key.ts";
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
  const partners = await partnersAmong(keys, sharedFactors, environment.primesProgress);
  const subprimes =
    tier === "deep" ? await partnersAmong(keys, sharedSubprimes, environment.primesProgress) : undefined;
  const strengths: StrengthContext["strengths"] = new Map();
  const anyPublicKey = keys.some((key) => materialOf(key) !== undefined);
  const context = { tier, lists, asOf, strengths };
  return {
    facts: {
      publicKeyFactsOf: (subject, generated) => {
        if (isGap(subject)) return missingPublicKey(subject, context);
        if (!isKey(subject)) return publicKeyFactsOf(undefined, undefined, { ...context, sharedFactorPartners: 0 });
        return publicKeyFactsOf(readingOf(subject, generated), keySpecOf(subject) ?? generated?.spec, {
          ...context,
          sharedFactorPartners: partners.get(subject)?.length ?? 0,
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
    "Public keys were not looked up in a list of compromised keys (Debian, leaked, firmware): give badkeys' blocklist.dat with --blocklist, or as lists.blocklist in keylint.yaml.",
};

/** Of keys that may be missing nothing is known: neither the public key, where the type shows one, nor what it was generated as. */
function missingPublicKey(
  { type, reason }: Gap,
  context: Omit<StrengthContext, "sharedFactorPartners">,
): ReturnType<FactSources["publicKeyFactsOf"]> {
  const isShown = keyTypeOf(type).neverTold.publicKey !== true;
  return publicKeyFactsOf(isShown ? reason : undefined, isShown ? undefined : reason, {
    ...context,
    sharedFactorPartners: reason,
  });
}

function materialOf(key: ApiKey): PublicKey | undefined {
  const reading = known(publicKeyOf(key));
  return reading?.kind === "key" ? reading.key : undefined;
}

/** The reading of the key itself; else of the pair that Terraform makes, where that is made already. */
function readingOf(key: ApiKey, generated: GeneratedKey | undefined): Maybe<PublicKeyReading> {
  const publicKey = publicKeyOf(key);
  return known(publicKey) === undefined && known(generated?.publicKey) !== undefined
    ? generated?.publicKey
    : publicKey;
}

async function partnersAmong(
  keys: readonly ApiKey[],
  find: typeof sharedFactors,
  onProgress: Environment["primesProgress"],
): Promise<ReadonlyMap<ApiKey, readonly ApiKey[]>> {
  const rsa = keys.flatMap((key) => {
    const material = isLasting(key) ? materialOf(key) : undefined;
    return material?.type === "RSA" ? [{ key, modulus: material.modulus }] : [];
  });
  if (rsa.length < 2) return new Map();
  const found = await find(
    rsa.map(({ modulus }) => modulus),
    { worker: true, ...(onProgress === undefined ? {} : { onProgress }) },
  );
  const keysOf = new Map(
    [...new Set(found.values())].map((others) => [others, others.flatMap((other) => rsa[other]?.key ?? [])]),
  );
  return new Map(
    [...found].flatMap(([index, others]) => {
      const key = rsa[index]?.key;
      return key === undefined ? [] : [[key, keysOf.get(others) ?? []]];
    }),
  );
}
