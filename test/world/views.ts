import { isDeepStrictEqual } from "node:util";
import type { Change, Plan, Stored, World } from "./model.ts";
import { listingOf } from "./play.ts";
import { addressOf, placeOf } from "./places.ts";
import { planOf } from "./planning.ts";
import { classicId } from "./values.ts";
import { mainTf } from "./write-hcl.ts";
import { inventory } from "./write-listing.ts";
import { planJson } from "./write-plan.ts";
import { dataState, keysOf, rawState, shownState } from "./write-state.ts";

export const viewNames = ["configuration", "plan", "state", "shown", "backup", "data", "listing"] as const;
export type ViewName = (typeof viewNames)[number];

/** Where each view lies, as a source. */
export const sourceOf: Readonly<Record<ViewName, string>> = {
  configuration: "config",
  plan: "plan.json",
  state: "terraform.tfstate",
  shown: "state.json",
  backup: "terraform.tfstate.backup",
  data: "data.tfstate",
  listing: "listing.ndjson",
};

/** Which key a place of a file shows: what the tests know and keylint has to find out. */
export interface Sight {
  readonly view: ViewName;
  /** As keylint names the place; a listed key by the system's id. */
  readonly place: string;
  /** `before` and `after` of a change; a listed, stored or declared key has one role only. */
  readonly role: "before" | "after" | "stored" | "declared" | "listed";
  readonly key: string;
}

/** A world at its last moment, and the files that show it. */
export interface Scene {
  readonly world: World;
  /** What Terraform would plan now: what the configuration means. */
  readonly fresh: Plan;
  readonly listing: NonNullable<World["listing"]>;
  readonly shown: NonNullable<World["shown"]>;
  readonly files: ReadonlyMap<ViewName, string>;
  readonly sights: readonly Sight[];
}

export function sceneOf(world: World): Scene {
  const fresh = planOf(world, 0);
  const listing = world.listing ?? listingOf(world);
  const shown = world.shown ?? listingOf(world);
  const { plan, state, backup } = world;
  const files = new Map<ViewName, string>();
  const sights: Sight[] = [];
  const json = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`;
  const { blocks, users, pairs, imports } = world.configuration;
  if (blocks.length + users.length + pairs.length + imports.length > 0 || state.serial > 0) {
    files.set("configuration", mainTf(world));
    sights.push(...declaredIn(world, fresh));
  }
  if (plan !== undefined) {
    files.set("plan", json(planJson(world, plan)));
    sights.push(...plannedIn(world, plan));
  }
  if (state.serial > 0) {
    files.set("state", json(rawState(state)));
    files.set("shown", json(shownState(state.objects)));
    sights.push(...storedIn("state", state.objects), ...storedIn("shown", state.objects));
  }
  if (backup !== undefined && backup.serial > 0) {
    files.set("backup", json(rawState(backup)));
    sights.push(...storedIn("backup", backup.objects));
  }
  files.set("data", json(dataState(world, shown)));
  for (const user of shown.users.filter(({ service }) => service === "classic"))
    sights.push(
      ...keysOf(shown, user.name).map(({ name }, at): Sight => {
        const place = `data.oci_identity_api_keys.${user.name}.api_keys[${at}] `;
        return { view: "data", place, role: "stored", key: name };
      }),
    );
  files.set("listing", inventory(listing));
  for (const key of listing.keys) {
    const user = listing.users.find(({ name }) => name === key.user);
    const place = key.service === "intersight" || user === undefined ? key.id : classicId(key, user);
    sights.push({ view: "listing", place, role: "listed", key: key.name });
  }
  return { world, fresh, listing, shown, files, sights };
}

/** The key that a name of the future became, where a plan made it. */
export function realName(world: World, name: string): string {
  return world.made.get(name) ?? name;
}

function declaredIn(world: World, fresh: Plan): readonly Sight[] {
  return world.configuration.blocks.map((block) => {
    const place = addressOf(placeOf(block));
    const change = fresh.changes.find((one) => one.deposed === undefined && addressOf(one) === place);
    const planned = world.plan?.changes.find((one) => one.deposed === undefined && addressOf(one) === place);
    const same =
      change !== undefined && planned !== undefined && planned.to !== undefined && isSameFuture(world, change, planned);
    const key = (same ? planned?.to?.name : undefined) ?? change?.to?.name ?? place;
    return { view: "configuration", place: `${place} `, role: "declared", key: realName(world, key) };
  });
}

/** Whether a plan that was not carried out there would make just the key that a new one would. */
function isSameFuture(world: World, fresh: Change, planned: Change): boolean {
  const [now, then] = [fresh.to?.name ?? "", planned.to?.name ?? ""];
  return (
    now.startsWith("future") &&
    then.startsWith("future") &&
    !world.made.has(then) &&
    isDeepStrictEqual(fresh.after, planned.after)
  );
}

function plannedIn(world: World, plan: Plan): readonly Sight[] {
  const ofChanges = plan.changes.flatMap((change): readonly Sight[] => {
    const place = `${addressOf(change)} ${change.deposed ?? ""}`;
    const { from, to } = change;
    return [
      ...(from?.kind === "key" ? [{ view: "plan", place, role: "before", key: from.name } as const] : []),
      ...(to?.kind === "key" ? [{ view: "plan", place, role: "after", key: realName(world, to.name) } as const] : []),
    ];
  });
  const ofDrift = plan.drift.flatMap((entry): readonly Sight[] => {
    const place = `${addressOf(entry)} ${entry.deposed ?? ""}`;
    return entry.thing.kind === "key" ? [{ view: "plan", place, role: "before", key: entry.thing.name }] : [];
  });
  const ofPrior = plan.prior.flatMap((object): readonly Sight[] => {
    const place = `${addressOf(object)} ${object.deposed ?? ""}`;
    // A deposed object is in no prior state that Terraform prints.
    return object.thing.kind === "key" && object.deposed === undefined
      ? [{ view: "plan", place, role: "before", key: object.thing.name }]
      : [];
  });
  // What the state recorded stands at the address that it had there.
  const ofPrevious = [...plan.changes, ...plan.drift].flatMap((entry): readonly Sight[] => {
    const thing = "thing" in entry ? entry.thing : entry.from;
    if (entry.previous === undefined || thing?.kind !== "key") return [];
    return [{ view: "plan", place: `${addressOf(entry.previous)} `, role: "before", key: thing.name }];
  });
  const sights: Sight[] = [];
  for (const sight of [...ofChanges, ...ofDrift, ...ofPrior, ...ofPrevious])
    if (!sights.some(({ key, place }) => key === sight.key && place === sight.place)) sights.push(sight);
  return sights;
}

function storedIn(view: "state" | "shown" | "backup", objects: readonly Stored[]): readonly Sight[] {
  return objects
    .filter(({ thing }) => thing.kind === "key")
    .map((object) => ({
      view,
      place: `${addressOf(object)} ${object.deposed ?? ""}`,
      role: "stored",
      key: object.thing.name,
    }));
}
