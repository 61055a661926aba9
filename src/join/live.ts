import { publicKeyOf } from "../model/credential.ts";
import { known } from "../model/unknown.ts";
import type { View } from "../model/view.ts";
import type { Group, Groups } from "./groups.ts";
import { fingerprintNames, idsOf, type OwnerIds } from "./names.ts";
import { managedBy } from "./roots.ts";

/** Keys that may be one, and nothing tells: they share a key pair, and whose key Terraform means is not known. */
export type Candidates = ReadonlyMap<Group, readonly Group[]>;

interface Pair {
  readonly live: Group[];
  readonly shown: Group[];
}

/**
 * Unites listed keys with what Terraform has of them where only mathematics tells: Terraform does not say whose key it is, and one listed key and
 * one of Terraform have the key pair. Else it is not known which is which.
 * @param isCounted whether a group is a key at all
 */
export function uniteByMathematics(
  groups: Groups,
  ownerIds: OwnerIds,
  isCounted: (group: Group) => boolean,
): Candidates {
  const pairs = new Map<string, Pair>();
  for (const group of groups.all()) {
    if (!isCounted(group)) continue;
    const material = materialOf(group);
    const isManaged = group.views.some((view) => managedBy(view) !== undefined);
    const isLive = group.views.some(({ origin }) => origin.kind === "live") || !isManaged;
    if (material === undefined || (isLive && isManaged)) continue;
    // One whose owner is known is another owner's copy.
    const isAnonymous = isManaged && group.views.every((view) => ownerIds(view).length === 0);
    if (!isLive && !isAnonymous) continue;
    const pair = pairs.get(material) ?? { live: [], shown: [] };
    pairs.set(material, pair);
    (isLive ? pair.live : pair.shown).push(group);
  }
  const candidates = new Map<Group, readonly Group[]>();
  for (const { live, shown } of pairs.values()) {
    const [first, ...others] = live;
    // What a plan makes in place of a key that it destroys is another key, even with the same key pair.
    const going = shown.filter(({ views }) => views.some(({ existence }) => existence === "removed"));
    const lasting = going.length === 0 ? shown : going;
    const [only] = lasting;
    if (first === undefined || only === undefined) continue;
    if (others.length === 0 && lasting.length === 1) {
      const [a, b] = [first.views[0], only.views[0]];
      if (a !== undefined && b !== undefined) groups.unite(a, b);
    } else {
      for (const group of live) candidates.set(group, lasting);
      for (const group of lasting) candidates.set(group, live);
    }
  }
  return candidates;
}

function materialOf({ views }: Group): string | undefined {
  for (const view of views) {
    const reading = known(publicKeyOf(view));
    if (reading?.kind === "key") return `${view.system} ${reading.key.keyId}`;
  }
  return undefined;
}

/**
 * Unites blocks of the configuration with listed keys: by the id that they are imported by, or by owner and fingerprint. A listed key that Terraform
 * has at another address already is not meant: the block asks for one more.
 */
export function uniteDeclarations(groups: Groups, ownerIds: OwnerIds, isCounted: (group: Group) => boolean): void {
  const listed = new Map<string, Group>();
  for (const group of groups.all()) {
    const { views, declaration } = group;
    if (declaration !== undefined || views.some((view) => managedBy(view) !== undefined)) continue;
    for (const view of views) {
      for (const name of namesOf(view, ownerIds)) listed.set(name, group);
    }
  }
  for (const group of groups.all()) {
    const [view, ...others] = group.views;
    if (view?.existence !== "declared" || others.length > 0 || !isCounted(group)) continue;
    const live = namesOf(view, ownerIds)
      .map((name) => listed.get(name))
      .find((found) => found !== undefined && found.declaration === undefined);
    const first = live?.views[0];
    if (live === undefined || first === undefined) continue;
    groups.unite(first, view);
    groups.of(first).declaration = view;
  }
}

function namesOf(view: View, ownerIds: OwnerIds): readonly string[] {
  return [...idsOf(view).map((id) => `id ${view.system} ${id}`), ...fingerprintNames(view, ownerIds)];
}
