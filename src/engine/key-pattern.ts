import type { ApiKey } from "../model/api-key.ts";
import { known } from "../model/unknown.ts";

/** Every name that a person may know a key by: addresses, ids, owner, fingerprints. */
export function namesOfKey(key: ApiKey): readonly string[] {
  const reading = known(key.publicKey);
  const identity = reading?.kind === "key" ? reading.key : undefined;
  return [
    key.origin.kind === "terraform" ? key.origin.address : undefined,
    key.declaredBy?.address,
    known(key.id),
    known(key.user),
    known(key.userName),
    known(key.fingerprint),
    identity?.ociFingerprint,
    identity?.spkiSha256,
    identity?.keyId,
  ].filter((name) => name !== undefined);
}

/** A test for a name: equal to the pattern, in which `*` stands for any characters. Fingerprints may be in capitals. */
export function keyPattern(pattern: string): (name: string) => boolean {
  if (/^[0-9A-F:]+$/i.test(pattern)) return (name) => name.toLowerCase() === pattern.toLowerCase();
  const [first = "", ...rest] = pattern.split("*");
  const last = rest.pop();
  if (last === undefined) return (name) => name === pattern;
  // By hand rather than by a regular expression: several `*` in one could take exponential time.
  return (name) => {
    if (!name.startsWith(first)) return false;
    let at = first.length;
    for (const part of rest) {
      const found = name.indexOf(part, at);
      if (found === -1) return false;
      at = found + part.length;
    }
    return name.length - last.length >= at && name.endsWith(last);
  };
}
