import { resolve } from "node:path";
import type { Ground } from "../facts/derive.ts";
import { publicKeyFactsOf } from "../facts/public-key.ts";
import { documentationSamples, type KnownKeyLists, openBlockList } from "../keys/known-keys.ts";
import { sharedFactors } from "../keys/shared-factors.ts";
import type { Strength } from "../keys/strength.ts";
import type { ApiKey } from "../model/api-key.ts";
import type { Notification } from "../model/notification.ts";
import { isUnknown, known } from "../model/unknown.ts";
import type { ScanOptions } from "../scan.ts";
import type { Environment } from "./environment.ts";

/** What the tests of public keys give a run. */
interface TestedStrength {
  readonly ground: Pick<Ground, "publicKeyFactsOf" | "sharedFactorsOf">;
  readonly lists: readonly string[];
  readonly notifications: readonly Notification[];
}

/** Looks for shared primes over all keys; the tests of single keys run when a rule asks for their facts. */
export async function testStrength(
  keys: readonly ApiKey[],
  options: Pick<ScanOptions, "config" | "tier" | "asOf">,
  environment: Pick<Environment, "cwd">,
): Promise<TestedStrength> {
  const blockList = options.config.lists?.blocklist;
  const lists: KnownKeyLists = [
    documentationSamples,
    ...(blockList === undefined ? [] : [openBlockList(resolve(environment.cwd, blockList))]),
  ];
  const partners = await partnersOf(keys);
  const strengths = new Map<string, Strength>();
  return {
    ground: {
      publicKeyFactsOf: (key, generated) =>
        publicKeyFactsOf(
          isUnknown(key.publicKey) && generated !== undefined ? generated.publicKey : key.publicKey,
          key.keySpec ?? generated?.spec,
          { ...options, lists, strengths, sharedFactorPartners: partners.get(key)?.length ?? 0 },
        ),
      sharedFactorsOf: (key) => partners.get(key) ?? [],
    },
    lists: lists.map(({ name }) => name),
    notifications:
      blockList === undefined && keys.some(({ publicKey }) => publicKey !== undefined) ? [noBlockList] : [],
  };
}

const noBlockList: Notification = {
  level: "note",
  id: "block-list-absent",
  message:
    "no list of compromised keys (Debian, leaked, firmware) was given, so that none could be recognized; " +
    "set `lists.blocklist` in keylint.yaml to the path of a badkeys blocklist.dat",
};

/** The other keys that share a prime with each key, for those that do. */
async function partnersOf(keys: readonly ApiKey[]): Promise<ReadonlyMap<ApiKey, readonly ApiKey[]>> {
  const rsa = keys.flatMap((key) => {
    const reading = known(key.publicKey);
    return reading?.kind === "key" && reading.key.type === "RSA" ? [{ key, modulus: reading.key.modulus }] : [];
  });
  const found = await sharedFactors(
    rsa.map(({ modulus }) => modulus),
    { worker: true },
  );
  return new Map(
    rsa.flatMap(({ key }, index) => {
      const partners = found.get(index);
      return partners === undefined ? [] : [[key, partners.flatMap((partner) => rsa[partner]?.key ?? [])] as const];
    }),
  );
}
