import { readPublicKey } from "../../src/keys/read.ts";
import { ecPem, explicitParametersPem, offCurvePem, rfc8410Pem, tinyScalarPem, x25519Pem } from "./curve-keys.ts";
import { nearRatio, smoothNeighbour, withFactor, withPrivateExponent } from "./defined-keys.ts";
import { randomFrom, randomPrime } from "./primes.ts";
import { knownPrime, rsaPem, sharingPair, sound, subprimePair, weak } from "./weak-keys.ts";

/** Bits of the keys of a class, where not 2048: shorter where a long one takes long to make or to test. */
const bitsOf: Partial<Record<keyof typeof weak, number>> = { smoothPrime: 512, permutedBitPattern: 1024 };

function weakPem(name: keyof typeof weak): string {
  return rsaPem(weak[name](randomFrom(name.length * 1009), bitsOf[name] ?? 2048));
}

const random = randomFrom(20261101);
const soundPem = rsaPem(sound(random, 2048));
const [sharing, sharingToo] = sharingPair(random, 2048).map(rsaPem);
const [subprime, subprimeToo] = subprimePair(randomFrom(128), 1024).map(rsaPem);
const onP256 = ecPem(random, "prime256v1");
const fresh = randomFrom(20261130);
const plusOne = rsaPem({
  n: smoothNeighbour(fresh, 256, 1 << 16, 1n) * smoothNeighbour(fresh, 256, 1 << 16, 1n),
  e: 65_537n,
});
const unbalanced = rsaPem(withFactor(fresh, 512, 30));
const inRatio = rsaPem(nearRatio(fresh, 2048, 16));
const lambdaInverse = rsaPem(withPrivateExponent(fresh, 2048, 300, "lambda", -1n));
const minusOne = rsaPem({ n: smoothNeighbour(fresh, 512, 1 << 16, -1n) * randomPrime(fresh, 512), e: 65_537n });

/** The keys of the fixtures `pass` and `fail` of each rule on public keys; always the same ones. */
export const ruleKeys: Readonly<
  Record<string, { readonly pass: readonly string[]; readonly fail: readonly string[] }>
> = {
  "rsa-key-size": { pass: [soundPem, rsaPem(sound(random, 2560))], fail: [rsaPem(sound(random, 1024))] },
  "rsa-key-size-ending": { pass: [soundPem], fail: [] },
  "rsa-key-factorable": { pass: [soundPem], fail: [rsaPem(sound(random, 512))] },
  "rsa-small-factor": { pass: [soundPem], fail: [weakPem("smallFactor")] },
  "rsa-shared-factor": { pass: [soundPem, sharing ?? ""], fail: [soundPem, sharing ?? "", sharingToo ?? ""] },
  "rsa-fermat": { pass: [soundPem], fail: [weakPem("fermat"), weakPem("square")] },
  "rsa-roca": { pass: [soundPem, weakPem("rocaVariant")], fail: [weakPem("roca")] },
  "rsa-roca-variant": { pass: [soundPem, weakPem("roca")], fail: [weakPem("rocaVariant")] },
  "rsa-exponent-invalid": {
    pass: [soundPem, weakPem("exponentThree")],
    fail: [weakPem("exponentOne"), weakPem("exponentEven"), weakPem("exponentAboveModulus")],
  },
  "rsa-exponent-small": { pass: [soundPem], fail: [weakPem("exponentThree")] },
  "rsa-exponent-unusual": { pass: [soundPem], fail: [weakPem("exponentLong")] },
  "rsa-small-private-exponent": {
    pass: [soundPem, weakPem("exponentLong")],
    fail: [weakPem("smallPrivateExponent"), lambdaInverse],
  },
  "rsa-not-composite": { pass: [soundPem], fail: [weakPem("notComposite"), weakPem("perfectPower")] },
  "rsa-odd-size": { pass: [soundPem, rsaPem(sound(random, 3584))], fail: [weakPem("oddSize")] },
  "rsa-continued-fraction": { pass: [soundPem, weakPem("vanity")], fail: [weakPem("continuedFraction")] },
  "rsa-continued-fraction-suspected": { pass: [soundPem, weakPem("continuedFraction")], fail: [weakPem("vanity")] },
  "rsa-low-entropy": { pass: [soundPem, weakPem("vanity")], fail: [weakPem("lowEntropy")] },
  "rsa-vanity-modulus": { pass: [soundPem, weakPem("lowEntropy")], fail: [weakPem("vanity")] },
  "rsa-repeated-bytes": { pass: [soundPem], fail: [weakPem("repeatedBytes")] },
  "rsa-upper-difference": { pass: [soundPem], fail: [weakPem("nearDifference")] },
  "rsa-high-low-bits": { pass: [soundPem], fail: [weakPem("equalEnds")] },
  "rsa-shared-subprime": { pass: [soundPem, subprime ?? ""], fail: [soundPem, subprime ?? "", subprimeToo ?? ""] },
  "rsa-unseeded-prng": { pass: [soundPem], fail: [weakPem("unseeded")] },
  "rsa-low-hamming": { pass: [soundPem], fail: [weakPem("lowEntropy")] },
  "rsa-low-hamming-suspected": { pass: [soundPem, weakPem("lowEntropy")], fail: [weakPem("vanity")] },
  "rsa-bit-pattern": { pass: [soundPem], fail: [weakPem("bitPattern")] },
  "rsa-permuted-pattern": { pass: [soundPem], fail: [weakPem("permutedBitPattern")] },
  "rsa-p-minus-1": { pass: [soundPem], fail: [minusOne] },
  "rsa-p-plus-1": { pass: [rsaPem(sound(fresh, 512))], fail: [plusOne] },
  "rsa-curve-factor": { pass: [rsaPem(sound(fresh, 512))], fail: [unbalanced] },
  "rsa-near-ratio": { pass: [soundPem], fail: [inRatio] },
  "rsa-known-prime": { pass: [soundPem], fail: [rsaPem(knownPrime)] },
  "known-compromised-key": { pass: [soundPem], fail: [sharingToo ?? ""] },
  "known-sample-key": { pass: [soundPem], fail: [rfc8410Pem] },
  "ec-curve": { pass: [onP256, ecPem(random, "secp224r1")], fail: [ecPem(random, "prime192v1")] },
  "ec-curve-unusual": {
    pass: [onP256, ecPem(random, "secp384r1")],
    fail: [ecPem(random, "secp224r1"), ecPem(random, "secp256k1")],
  },
  "ec-explicit-parameters": { pass: [onP256], fail: [explicitParametersPem(random)] },
  "ec-tiny-private-key": { pass: [onP256], fail: [tinyScalarPem("prime256v1", 7n)] },
  "ec-invalid-point": { pass: [onP256], fail: [offCurvePem(random)] },
  "key-algorithm-unsupported": { pass: [soundPem, onP256], fail: [x25519Pem(random)] },
  "key-malformed": { pass: [soundPem], fail: [`${soundPem.slice(0, 200)}\n-----END PUBLIC KEY-----\n`] },
  "key-wrong-container": {
    pass: [soundPem],
    fail: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBm/RAlphM3+hUG6wWfcO5bIUIaqMLa2ywxcOK1wMWbh ci@example\n"],
  },
  "key-noncanonical": {
    pass: [soundPem],
    fail: [soundPem.replaceAll("\n", "\\n"), soundPem.replaceAll("-----", "\u2013\u2013\u2013\u2013\u2013")],
  },
  "key-platform-mismatch": { pass: [soundPem], fail: [onP256, rsaPem(sound(random, 1024))] },
};

/** A block list that holds the key of `known-compromised-key`, on a list without a name. */
export function blockList(): Buffer {
  const reading = readPublicKey(sharingToo ?? "");
  const modulusId = reading.kind === "key" ? reading.key.modulusId : "";
  return Buffer.concat([Buffer.alloc(16), Buffer.from(`${modulusId.slice(0, 30)}07`, "hex"), Buffer.alloc(16, 0xff)]);
}
