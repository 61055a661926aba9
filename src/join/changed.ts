import type { ApiKey, KeySpec } from "../model/api-key.ts";
import type { PublicKeyReading } from "../model/public-key.ts";
import { type Maybe, known } from "../model/unknown.ts";

/** Whether configuration is known to ask for another key, or another make of key, than the one that a state holds. */
export function isChanged(stored: ApiKey, declared: ApiKey): boolean {
  return (
    differ(stored.publicKey, declared.publicKey, mathematicsOf) ||
    differ(stored.keySpec, declared.keySpec, specOf) ||
    differ(stored.hashAlgorithm, declared.hashAlgorithm, String) ||
    differ(stored.signingAlgorithm, declared.signingAlgorithm, String) ||
    differ(stored.neverExpires, declared.neverExpires, String)
  );
}

function differ<T>(stored: Maybe<T>, declared: Maybe<T>, textOf: (value: T) => string): boolean {
  const [before, after] = [known(stored), known(declared)];
  return before !== undefined && after !== undefined && textOf(before) !== textOf(after);
}

function mathematicsOf(reading: PublicKeyReading): string {
  return reading.kind === "key" ? reading.key.keyId : reading.kind;
}

function specOf({ type, bits, curve }: KeySpec): string {
  return [type, bits, curve].map((part) => String(known(part))).join(" ");
}
