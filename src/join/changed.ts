import { type KeySpec, keySpecOf, publicKeyOf } from "../model/credential.ts";
import type { PublicKeyReading } from "../model/public-key.ts";
import { known, type Maybe } from "../model/unknown.ts";
import type { KeyValues, View } from "../model/view.ts";
import { keyTypeOf } from "../systems/registry.ts";

/** Whether configuration is known to ask for another key, another make of key or a key of another owner than the one that is there. What it ignores does not count. */
export function isChanged(stored: KeyValues, declared: View): boolean {
  const ignores = declared.origin.kind === "terraform" ? declared.origin.ignores : undefined;
  const isSameCredential =
    ignores?.credential === true ||
    !(
      differ(publicKeyOf(stored), publicKeyOf(declared), mathematicsOf) ||
      differ(keySpecOf(stored), keySpecOf(declared), specOf)
    );
  return (
    !isSameCredential ||
    (ignores?.owner !== true && isOfAnotherOwner(stored, declared)) ||
    keyTypeOf(stored.type).fixedAttributes.some((name) =>
      differ(stored.attributes[name], declared.attributes[name], String),
    )
  );
}

/** Whether both are known to be keys of different owners. Of an id of the account and one of the realm nothing tells whether they mean the same one. */
export function isOfAnotherOwner({ owner: stored }: KeyValues, { owner: declared }: KeyValues): boolean {
  const [before, after] = [known(stored.id), known(declared.id)];
  if (before === undefined || after === undefined) return false;
  return before !== after && stored.idWithin === declared.idWithin;
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
