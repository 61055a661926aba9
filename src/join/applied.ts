import type { Notification } from "../model/notification.ts";
import { known } from "../model/unknown.ts";
import type { View } from "../model/view.ts";
import { implicitAddress } from "./addresses.ts";
import { isChanged } from "./changed.ts";
import type { Group, Groups } from "./groups.ts";
import { fingerprintNames, isOfExisting, type OwnerIds } from "./names.ts";
import { type CurrentAddress, managedBy } from "./roots.ts";

/** Plans that were applied already, or are older than a state or a listing that is given too. */
export interface AppliedPlans {
  readonly isSuperseded: (document: string) => boolean;
  readonly notifications: readonly Notification[];
}

/**
 * Finds what plans were to make and a state or a listing shows already: the planned key and the one that is there are one. A key at the planned
 * address, or with the planned key pair of the same owner, that the plan did not know when it was made, is the one that it made.
 */
export function findApplied(
  views: readonly View[],
  groups: Groups,
  rootOf: (document: string) => string,
  currentAddress: CurrentAddress,
  ownerIds: OwnerIds,
): AppliedPlans {
  const knownToPlan = new Map<string, Set<Group>>();
  const atAddress = new Map<string, View[]>();
  const shown = new Map<string, View>();
  for (const view of views) {
    const origin = managedBy(view);
    if (origin?.document === "plan" && isOfExisting(view)) {
      knownToPlan.set(origin.root, (knownToPlan.get(origin.root) ?? new Set()).add(groups.of(view)));
    }
    if (origin?.document === "state" && origin.deposed === undefined) {
      const root = rootOf(origin.root);
      const name = `${root} ${currentAddress(root, origin.address)}`;
      atAddress.set(name, [...(atAddress.get(name) ?? []), view]);
    }
    if (view.origin.kind === "live" || view.origin.mode === "data")
      for (const name of fingerprintNames(view, ownerIds)) shown.set(name, view);
  }
  const superseded = new Map<string, View>();
  for (const view of views) {
    const origin = managedBy(view);
    if (view.existence !== "planned" || origin === undefined) continue;
    const isNews = (other: View): boolean =>
      known(other.id) !== undefined && knownToPlan.get(origin.root)?.has(groups.of(other)) !== true;
    const root = rootOf(origin.root);
    const stored = [origin.address, implicitAddress(origin.address)]
      .flatMap((address) => atAddress.get(`${root} ${address}`) ?? [])
      .find((other) => isNews(other) && !isChanged(other, view));
    const live = fingerprintNames(view, ownerIds)
      .map((name) => shown.get(name))
      .find((other) => other !== undefined && isNews(other));
    for (const other of [stored, live]) if (other !== undefined) groups.unite(view, other);
    if (stored !== undefined) superseded.set(origin.root, view);
  }
  return {
    isSuperseded: (document) => superseded.has(document),
    notifications: [...superseded].map(([uri, { source }]) => ({
      level: "warning",
      id: "plan-applied",
      message: `${uri === "-" ? "standard input" : uri} is a plan that was applied already, or is older than the state that is given too: the state counts. Plan again, or leave it out`,
      source,
      location: { uri },
    })),
  };
}
