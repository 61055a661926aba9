import { compareLocations, compareText } from "../model/location.ts";
import type { PlanInfo, StateInfo } from "../model/refactoring.ts";
import type { View } from "../model/view.ts";

/**
 * Compares the newest first: what a live system lists, what a plan found when it was made, what a state recorded, what configuration asks for. A
 * listing that is older than every plan comes behind them; a plan that was applied already comes behind the state. What is equally new is in a
 * fixed order, whatever order the sources were given in.
 */
export function newestFirst(
  { plans, states }: { readonly plans: readonly PlanInfo[]; readonly states: readonly StateInfo[] },
  isSuperseded: (document: string) => boolean,
): (a: View, b: View) => number {
  const ages = new Map<string, number>([
    ...plans.map(({ uri, time = 0 }) => [uri, time] as const),
    ...states.map(({ uri, serial }) => [uri, serial] as const),
  ]);
  const times = plans.flatMap(({ uri, time }) => (time === undefined || isSuperseded(uri) ? [] : [time]));
  const oldestPlan = times.length === 0 ? Number.NEGATIVE_INFINITY : Math.min(...times);
  const rank = ({ origin, moment, listedAt = Number.POSITIVE_INFINITY }: View): number => {
    if (origin.kind === "live") return listedAt < oldestPlan ? 3 : 1;
    if (moment === "declared") return 7;
    const data = origin.mode === "data" ? 0.5 : 0;
    if (isSuperseded(origin.root)) return 5 + data;
    if (isBackup(origin.root)) return 4.8;
    return (moment === "recorded" ? 4 : 2) + data;
  };
  const ageOf = ({ origin, listedAt }: View): number =>
    (origin.kind === "live" ? listedAt : ages.get(origin.root)) ?? 0;
  return (a, b) => rank(a) - rank(b) || ageOf(b) - ageOf(a) || inPlaces(a, b);
}

/** Whether a document is named as Terraform names the state before the last change. */
export function isBackup(document: string): boolean {
  return document.endsWith(".tfstate.backup");
}

/** The order of places: by path, line and column, then by source, moment and name. */
export function inPlaces(a: View, b: View): number {
  return (
    compareLocations(a.location, b.location) ||
    compareText(a.source, b.source) ||
    compareText(a.moment, b.moment) ||
    compareText(a.existence, b.existence) ||
    compareText(nameIn(a), nameIn(b))
  );
}

function nameIn({ origin, id }: View): string {
  const own = typeof id === "string" ? id : "";
  return origin.kind === "live"
    ? `${origin.path.join("/")} ${own}`
    : `${origin.address} ${origin.deposed ?? ""} ${own}`;
}
