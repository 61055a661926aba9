import type { ApiKey, TerraformOrigin } from "../model/api-key.ts";
import { isUnknown, known, type Maybe, unknown } from "../model/unknown.ts";
import { type Identities, instanceOf } from "./identity.ts";

/** What a plan replaces. */
export interface Replacements {
  /** The key that the plan destroys to make this one. */
  predecessorOf(key: ApiKey): ApiKey | undefined;
  /**
   * For a key that the plan destroys: whether its user has no other active key until the plan has created one. False when the plan brings
   * the user no successor at all: then the key is given up on purpose.
   */
  leavesGap(key: ApiKey): Maybe<boolean>;
}

/** Indexes removed and coming keys, in one pass. */
export function replacementsOf(keys: readonly ApiKey[], identities: Identities): Replacements {
  const removedAt = new Map<string, ApiKey>();
  const remaining = new Map<string, Remaining>();
  for (const key of keys) {
    if (key.existence === "removed") {
      const origin = declarationOf(key);
      if (origin !== undefined && origin.deposed === undefined) removedAt.set(place(key), key);
      continue;
    }
    const owner = identities.ownerOf(key);
    if (owner === undefined) continue;
    const { active, coming } = remaining.get(owner) ?? { active: false, coming: new Set<string>() };
    if (key.existence === "planned") coming.add(place(key));
    const staysActive = key.existence === "exists" && known(key.active) === true;
    remaining.set(owner, { active: active || staysActive, coming });
  }
  return {
    predecessorOf: (key) => (key.existence === "planned" ? removedAt.get(place(key)) : undefined),
    leavesGap: (key) => leavesGap(key, identities.ownerOf(key), remaining),
  };
}

/** A live key that a plan destroys stands where the plan has it. */
function declarationOf(key: ApiKey): TerraformOrigin | undefined {
  return key.origin.kind === "terraform" ? key.origin : key.declaredBy;
}

/** What one user has beside the keys that the plan destroys. */
interface Remaining {
  /** Whether an active key exists and stays. */
  readonly active: boolean;
  /** Where the plan creates keys. */
  readonly coming: Set<string>;
}

function place(key: ApiKey): string {
  const origin = declarationOf(key);
  return origin === undefined ? instanceOf(key) : `${origin.root} ${origin.address}`;
}

function leavesGap(key: ApiKey, owner: string | undefined, remaining: ReadonlyMap<string, Remaining>): Maybe<boolean> {
  if (key.existence !== "removed" || known(key.active) === false) return false;
  if (owner === undefined) {
    return unknown(`whose key it is is not known${isUnknown(key.user) ? `: ${key.user.reason}` : ""}`);
  }
  const others = remaining.get(owner);
  if (others === undefined || others.active || others.coming.size === 0) return false;
  const createdFirst = declarationOf(key)?.action === "create-delete";
  return !(createdFirst && others.coming.has(place(key)));
}
