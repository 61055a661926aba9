import type { PublicKey } from "../../model/public-key.ts";

/** What is known of a key's kind without its mathematics: enough for size and policy. */
export interface KeyKind {
  readonly type: PublicKey["type"];
  /** Bits of the modulus or of the curve's field. */
  readonly bits: number;
  readonly curve?: string;
}

/**
 * Security strength in bits. RSA: the estimate of SP 800-56B rev. 2, appendix D, to the nearest multiple of 8, which gives the customary
 * 112 for 2048 and 128 for 3072. Curves: half the field's bits (SP 800-57 part 1 rev. 5, table 2).
 */
export function strengthBits({ type, bits }: KeyKind): number {
  if (type !== "RSA") return Math.floor(bits / 2);
  if (bits < 16) return 0;
  const length = bits * Math.LN2;
  const estimate = (1.923 * Math.cbrt(length) * Math.cbrt(Math.log(length) ** 2) - 4.69) / Math.LN2;
  return Math.max(0, Math.round(estimate / 8) * 8);
}
