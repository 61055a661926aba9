import type { ApiKey, KeySpec } from "../model/api-key.ts";
import type { PublicKeyReading } from "../model/public-key.ts";
import { type Maybe, known } from "../model/unknown.ts";

/** Whether configuration is known to ask for another key, another make of key or a key of another user than the one that a state holds. */
export function isChanged(stored: ApiKey, declared: ApiKey): boolean {
  return (
    isOfAnotherUser(stored, declared) ||
    differ(stored.publicKey, declared.publicKey, mathematicsOf) ||
    differ(stored.keySpec, declared.keySpec, specOf) ||
    differ(stored.hashAlgorithm, declared.hashAlgorithm, String) ||
    differ(stored.signingAlgorithm, declared.signingAlgorithm, String) ||
    differ(stored.neverExpires, declared.neverExpires, String)
  );
}

/** Whether both are known to be keys of different users. An identity domain may name one user by OCID here and by SCIM id there. */
export function isOfAnotherUser(stored: ApiKey, declared: ApiKey): boolean {
  const [before, after] = [known(stored.user), known(declared.user)];
  if (before === undefined || after === undefined) return false;
  return before !== after && isOcid(before) === isOcid(after);
}

function isOcid(user: string): boolean {
  return user.startsWith("ocid1.");
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
