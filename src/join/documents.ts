import type { ApiKey } from "../model/api-key.ts";
import { keyPair, publicKeyOf } from "../model/credential.ts";
import type { Notification } from "../model/notification.ts";
import { isUnknown, known, type Unknown, unknown } from "../model/unknown.ts";
import { isChanged } from "./changed.ts";
import { blockOf, type Declarations, declarationOf, placeDocuments, terraformOf } from "./roots.ts";

export interface JoinedDocuments {
  readonly keys: readonly ApiKey[];
  /** What kept a document from being joined to its configuration. */
  readonly notifications: readonly Notification[];
}

/**
 * Joins what several Terraform documents show of one key. A plan (or state) and the configuration that it was made from: the plan's values at the
 * configuration's place. A plan and the state it was made over: the plan's. Configuration that asks for another key than the plan or the state holds is judged
 * beside it: the plan may be older, or made with other variables.
 * Joined by module path, type, name and instance key, never by type and name alone.
 */
export function joinDocuments(keys: readonly ApiKey[]): JoinedDocuments {
  return joinConfiguration(joinPlanAndState(keys));
}

function joinPlanAndState(keys: readonly ApiKey[]): readonly ApiKey[] {
  const planned = new Map<string, number>();
  const joined: (ApiKey | undefined)[] = [...keys];
  const name = (key: ApiKey): string | undefined => {
    const origin = terraformOf(key);
    const id = known(key.id);
    return origin === undefined || id === undefined
      ? undefined
      : `${key.system} ${id} ${origin.address} ${origin.deposed ?? ""}`;
  };
  for (const [index, key] of keys.entries()) {
    const own = name(key);
    if (own !== undefined && terraformOf(key)?.document === "plan") planned.set(own, index);
  }
  for (const [index, key] of keys.entries()) {
    const plan = terraformOf(key)?.document === "state" ? planned.get(name(key) ?? "") : undefined;
    const kept = plan === undefined ? undefined : joined[plan];
    if (plan === undefined || kept === undefined) continue;
    joined[plan] = { ...kept, views: [...kept.views, ...key.views] };
    joined[index] = undefined;
  }
  return joined.filter((key) => key !== undefined);
}

const beside = {
  state: unknown("the state has another key at this address; a plan tells which of them will stand"),
  plan: unknown(
    "the plan has another key at this address: it is older than the configuration, or was made with other variables (--var-file)",
  ),
};

function joinConfiguration(keys: readonly ApiKey[]): JoinedDocuments {
  const roots = new Map<string, Declarations>();
  for (const key of keys) {
    const origin = key.existence === "declared" ? terraformOf(key) : undefined;
    if (origin === undefined) continue;
    const declarations = roots.get(origin.root) ?? { exact: new Map(), blocks: new Map() };
    roots.set(origin.root, declarations);
    declarations.exact.set(origin.address, key);
    if (origin.maybe) declarations.blocks.set(blockOf(origin), key);
  }
  if (roots.size === 0) return { keys, notifications: [] };
  const { rootOf, notifications } = placeDocuments(keys, roots);
  const used = new Set<ApiKey>();
  const changed = new Map<ApiKey, Unknown>();
  const joined = keys.map((key) => {
    const origin = key.existence === "declared" ? undefined : terraformOf(key);
    const declarations = origin && roots.get(rootOf.get(origin.root) ?? "");
    const declaration = origin && declarations && declarationOf(origin, declarations);
    if (origin === undefined || declaration === undefined) return key;
    const stays = origin.deposed === undefined && key.existence !== "removed";
    const differs = isChanged(key, declaration);
    if (origin.document !== "configuration" && stays && differs) {
      changed.set(declaration, beside[origin.document]);
      return key;
    }
    if (!differs) used.add(declaration);
    return atDeclaration(key, declaration);
  });
  const kept = joined.flatMap((key) => {
    const active = changed.get(key);
    if (active !== undefined) return [{ ...key, active }];
    return used.has(key) ? [] : [key];
  });
  return { keys: kept, notifications };
}

function atDeclaration(key: ApiKey, declaration: ApiKey): ApiKey {
  // What the plan leaves unknown may be told by the configuration: a public key that is pasted there.
  const publicKey = publicKeyOf(key);
  const isLeftUnknown = isUnknown(publicKey) && publicKey.reference === undefined;
  const declared = isLeftUnknown ? publicKeyOf(declaration) : undefined;
  // Secret material that stands in the configuration is out, whatever an older plan says.
  const pasted = (known(declaration.secretAt) ?? []).length > 0;
  return {
    ...key,
    ...(declared === undefined ? {} : { credential: keyPair({ ...key.credential, publicKey: declared }) }),
    secretAt: pasted ? declaration.secretAt : key.secretAt,
    views: [...declaration.views, ...key.views],
  };
}
