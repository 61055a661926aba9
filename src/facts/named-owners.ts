import type { Owner } from "../model/owner.ts";
import { known } from "../model/unknown.ts";
import type { Owned } from "./owned.ts";

/** Owners whose id is a name that only their account knows: `ci` may be somebody else in the next account. */
export interface NamedOwners {
  readonly ownerOf: (subject: Owned, id: string) => Owner | undefined;
  /** Equal for keys of one owner. As far as the account is not told, a name means one owner within one root module. */
  readonly identityOf: (subject: Owned, id: string, owner: Owner | undefined) => string;
}

/** Indexes owners by account and by root module. */
export function namedOwnersOf(owners: readonly Owner[], commonRootOf: (root: string) => string): NamedOwners {
  const rootOf = (root: string | undefined) => (root === undefined ? undefined : commonRootOf(root));
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
  const placesOf = (subject: Owned): readonly string[] =>
    [known(subject.account), rootOf(subject.terraform?.root)].filter((place) => place !== undefined);
  return {
    ownerOf: (subject, id) =>
      placesOf(subject)
        .map((place) => byPlace.get(`${subject.system} ${id} in ${place}`))
        .find((owner) => owner !== undefined),
    identityOf: (subject, id, owner) =>
      `${subject.system} ${id} in ${known(owner?.account) ?? placesOf(subject)[0] ?? ""}`,
  };
}
