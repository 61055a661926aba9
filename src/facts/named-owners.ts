import type { ApiKey } from "../model/api-key.ts";
import type { Subject } from "../model/gap.ts";
import type { Owner } from "../model/owner.ts";
import { known } from "../model/unknown.ts";

/** Owners whose id is a name that only their account knows: `ci` may be somebody else in the next account. */
export interface NamedOwners {
  readonly ownerOf: (subject: Subject, id: string) => Owner | undefined;
  /** Equal for keys of one owner. As far as the account is not told, a name means one owner within one root module. */
  readonly identityOf: (subject: Subject, id: string, owner: Owner | undefined) => string;
}

/** Indexes owners by account and by root module. */
export function namedOwnersOf(owners: readonly Owner[], keys: readonly ApiKey[]): NamedOwners {
  const rootOf = commonRoots(keys);
  const byPlace = new Map<string, Owner>();
  for (const owner of owners) {
    const id = known(owner.id);
    for (const place of [known(owner.account), rootOf(owner.root)]) {
      if (id === undefined || place === undefined) continue;
      const name = `${owner.system} ${id} in ${place}`;
      // Configuration does not tell the account, the state beside it does.
      if (known(byPlace.get(name)?.account) === undefined) byPlace.set(name, owner);
    }
  }
  const placesOf = (subject: Subject): readonly string[] =>
    [known(subject.account), rootOf("terraform" in subject ? subject.terraform.root : undefined)].filter(
      (place) => place !== undefined,
    );
  return {
    ownerOf: (subject, id) =>
      placesOf(subject)
        .map((place) => byPlace.get(`${subject.system} ${id} in ${place}`))
        .find((owner) => owner !== undefined),
    identityOf: (subject, id, owner) =>
      `${subject.system} ${id} in ${known(owner?.account) ?? placesOf(subject)[0] ?? ""}`,
  };
}

/** The root that stands for every document of one root module: the configuration's folder, where that was read. */
function commonRoots(keys: readonly ApiKey[]): (root: string | undefined) => string | undefined {
  const roots = new Map<string, string>();
  for (const { owner, views } of keys) {
    const [{ origin: first }, ...others] = views;
    if (owner.idWithin !== "account" || first.kind !== "terraform") continue;
    for (const { origin } of others) if (origin.kind === "terraform") roots.set(origin.root, first.root);
  }
  return (root) => (root === undefined ? undefined : (roots.get(root) ?? root));
}
