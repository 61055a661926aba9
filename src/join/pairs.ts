import type { GeneratedKey } from "../model/generated-key.ts";
import { isUnknown } from "../model/unknown.ts";

/**
 * Puts the records of key pairs into the order in which they tell what a key at their address is made from: the last one counts. That a plan makes
 * another pair beats what a state has; else what is known beats what is not, and newer beats older.
 */
export function inOrderOfPrecedence(
  pairs: readonly GeneratedKey[],
  isSuperseded: (document: string) => boolean,
): readonly GeneratedKey[] {
  return pairs.toSorted((a, b) => weight(a, isSuperseded) - weight(b, isSuperseded));
}

function weight({ root, moment, publicKey }: GeneratedKey, isSuperseded: (document: string) => boolean): number {
  if (moment === "declared") return 0;
  if (isSuperseded(root)) return isUnknown(publicKey) ? 1 : 2;
  if (moment === "planned") return 9;
  const age = moment === "current" ? 1 : 0;
  return (isUnknown(publicKey) ? 3 : 6) + age;
}
