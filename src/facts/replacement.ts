import type { ApiKey } from "../model/api-key.ts";
import { isUnknown, known, type Maybe, unknown } from "../model/unknown.ts";
import { type Identities, instanceOf } from "./identity.ts";

/** What a plan replaces. */
export interface Replacements {
  /** The key that the plan destroys to make this one. */
  predecessorOf(key: ApiKey): ApiKey | undefined;
  /**
   * For a key that the plan destroys: whether its owner has no other active key until the plan has created one. False when the plan brings
   * the owner no successor at all: then the key is given up on purpose.
   */
  leavesGap(key: ApiKey): Maybe<boolean>;
}

/** Indexes removed and coming keys, in one pass. */
export function replacementsOf(keys: readonly ApiKey[], identities: Identities): Replacements {
  const removedAt = new Map<string, ApiKey>();
  const remaining = new Map<string, Remaining>();
  for (const key of keys) {
    if (key.existence === "removed") {
      if (key.terraform !== undefined && key.terraform.deposed === undefined) removedAt.set(place(key), key);
      continue;
    }
    const owner = identities.ownerIdentity(key);
    if (owner === undefined) continue;
    const { active, coming } = remaining.get(owner) ?? { active: false, coming: new Set<string>() };
    if (key.existence === "planned") coming.add(place(key));
    const staysActive = key.existence === "exists" && known(key.active) === true;
    remaining.set(owner, { active: active || staysActive, coming });
  }
  return {
    predecessorOf: (key) => (key.existence === "planned" ? removedAt.get(place(key)) : undefined),
    leavesGap: (key) => leavesGap(key, identities.ownerIdentity(key), remaining),
  };
}

/** What one owner has beside the keys that the plan destroys. */
interface Remaining {
  /** Whether an active key exists and stays. */
  readonly active: boolean;
  /** Where the plan creates keys. */
  readonly coming: Set<string>;
}

function place(key: ApiKey): string {
  const { terraform } = key;
  return terraform === undefined ? instanceOf(key) : `${terraform.root} ${terraform.address}`;
}

function leavesGap(key: ApiKey, owner: string | undefined, remaining: ReadonlyMap<string, Remaining>): Maybe<boolean> {
  if (key.existence !== "removed" || known(key.active) === false) return false;
  if (owner === undefined) {
    return unknown(`whose key it is is not known${isUnknown(key.owner.id) ? `: ${key.owner.id.reason}` : ""}`);
  }
  const others = remaining.get(owner);
  if (others === undefined || others.active || others.coming.size === 0) return false;
  const createdFirst = key.terraform?.action === "create-delete";
  return !(createdFirst && others.coming.has(place(key)));
}
