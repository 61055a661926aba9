import type { Instant } from "../../model/instant.ts";
import type { KeyKind } from "./strength-bits.ts";

/** What one body accepts for signatures from a date on, until its next step. */
interface Step {
  /** RFC 3339 date, UTC. */
  readonly from: string;
  /** Fewest modulus bits; unset where RSA is not accepted at all. */
  readonly rsa?: number;
  /** Fewest bits of a curve's field; unset where no curve is accepted. */
  readonly curve?: number;
}

/**
 * Dated requirements on key sizes. The NIST dates after 2030 and 2035 are those of the drafts of SP 800-131A rev. 3 (October 2024) and
 * IR 8547 (November 2024).
 */
const policies = {
  /** SP 800-57 part 1 rev. 5, SP 800-131A: 112 bits of strength through 2030, 128 through 2035; then no RSA and no curves. */
  nist: [
    { from: "2014-01-01", rsa: 2048, curve: 224 },
    { from: "2031-01-01", rsa: 3072, curve: 255 },
    { from: "2036-01-01" },
  ],
  /** BSI TR-02102-1, version 2026-01: 3000 bits since 2024; signatures that are classical alone end with 2035. */
  bsi: [
    { from: "2014-01-01", rsa: 2000, curve: 250 },
    { from: "2024-01-01", rsa: 3000, curve: 250 },
    { from: "2036-01-01" },
  ],
  /** CNSA 1.0. */
  cnsa1: [{ from: "2016-01-01", rsa: 3072, curve: 384 }],
  /** CNSA 2.0: as CNSA 1.0 until it is exclusive, by 2033; then ML-DSA alone. */
  cnsa2: [{ from: "2016-01-01", rsa: 3072, curve: 384 }, { from: "2034-01-01" }],
} as const satisfies Record<string, readonly Step[]>;

export type SizePolicy = keyof typeof policies;

/**
 * Whether a profile accepts a kind of key at a moment, and the first moment from which it no longer does.
 * @returns `until` is unset when no end is set, or when it is not accepted now
 */
export function acceptance(kind: KeyKind, profile: SizePolicy, asOf: Instant): { accepted: boolean; until?: Instant } {
  const steps: readonly Step[] = policies[profile];
  const starts = steps.map((step) => Date.parse(step.from));
  const current = Math.max(
    0,
    starts.findLastIndex((start) => start <= asOf),
  );
  const step = steps[current];
  if (step === undefined || !accepts(step, kind)) return { accepted: false };
  const end = steps.findIndex((later, index) => index > current && !accepts(later, kind));
  const until = starts[end];
  return until === undefined ? { accepted: true } : { accepted: true, until };
}

function accepts(step: Step, { type, bits, curve }: KeyKind): boolean {
  if (type === "RSA") return step.rsa !== undefined && bits >= step.rsa;
  if (type === "EC" || type === "Ed25519" || type === "Ed448")
    return step.curve !== undefined && bits >= step.curve && curve !== "explicit";
  return false;
}
