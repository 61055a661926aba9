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
  const remaining = new Map<string, ApiKey[]>();
  for (const key of keys) {
    if (key.existence === "removed") {
      const origin = declarationOf(key);
      if (origin !== undefined && origin.deposed === undefined) removedAt.set(place(key), key);
      continue;
    }
    const owner = identities.ownerOf(key);
    if (owner === undefined) continue;
    const group = remaining.get(owner);
    if (group === undefined) remaining.set(owner, [key]);
    else group.push(key);
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

function place(key: ApiKey): string {
  const origin = declarationOf(key);
  return origin === undefined ? instanceOf(key) : `${origin.root} ${origin.address}`;
}

function leavesGap(
  key: ApiKey,
  owner: string | undefined,
  remaining: ReadonlyMap<string, readonly ApiKey[]>,
): Maybe<boolean> {
  if (key.existence !== "removed" || known(key.active) === false) return false;
  if (owner === undefined) {
    return unknown(`whose key it is is not known${isUnknown(key.user) ? `: ${key.user.reason}` : ""}`);
  }
  const others = remaining.get(owner) ?? [];
  if (others.some((other) => other.existence === "exists" && known(other.active) === true)) return false;
  const successors = others.filter((other) => other.existence === "planned");
  if (successors.length === 0) return false;
  const createdFirst = declarationOf(key)?.action === "create-delete";
  return !(createdFirst && successors.some((successor) => place(successor) === place(key)));
}
