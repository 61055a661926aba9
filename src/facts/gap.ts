import type { Gap } from "../model/gap.ts";
import { isUnknown, type Maybe, type Unknown } from "../model/unknown.ts";
import { keyTypeOf } from "../systems/registry.ts";
import type { FactGroup } from "./facts.ts";
import { lazyGroup } from "./lazy-group.ts";
import { attributeFacts } from "./schema.ts";

/** What the facts of a gap are derived from. */
export interface GapSubject {
  readonly gap: Gap;
  /** Whether Terraform declares the missing keys: unset where no Terraform source is in the run. */
  readonly declared: Maybe<boolean>;
}

const missing = ({ gap }: GapSubject): Unknown => gap.reason;

/** `key.*` of the keys that may be missing: what is not the same for all of them is unknown for the gap's reason. */
export const gapFactsOf: (subject: GapSubject) => FactGroup<"key"> = lazyGroup<"key", GapSubject>(
  {
    system: ({ gap }) => gap.system,
    type: ({ gap }) => gap.type,
    live: () => true,
    managed: () => false,
    document: () => undefined,
    address: () => undefined,
    action: () => undefined,
    existence: () => "exists",
    id: missing,
    account: ({ gap }) => gap.account,
    credential: missing,
    fingerprint: missing,
    active: missing,
    specType: missing,
    specBits: missing,
    specCurve: missing,
    created: missing,
    age: missing,
    ageDays: missing,
    expires: missing,
    daysToExpiry: missing,
    lifetimeDays: missing,
    lastUsed: missing,
    daysSinceUse: missing,
    everUsed: missing,
    ownerKeyCount: missing,
    ownerKeyOrdinal: missing,
    ownerKeyLimit: ({ gap }) => keyTypeOf(gap.type).keysPerOwner,
    ownerKeyPeak: missing,
    ownerActiveKeyCount: missing,
    ownerActiveKeyOrdinal: missing,
    duplicates: ofPublicKey,
    duplicateOwners: ofPublicKey,
    modulusTwins: ofPublicKey,
    fingerprintCollisions: ofPublicKey,
    fingerprintComputed: ofPublicKey,
    fingerprintMatches: ofPublicKey,
    replaces: () => false,
    replacesSameKey: () => undefined,
    secretPasted: missing,
    secretIn: missing,
    secretInState: missing,
    secretPending: () => false,
    lastActiveKeyOfOwner: () => false,
    declared: ({ gap, declared }) => (declared === undefined ? undefined : isUnknown(declared) ? declared : gap.reason),
    found: () => undefined,
  },
  Object.fromEntries(
    Object.keys(attributeFacts).map((name) => [
      name,
      ({ gap }: GapSubject): unknown => (name in keyTypeOf(gap.type).attributes ? gap.reason : undefined),
    ]),
  ),
);

/** A type that never shows its public key has nothing of it to miss. */
function ofPublicKey({ gap }: GapSubject): Unknown | undefined {
  return keyTypeOf(gap.type).unavailable.publicKey === true ? undefined : gap.reason;
}
