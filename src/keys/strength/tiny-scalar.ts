import { createPrivateKey, createPublicKey } from "node:crypto";
import type { EcPublicKey, EdwardsPublicKey } from "../../model/public-key.ts";
import { curves, objectIdentifierOf } from "../curves.ts";
import { multiplesOf, type Point, type PrimeCurve, primeCurveOf, sums } from "./curve-points.ts";
import { modulo } from "./integers.ts";
import type { Tier } from "./outcomes.ts";

/** Multiples of the generator that are listed, and giant steps beyond them: k up to 2^10, in the deep tier up to 2^32. */
const reach = {
  standard: { listed: 1 << 10, giants: 0 },
  extended: { listed: 1 << 10, giants: 0 },
  deep: { listed: 1 << 16, giants: 1 << 15 },
} as const satisfies Record<Tier, { readonly listed: number; readonly giants: number }>;

interface Multiples {
  readonly curve: PrimeCurve;
  /** The x of the first multiples of the generator. */
  readonly listed: ReadonlySet<bigint>;
  /** Multiples of the generator by 1, 2, ... times twice the listed ones and one. */
  readonly giants: readonly Point[];
}

const multiples = new Map<string, Multiples | undefined>();

/**
 * Whether the private key of a point is at most 2^10, or 2^32 in the deep tier, or that much below the order: Shanks's baby steps and giant
 * steps, on the curves over prime fields that OpenSSL has. Idea: Paranoid's weak EC private keys.
 */
export function hasTinyScalar({ curve: name, x, y, validPoint, explicitParameters }: EcPublicKey, tier: Tier): boolean {
  if (validPoint !== true || explicitParameters) return false;
  const known = multiplesFor(name, tier);
  if (known === undefined) return false;
  const { curve, listed, giants } = known;
  if (listed.has(x)) return true;
  const opposite = { x, y: modulo(-y, curve.p) };
  return [{ x, y }, opposite].some((point) =>
    // The opposite of the giant step is added; a sum at infinity is the giant step itself.
    sums(curve, giants, { x: point.x, y: modulo(-point.y, curve.p) }).some(
      (sum) => sum === undefined || listed.has(sum.x),
    ),
  );
}

function multiplesFor(name: string, tier: Tier): Multiples | undefined {
  const { listed: count, giants } = reach[tier];
  const id = `${name} ${count}`;
  if (!multiples.has(id)) {
    const curve = primeCurveOf(curves[objectIdentifierOf(name) ?? ""]?.openssl ?? "");
    multiples.set(id, curve === undefined ? undefined : makeMultiples(curve, count, giants));
  }
  return multiples.get(id);
}

function makeMultiples(curve: PrimeCurve, count: number, giants: number): Multiples {
  const first = multiplesOf(curve, curve.generator, count + 1);
  const last = first[count - 1] ?? curve.generator;
  const step = sums(curve, [last], first[count] ?? last)[0] ?? last;
  return {
    curve,
    listed: new Set(first.slice(0, count).map(({ x }) => x)),
    giants: giants === 0 ? [] : multiplesOf(curve, step, giants),
  };
}

/** PKCS#8 before the seed of an Ed25519 and an Ed448 key (RFC 8410, 7). */
const heads = {
  Ed25519: ["302e020100300506032b657004220420", 32],
  Ed448: ["3047020100300506032b6571043b0439", 57],
} as const;

const publicKeys = new Map<string, ReadonlySet<string>>();

/** Whether the seed of an Edwards key is one byte throughout, or a number below 16 at either end of zeros. */
export function hasTinySeed({ type, raw }: EdwardsPublicKey): boolean {
  if (type !== "Ed25519" && type !== "Ed448") return false;
  let known = publicKeys.get(type);
  if (known === undefined) {
    known = new Set(tinySeeds(heads[type][1]).map((seed) => publicHalf(heads[type][0], seed)));
    publicKeys.set(type, known);
  }
  return known.has(raw);
}

function tinySeeds(length: number): readonly Buffer[] {
  const repeated = Array.from({ length: 256 }, (_, byte) => Buffer.alloc(length, byte));
  const small = Array.from({ length: 16 }, (_, value) => {
    const [first, last] = [Buffer.alloc(length), Buffer.alloc(length)];
    first[0] = value;
    last[length - 1] = value;
    return [first, last];
  });
  return [...repeated, ...small.flat()];
}

function publicHalf(head: string, seed: Buffer): string {
  const key = createPrivateKey({ key: Buffer.concat([Buffer.from(head, "hex"), seed]), format: "der", type: "pkcs8" });
  const spki = createPublicKey(key).export({ format: "der", type: "spki" });
  return spki.subarray(-seed.length).toString("hex");
}
