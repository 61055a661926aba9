import { describe, expect, test } from "vitest";
import { publicKeyFactsOf, type StrengthContext } from "../../src/facts/public-key.ts";
import { readPublicKey } from "../../src/keys/read.ts";
import { rsaPublicKey } from "../../src/keys/rsa.ts";
import { acceptance, type SizePolicy } from "../../src/keys/strength/size-policy.ts";
import { strengthBits } from "../../src/keys/strength/strength-bits.ts";
import type { KeySpec } from "../../src/model/credential.ts";
import { isUnknown, unknown } from "../../src/model/unknown.ts";
import { randomFrom } from "../keys/primes.ts";
import { rsaPem, sound, weak } from "../keys/weak-keys.ts";

const context = (more: Partial<StrengthContext> = {}): StrengthContext => ({
  tier: "standard",
  lists: [],
  asOf: Date.UTC(2026, 10, 1),
  sharedFactorPartners: 0,
  hasKnownPrime: false,
  strengths: new Map(),
  ...more,
});

const numbers = sound(randomFrom(1), 1024);
const reading = readPublicKey(rsaPem(numbers));
const spec = (given: Partial<KeySpec>): KeySpec => ({ type: undefined, bits: undefined, curve: undefined, ...given });

describe("where the facts come from", () => {
  test("the key, where it is shown", () => {
    const facts = publicKeyFactsOf(reading, spec({ type: "EC", curve: "P-256" }), context());
    expect(facts).toMatchObject({
      type: "RSA",
      bits: 1024,
      strengthBits: 80,
      exponent: "65537",
      exponentBits: 17,
      readable: true,
    });
    expect(facts.deviations).toEqual([]);
    expect(facts.acceptedByNist).toBe(false);
  });

  test("the specification, where the system does not show the key", () => {
    const facts = publicKeyFactsOf(undefined, spec({ type: "EC", curve: "P-384" }), context());
    expect(facts).toMatchObject({ type: "EC", bits: 384, curve: "P-384", strengthBits: 192, acceptedByCnsa1: true });
    expect([facts.fermat, facts.readable, facts.sha256, facts.validPoint, facts.knownSample]).toEqual(
      Array(5).fill(undefined),
    );
  });

  test("the specification also while the key is still to be made, and no more than that", () => {
    const facts = publicKeyFactsOf(unknown("known only after apply"), spec({ type: "RSA", bits: 3584 }), context());
    expect(facts).toMatchObject({ type: "RSA", bits: 3584, acceptedByBsi: true });
    expect(facts.fermat).toEqual(unknown("known only after apply"));
  });

  test("nothing, where there is neither", () => {
    const facts = publicKeyFactsOf(undefined, undefined, context());
    for (const name of Object.keys(facts) as (keyof typeof facts)[]) expect(facts[name]).toBeUndefined();
  });

  test("what can't be read is unknown, with the reason", () => {
    const facts = publicKeyFactsOf({ kind: "unreadable", reason: "truncated base64" }, undefined, context());
    expect(facts).toMatchObject({ readable: false, unreadableReason: "truncated base64" });
    expect(facts.fermat).toEqual(unknown("the public key could not be read: truncated base64"));
    expect(facts.bits).toEqual(unknown("the public key could not be read: truncated base64"));
  });

  test("a private key is not looked at", () => {
    const facts = publicKeyFactsOf({ kind: "private-key" }, undefined, context());
    expect(facts.readable).toBeUndefined();
    expect(isUnknown(facts.bits) && facts.bits.reason).toMatch(/private key .* is not read/);
  });
});

test("a test of a deeper tier is unknown, not passed", () => {
  const facts = publicKeyFactsOf(reading, undefined, context());
  expect(facts.fermat).toBe(false);
  expect(facts.bitPattern).toEqual(unknown("tested only with --tier deep"));
  expect(facts.nearDifference).toEqual(unknown("tested only with --tier extended"));
});

describe("several keys in one text", () => {
  const close = rsaPem(weak.fermat(randomFrom(8), 1024));
  const judged = (text: string, more: Partial<StrengthContext> = {}) =>
    publicKeyFactsOf(readPublicKey(text), undefined, context(more));

  test("are told by the worst of them, in any order", () => {
    for (const text of [rsaPem(numbers) + close, close + rsaPem(numbers)])
      expect(judged(text)).toMatchObject({ fermat: true, smallFactor: false, acceptedByNist: false, type: "RSA" });
    const short = rsaPem(sound(randomFrom(9), 512));
    expect(judged(rsaPem(sound(randomFrom(10), 2048)) + short).acceptedByNist).toBe(false);
  });

  test("are open where one can't be read and no other one is broken", () => {
    const cut = "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----\n";
    const reason = "another key in the same text could not be read: truncated or damaged ASN.1";
    expect(judged(rsaPem(numbers) + cut).fermat).toEqual(unknown(reason));
    expect(judged(cut + close).fermat).toBe(true);
  });
});

test("a container is told beside the key that was read from it", () => {
  const hex = Buffer.from(rsaPem(numbers).replace(/-----[^-]+-----|\s/g, ""), "base64").toString("hex");
  expect(publicKeyFactsOf(readPublicKey(hex), undefined, context())).toMatchObject({
    container: "hexadecimal digits of a key",
    readable: true,
    bits: 1024,
  });
});

test("what the work for one key did not reach is unknown", () => {
  const strengths: StrengthContext["strengths"] = new Map([
    [
      reading.kind === "key" ? reading.key.keyId : "",
      { upTo: () => ({ smallFactor: false, unfinished: ["curveFactor"] }) },
    ],
  ]);
  const facts = publicKeyFactsOf(reading, undefined, context({ tier: "deep", strengths }));
  expect(facts.smallFactor).toBe(false);
  expect(facts.curveFactor).toEqual(unknown("left out: the work that deep tests may take for one key was used up"));
});

test("without a list of compromised keys, one is unset and the other unknown; keypair's are told all the same", () => {
  const without = publicKeyFactsOf(reading, undefined, context());
  expect(without.knownCompromised).toBeUndefined();
  expect(without.compromised).toEqual(unknown("no list of compromised keys was given"));
  const list = { name: "list", kind: "compromised", find: () => undefined, close: () => undefined } as const;
  const withList = publicKeyFactsOf(reading, undefined, context({ lists: [list] }));
  expect([withList.knownCompromised, withList.compromised]).toEqual(["", ""]);
});

test("a key under many users is tested once", () => {
  const shared = context();
  expect(publicKeyFactsOf(reading, undefined, shared).fermat).toBe(false);
  const [keyId] = shared.strengths.keys();
  shared.strengths.set(keyId ?? "", { upTo: () => ({ fermat: true }) });
  expect(publicKeyFactsOf(reading, undefined, shared).fermat).toBe(true);
});

test.each([
  [1n, true],
  [2n, true],
  [3n, false],
  [65_536n, true],
  [65_537n, false],
  [numbers.n, true],
  [numbers.n - 2n, false],
])("exponent %#: invalid is %s", (exponent, invalid) => {
  const key = { kind: "key", key: rsaPublicKey(numbers.n, exponent), deviations: [] } as const;
  expect(publicKeyFactsOf(key, undefined, context()).exponentInvalid).toBe(invalid);
});

test("no factor and no private number is in any fact", () => {
  for (const name of ["fermat", "smallPrivateExponent", "continuedFraction"] as const) {
    const { n, e } = weak[name](randomFrom(3), 512);
    const facts = publicKeyFactsOf(readPublicKey(rsaPem({ n, e })), undefined, context({ tier: "deep" }));
    const values = (Object.keys(facts) as (keyof typeof facts)[]).map((fact) => facts[fact]);
    expect(JSON.stringify(values)).not.toMatch(/\d{30}|0x[0-9a-f]{30}/);
  }
});

describe("size policy", () => {
  const rsa = (bits: number) => ({ type: "RSA", bits }) as const;
  test.each([
    ["nist", 2047, "2026-11-01", false, undefined],
    ["nist", 2048, "2026-11-01", true, "2031-01-01"],
    ["nist", 2560, "2030-12-31", true, "2031-01-01"],
    ["nist", 2560, "2031-01-01", false, undefined],
    ["nist", 3072, "2026-11-01", true, "2036-01-01"],
    ["nist", 4096, "2036-01-01", false, undefined],
    ["bsi", 2048, "2023-12-31", true, "2024-01-01"],
    ["bsi", 2048, "2024-01-01", false, undefined],
    ["bsi", 3072, "2026-11-01", true, "2036-01-01"],
    ["cnsa1", 3072, "2040-01-01", true, undefined],
    ["cnsa2", 4096, "2033-12-31", true, "2034-01-01"],
    ["cnsa2", 4096, "2034-01-01", false, undefined],
  ] as const)("%s: RSA-%i on %s", (profile: SizePolicy, bits, day, accepted, until) => {
    expect(acceptance(rsa(bits), profile, Date.parse(day))).toEqual({
      accepted,
      ...(until === undefined ? {} : { until: Date.parse(until) }),
    });
  });

  test("curves: P-256 is enough for NIST and BSI, not for CNSA", () => {
    const p256 = { type: "EC", bits: 256, curve: "P-256" } as const;
    const accepted = (["nist", "bsi", "cnsa1"] as const).map(
      (profile) => acceptance(p256, profile, Date.UTC(2026, 10, 1)).accepted,
    );
    expect(accepted).toEqual([true, true, false]);
  });

  test("strength is the customary figure", () => {
    expect([1024, 2048, 3072, 4096].map((bits) => strengthBits(rsa(bits)))).toEqual([80, 112, 128, 152]);
    expect(strengthBits({ type: "EC", bits: 384, curve: "P-384" })).toBe(192);
  });
});
