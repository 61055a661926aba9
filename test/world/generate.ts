import type { Event, Service } from "./model.ts";
import { pairNames } from "./pairs.ts";
import type { Random } from "./random.ts";

/** A history: users first, then whatever happens, and most of the time a last plan. */
export function historyOf(random: Random): readonly Event[] {
  const services: readonly Service[] = random.pick([
    ["classic"],
    ["domain"],
    ["intersight"],
    ["classic", "classic", "domain"],
    ["classic", "domain", "intersight"],
  ]);
  const events: Event[] = services.map((service) => ({ kind: "user", service, managed: random.chance(0.5) }));
  events.push(declaration(random, services));
  if (random.chance(0.5)) events.push(declaration(random, services));
  if (random.chance(0.75)) events.push({ kind: "apply", saved: false });
  if (random.chance(0.5)) events.push({ kind: "wait", days: random.pick([1, 40, 120, 200]) });
  const length = 1 + random.int(7);
  for (let count = 0; count < length; count++) events.push(eventOf(random, services));
  if (random.chance(0.6)) events.push(planning(random));
  if (random.chance(0.2)) events.push({ kind: "apply", saved: true, ...failing(random) });
  return events;
}

function planning(random: Random): Event {
  return random.chance(0.8)
    ? { kind: "plan" }
    : { kind: "plan", mode: random.pick(["refresh", "destroy", "target"]), block: random.int(6) };
}

function failing(random: Random): { readonly failAt?: number } {
  return random.chance(0.25) ? { failAt: 1 + random.int(4) } : {};
}

function declaration(random: Random, services: readonly Service[]): Event {
  return {
    kind: "declare",
    service: random.pick(services),
    user: random.int(3),
    pair: random.pick(pairNames),
    createBeforeDestroy: random.chance(0.3),
    ignoreChanges: random.chance(0.15),
    count: random.chance(0.25),
    generated: random.chance(0.25),
  };
}

function eventOf(random: Random, services: readonly Service[]): Event {
  const block = random.int(6);
  const key = random.int(6);
  const service = random.pick(services);
  const pair = random.pick(pairNames);
  const kinds: readonly (() => Event)[] = [
    () => declaration(random, services),
    () => declaration(random, services),
    () => ({ kind: "rotate", block, pair, createBeforeDestroy: random.chance(0.5) }),
    () => ({ kind: "rotate", block, pair, createBeforeDestroy: random.chance(0.5) }),
    () => ({ kind: "rename", block, moved: random.chance(0.6) }),
    () => ({ kind: random.pick(["count", "drop", "forget", "disable", "taint"]), block }),
    () => ({ kind: random.pick(["count", "drop", "forget", "disable", "taint"]), block }),
    () => ({ kind: random.pick(["import", "deleteByHand", "stateByHand"]), key }),
    () => ({ kind: random.pick(["import", "deleteByHand", "stateByHand"]), key }),
    () => ({ kind: "makeByHand", service, user: random.int(3), pair }),
    () => ({ kind: "userState", user: random.int(3) }),
    () => planning(random),
    () => ({ kind: random.pick(["list", "show"]) }),
    () => ({ kind: "apply", saved: random.chance(0.4), ...failing(random) }),
    () => ({ kind: "apply", saved: random.chance(0.4), ...failing(random) }),
    () => ({ kind: "wait", days: random.pick([1, 20, 60, 100, 200]) }),
  ];
  return random.pick(kinds)();
}
