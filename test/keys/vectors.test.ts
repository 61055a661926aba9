import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { publicKeyFactsOf } from "../../src/facts/public-key.ts";
import { documentationSamples, openBlockList } from "../../src/keys/known-keys.ts";
import { knownDivisors } from "../../src/keys/known-primes.ts";
import { readPublicKey } from "../../src/keys/read.ts";
import { sharedFactors, sharedSubprimes } from "../../src/keys/shared-factors.ts";
import type { Tier } from "../../src/keys/strength/outcomes.ts";
import { judged } from "./public-key-rules.ts";

const folder = process.env.KEYLINT_VECTORS;

/** The rules that a class is about: one of them fails for a bad key, none fails for a good one. */
const rulesOf: Readonly<Record<string, { readonly rules: readonly string[]; readonly tier?: Tier }>> = {
  "bit-bias": { rules: ["rsa-vanity-modulus"] },
  "bit-pattern": { rules: ["rsa-bit-pattern"], tier: "deep" },
  "byte-pattern": { rules: ["rsa-repeated-bytes"] },
  "continued-fraction": { rules: ["rsa-continued-fraction"] },
  "debian-openssl-cve-2008-0166": { rules: ["known-compromised-key"] },
  "der-encoding": { rules: ["key-noncanonical"] },
  "documentation-key": { rules: ["known-sample-key"] },
  ec: { rules: ["ec-curve", "ec-curve-unusual", "ec-explicit-parameters", "ec-invalid-point", "key-noncanonical"] },
  "ec-invalid": {
    rules: ["ec-invalid-point", "ec-explicit-parameters", "ec-curve-unusual", "key-noncanonical", "key-malformed"],
  },
  exponent: { rules: ["rsa-exponent-invalid", "rsa-exponent-small", "rsa-exponent-unusual"] },
  fermat: { rules: ["rsa-fermat"] },
  format: { rules: ["key-noncanonical", "key-malformed", "key-wrong-container"] },
  "format-traps": { rules: ["key-noncanonical", "key-malformed", "key-wrong-container"] },
  good: { rules: [] },
  "high-low-bits-equal": { rules: ["rsa-high-low-bits"], tier: "deep" },
  "keypair-cve-2021-41117": { rules: ["known-compromised-key"], tier: "extended" },
  "known-shared-prime": { rules: ["rsa-known-prime"] },
  "low-hamming-weight": { rules: ["rsa-low-hamming", "rsa-low-hamming-suspected"], tier: "deep" },
  malformed: { rules: ["key-malformed"] },
  "modulus-invalid": { rules: ["rsa-not-composite", "rsa-small-factor"] },
  "modulus-not-composite": { rules: ["rsa-not-composite"], tier: "extended" },
  "modulus-odd-size": { rules: ["rsa-odd-size"] },
  "permuted-bit-pattern": { rules: ["rsa-permuted-pattern"], tier: "deep" },
  "pollard-p-1": { rules: ["rsa-p-minus-1"], tier: "deep" },
  polynomial: { rules: ["rsa-low-entropy"] },
  roca: { rules: ["rsa-roca"] },
  "roca-variant": { rules: ["rsa-roca-variant"] },
  "rsa-pss-oid": { rules: ["key-noncanonical"] },
  "shared-factor": { rules: ["rsa-shared-factor"] },
  "shared-subprime-n-1": { rules: ["rsa-shared-subprime"], tier: "deep" },
  "small-d": { rules: ["rsa-small-private-exponent"] },
  "small-factors": { rules: ["rsa-small-factor"] },
  "small-modulus": { rules: ["rsa-key-size"] },
  "small-upper-difference": { rules: ["rsa-upper-difference"], tier: "extended" },
  "unseeded-prng": { rules: ["rsa-unseeded-prng"], tier: "deep" },
  "unsupported-algorithm": { rules: ["key-algorithm-unsupported"] },
  "wrong-container": { rules: ["key-wrong-container"] },
};

/** Vectors whose verdict is not reached, and why. */
const notReached: Readonly<Record<string, string>> = {
  "debian-openssl-cve-2008-0166/bad-badkeys.pem": "needs the list of Debian's keys: badkeys' blocklist.dat has it",
  "debian-openssl-cve-2008-0166/bad-paranoid-debian_pprng.pem": "needs the list of Debian's keys",
  "modulus-invalid/good-zlint-oddRsaMod.pem": "good for being odd; its 14 bits have small factors all the same",
  "ec/warn-wycheproof-ed448-0.pem": "Ed448 is sound; that no system here takes it is key-platform-mismatch's to say",
  "format-traps/pkcs1-rsa-public-key.pem": "PKCS#1 under its own label is read as it is meant",
};

describe.skipIf(folder === undefined)("vectors", async () => {
  const root = folder ?? "";
  const work = mkdtempSync(join(tmpdir(), "keylint-vectors-"));
  afterAll(() => rmSync(work, { recursive: true }));
  const names =
    folder === undefined
      ? []
      : Object.keys(rulesOf).flatMap((kind) => readdirSync(join(root, kind)).map((name) => `${kind}/${name}`));
  const readings = new Map(names.map((name) => [name, readPublicKey(readFileSync(join(root, name), "utf8"))]));
  /** How many others of its class share what `find` looks for, by name. */
  const partnersIn = async (kind: string, find: typeof sharedFactors): Promise<ReadonlyMap<string, number>> => {
    const moduli = [...readings].flatMap(([name, reading]) =>
      name.startsWith(kind) && reading.kind === "key" && reading.key.type === "RSA"
        ? [{ name, n: reading.key.modulus }]
        : [],
    );
    const found = await find(
      moduli.map(({ n }) => n),
      { worker: false },
    );
    return new Map(moduli.map(({ name }, index) => [name, found.get(index)?.length ?? 0]));
  };
  const partners = await partnersIn("shared-factor/", sharedFactors);
  const subprimes = await partnersIn("shared-subprime", sharedSubprimes);
  const knownPrimes = await partnersIn("known-shared-prime", async (moduli) => {
    const { knownPrime } = await knownDivisors(moduli);
    return new Map([...knownPrime].map((index) => [index, [index]]));
  });
  const lists = [documentationSamples, ...(folder === undefined ? [] : [blockListOf(root, work)])];

  const failures = (name: string, tier: Tier): readonly string[] => {
    const publicKey = publicKeyFactsOf(readings.get(name), undefined, {
      tier,
      lists,
      asOf: Date.UTC(2026, 10, 1),
      sharedFactorPartners: partners.get(name) ?? 0,
      hasKnownPrime: (knownPrimes.get(name) ?? 0) > 0,
      sharedSubprimePartners: subprimes.get(name) ?? 0,
      strengths: new Map(),
    });
    return [...judged(publicKey)].filter(([, kind]) => kind === "fail").map(([rule]) => rule);
  };

  test("every class has its rules", () => {
    const kinds = readdirSync(root, { withFileTypes: true }).filter(
      (entry) => entry.isDirectory() && entry.name !== "signing",
    );
    expect(kinds.map(({ name }) => name).filter((name) => !(name in rulesOf))).toEqual([]);
    expect(Object.keys(notReached).filter((name) => !readings.has(name))).toEqual([]);
  });

  test.each(names.filter((name) => !(name in notReached)))("%s", (name) => {
    const { rules: about, tier = "standard" } = rulesOf[name.split("/")[0] ?? ""] ?? { rules: [] };
    const failed = failures(name, tier);
    const verdict = /\/(good|bad|warn)-/.exec(name)?.[1] ?? trapVerdict(name);
    const found = failed.some((rule) => about.includes(rule)) ? "bad" : "good";
    expect(`${found}: ${failed.join(", ")}`).toMatch(verdict === "good" ? /^good/ : /^bad/);
    const others = name.startsWith("good/") ? failed.filter((rule) => !rule.startsWith("known-")) : [];
    expect(others).toEqual([]);
  });

  test.each(Object.keys(notReached))("not reached: %s", (name) => {
    const { rules: about, tier = "standard" } = rulesOf[name.split("/")[0] ?? ""] ?? { rules: [] };
    const expected = name.includes("/good-") ? 1 : 0;
    expect(failures(name, tier).filter((rule) => about.includes(rule))).toHaveLength(expected);
  });

  test("every form of the one key of format-traps that can be read is that key", () => {
    // A certificate and a request were made for keys of their own.
    const isOfAnotherKey = /\/(?:certificate|csr)\.pem$/;
    const traps = names.filter((name) => name.startsWith("format-traps/") && !isOfAnotherKey.test(name));
    const keys = traps.flatMap((name) => {
      const reading = readings.get(name);
      return reading?.kind === "key" ? [reading.key] : [];
    });
    expect(keys).toHaveLength(traps.length - 1);
    expect(
      new Set(keys.map(({ keyId, md5Fingerprint, spkiSha256 }) => `${keyId} ${md5Fingerprint} ${spkiSha256}`)).size,
    ).toBe(1);
  });
});

test.runIf(folder === undefined)("vectors are left out: KEYLINT_VECTORS names no folder of them", () => {
  expect(folder).toBeUndefined();
});

/** Forms that are canonical, and those that are not. */
function trapVerdict(name: string): "good" | "bad" {
  return /\/(?:crlf|no-final-newline|single-line-base64|spki-canonical|wrap-76)\.pem$/.test(name) ? "good" : "bad";
}

/** The folder's list has hashes alone: in the form of badkeys' file each gets the number of a list. */
function blockListOf(root: string, work: string): ReturnType<typeof openBlockList> {
  const hashes = readFileSync(join(root, "blocklist-hash120.bin"));
  const records = Buffer.alloc((hashes.length / 15) * 16, 1);
  for (let index = 0; index * 15 < hashes.length; index++)
    hashes.copy(records, index * 16, index * 15, index * 15 + 15);
  const path = join(work, "blocklist.dat");
  writeFileSync(path, records);
  writeFileSync(
    join(work, "badkeysdata.json"),
    JSON.stringify({ bkformat: 0, blocklists: [{ id: 1, name: "keypair" }] }),
  );
  return openBlockList(path);
}
