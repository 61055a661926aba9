import type { ApiKey } from "../model/api-key.ts";
import { fingerprintOf, publicKeyOf } from "../model/credential.ts";
import { isKey, type Subject } from "../model/gap.ts";
import { nameOf } from "../model/key-name.ts";
import { known } from "../model/unknown.ts";

/** Every name that a person may know a key by: what reports call it, ids, owner, fingerprints. */
export function namesOfKey(subject: Subject): readonly string[] {
  const { owner } = subject;
  const ofOwner = [nameOf(subject), known(owner.id), known(owner.name)];
  return [...ofOwner, ...(isKey(subject) ? ownNames(subject) : [])].filter((name) => name !== undefined);
}

function ownNames(key: ApiKey): readonly (string | undefined)[] {
  const reading = known(publicKeyOf(key));
  const identity = reading?.kind === "key" ? reading.key : undefined;
  return [
    key.terraform?.address,
    known(key.id),
    ...(key.aliases ?? []),
    known(fingerprintOf(key)),
    identity?.md5Fingerprint,
    identity?.spkiSha256,
    identity?.keyId,
  ];
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
