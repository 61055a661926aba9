import type { ApiKey } from "../model/api-key.ts";
import { isUnknown, known, type Maybe, type Unknown, unknown } from "../model/unknown.ts";
import { type Identities, instanceOf } from "./identity.ts";

/** What becomes of keys while a plan is applied. */
export interface Course {
  /** The key that the plan destroys to make this one. */
  predecessorOf(key: ApiKey): ApiKey | undefined;
  /**
   * For a key that the plan destroys: whether there is a moment at which its owner has no usable key, before the plan has created one. False when
   * the plan brings the owner no successor at all: then the key is given up on purpose.
   */
  leavesGap(key: ApiKey): Maybe<boolean>;
  /** The most keys of this type that the owner has at any moment of the apply; with a limit, unknown where it depends on an order that is not set whether the limit is met. */
  peakOf(key: ApiKey, limit: number | undefined): Maybe<number>;
}

/** What happens to the keys of one type of one owner. */
interface Events {
  /** Keys that are there and stay. */
  staying: number;
  /** Whether one of them can be used; unknown as soon as that of one is. */
  usable: boolean;
  maybeUsable: Unknown | undefined;
  /** Where keys are destroyed, and whether only after their successor is there. */
  readonly removed: Map<string, boolean>;
  /** Where keys are made. */
  readonly coming: Set<string>;
  /** Where a usable key stays until its successor is there: the owner is never without a key. */
  readonly covered: Set<string>;
}

/** Indexes what a plan destroys and makes, in one pass. */
export function courseOf(keys: readonly ApiKey[], identities: Identities): Course {
  const removedAt = new Map<string, ApiKey>();
  const eventsOf = new Map<string, Events>();
  /** Keys to come of which nothing tells whose they will be. */
  const anonymous = new Map<string, ApiKey>();
  const nameOf = (key: ApiKey): string | undefined => {
    const owner = identities.ownerIdentity(key);
    return owner === undefined ? undefined : `${owner} ${key.type}`;
  };
  for (const key of keys) {
    if (key.existence === "absent") continue;
    const place = placeOf(key);
    if (key.existence === "removed" && key.terraform?.deposed === undefined) removedAt.set(place, key);
    const name = nameOf(key);
    if (name === undefined) {
      if (key.existence === "planned") anonymous.set(place, key);
      continue;
    }
    const events = eventsOf.get(name) ?? noEvents();
    eventsOf.set(name, events);
    if (key.existence === "planned") events.coming.add(place);
    else if (key.existence === "removed") {
      const createdFirst = key.terraform?.action === "create-delete";
      events.removed.set(place, createdFirst);
      if (createdFirst && known(key.active) !== false) events.covered.add(place);
    } else if (key.existence === "exists") {
      events.staying += 1;
      if (isUnknown(key.active)) events.maybeUsable ??= key.active;
      events.usable ||= known(key.active) === true;
    }
  }
  return {
    predecessorOf: (key) => (key.existence === "planned" ? removedAt.get(placeOf(key)) : undefined),
    leavesGap: (key) => leavesGap(key, eventsOf.get(nameOf(key) ?? ""), anonymous),
    peakOf: (key, limit) => {
      const name = nameOf(key);
      const events = name === undefined ? undefined : eventsOf.get(name);
      return events === undefined ? unknown(whoseIsNotKnown(key)) : peak(events, limit);
    },
  };
}

function noEvents(): Events {
  return {
    staying: 0,
    usable: false,
    maybeUsable: undefined,
    removed: new Map(),
    coming: new Set(),
    covered: new Set(),
  };
}

function placeOf(key: ApiKey): string {
  const { terraform } = key;
  return terraform === undefined ? instanceOf(key) : `${terraform.root} ${terraform.address}`;
}

function whoseIsNotKnown({ owner: { id } }: ApiKey): string {
  return `whose key it is is not known${isUnknown(id) ? `: ${id.reason}` : ""}`;
}

function leavesGap(key: ApiKey, events: Events | undefined, anonymous: ReadonlyMap<string, ApiKey>): Maybe<boolean> {
  if (key.existence !== "removed" || known(key.active) === false) return false;
  if (events === undefined) return unknown(whoseIsNotKnown(key));
  if (events.usable) return false;
  if ([...events.covered].some((place) => events.coming.has(place))) return false;
  const successor = anonymous.get(placeOf(key));
  if (events.coming.size === 0 && successor === undefined) return false;
  if (events.maybeUsable !== undefined) return events.maybeUsable;
  // A key in its place that nothing tells the owner of is the owner's successor, or somebody else's.
  if (events.coming.size === 0 && successor !== undefined) {
    if (key.terraform?.action === "create-delete") return false;
    return unknown(`${whoseIsNotKnown(successor)}, which is made in its place after it is destroyed`);
  }
  return true;
}

/** Terraform destroys and makes unrelated objects in any order; a replacement has its own. */
function peak({ staying, removed, coming }: Events, limit: number | undefined): Maybe<number> {
  const createdFirst = [...removed].filter(([place, first]) => first && coming.has(place)).length;
  const replaced = [...removed.keys()].filter((place) => coming.has(place)).length;
  const alone = coming.size - replaced;
  const now = staying + removed.size;
  const least = Math.max(now, now - (removed.size - replaced) + alone + Math.min(createdFirst, 1));
  const most = now + alone + createdFirst;
  if (least === most || limit === undefined || most <= limit) return most;
  if (least > limit) return least;
  return unknown("the order in which the plan destroys and makes keys is not set");
}
