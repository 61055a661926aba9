import { fingerprintOf, publicKeyOf } from "../model/credential.ts";
import { known } from "../model/unknown.ts";
import type { View } from "../model/view.ts";
import type { Groups } from "./groups.ts";

/** The ids of the owner whose key a view shows, as they can stand in any source; none where that is not known. */
export type OwnerIds = (view: View) => readonly string[];

/** Whether a view shows a key that is, or was, there: its ids say which. What is still to be made has none. */
export function isOfExisting({ existence, moment }: View): boolean {
  return existence !== "declared" && existence !== "planned" && moment !== "declared";
}

/** Unites the views that the system's own ids, or owner and fingerprint, tell to be of one key. */
export function uniteByName(views: readonly View[], groups: Groups, ownerIds: OwnerIds): void {
  const existing = views.filter(isOfExisting);
  const unite = (namesOf: (view: View) => readonly string[], isOther: typeof areMadeApart): void => {
    const byName = new Map<string, View[]>();
    for (const view of existing) {
      for (const name of namesOf(view)) {
        const others = byName.get(name);
        const other = others?.find((candidate) => !isOther(groups.of(candidate).views, groups.of(view).views));
        if (others === undefined) byName.set(name, [view]);
        else if (other === undefined) others.push(view);
        else groups.unite(other, view);
      }
    }
  };
  const ids = (view: View): readonly string[] => idsOf(view).map((id) => `${view.system} ${id}`);
  unite(ids, areMadeApart);
  unite(
    (view) => fingerprintNames(view, ownerIds),
    (a, b) => areMadeApart(a, b) || haveOtherIds(a, b),
  );
  unite(ids, (a, b) => areMadeApart(a, b) && !areOneToTerraform(a, b));
}

/** In milliseconds: two interfaces of a system may tell the creation of one key a little differently. */
const creationTolerance = 60_000;

/** Whether two sets of views are known to be of keys made at different times: a system may give the id of a deleted key to the same key pair again. */
function areMadeApart(a: readonly View[], b: readonly View[]): boolean {
  const [created, other] = [creationOf(a), creationOf(b)];
  return created !== undefined && other !== undefined && Math.abs(created - other) > creationTolerance;
}

/** What a live system lists under the id of a state's key is that object to Terraform, which takes over when it was made. */
function areOneToTerraform(a: readonly View[], b: readonly View[]): boolean {
  const isListed = ({ origin }: View): boolean => origin.kind === "live";
  return (a.every(isListed) && !b.some(isListed)) || (b.every(isListed) && !a.some(isListed));
}

function creationOf(views: readonly View[]): number | undefined {
  return views.map(({ timeCreated }) => known(timeCreated)).find((time) => time !== undefined);
}

export function idsOf({ id, aliases = [] }: View): readonly string[] {
  const own = known(id);
  return own === undefined ? aliases : [own, ...aliases];
}

/** Owner and fingerprint: the recorded one, else the one of the public key. */
export function fingerprintNames(view: View, ownerIds: OwnerIds): readonly string[] {
  const reading = known(publicKeyOf(view));
  const fingerprint = known(fingerprintOf(view)) ?? (reading?.kind === "key" ? reading.key.md5Fingerprint : undefined);
  if (fingerprint === undefined) return [];
  return ownerIds(view).map((owner) => `${view.system} ${owner} ${fingerprint.toLowerCase()}`);
}

/**
 * Whether two sets of views are known to be of two keys, although owner and fingerprint agree: a key that was made again. The ids that the account
 * and a realm give one key differ, so that only ids of one kind contradict each other.
 */
function haveOtherIds(a: readonly View[], b: readonly View[]): boolean {
  const [ids, others] = [idsByKind(a), idsByKind(b)];
  return [...ids].some(([kind, own]) => {
    const same = others.get(kind);
    return same !== undefined && ![...own].some((id) => same.has(id));
  });
}

function idsByKind(views: readonly View[]): ReadonlyMap<string, ReadonlySet<string>> {
  const kinds = new Map<string, Set<string>>();
  const note = (kind: string, id: string): void => void kinds.set(kind, (kinds.get(kind) ?? new Set()).add(id));
  for (const view of views) {
    const id = known(view.id);
    if (id !== undefined) note(view.owner.idWithin === "realm" || isRealmId(view) ? "realm" : "account", id);
    for (const alias of view.aliases ?? []) note("realm", alias);
  }
  return kinds;
}

/** In Terraform a key of a realm has the realm's id; a listing that shows it under the account's has that as an alias. */
function isRealmId({ realm, origin }: View): boolean {
  return known(realm) !== undefined && (origin.kind === "terraform" || origin.wholeOwner !== true);
}
