import type { Result } from "../../src/model/result.ts";
import { type Fault, plainReason } from "./check.ts";
import type { Knowledge } from "./knowledge.ts";
import type { SeenKey } from "./seen.ts";

const mostKeys = 3;

/** What is judged of the keys of a user together: how many there are, how many can be used, and whether there is always one. */
export function checkOwners(knowledge: Knowledge, seen: readonly SeenKey[], results: readonly Result[]): readonly Fault[] {
  const faults: Fault[] = [];
  const users = new Set(knowledge.keys.map((key) => knowledge.userOf(key)));
  for (const user of users) {
    if (user === undefined) continue;
    const keys = knowledge.keys.filter((key) => knowledge.userOf(key) === user);
    const subjects = new Set(seen.filter(({ names }) => names.some((name) => keys.includes(name))).map(({ key }) => key));
    const count = (rule: string, kind: Result["kind"]): number =>
      results.filter((result) => result.rule.id === rule && result.kind === kind && "views" in result.subject && subjects.has(result.subject)).length;
    const told = (rule: string): string => `${user}: ${keys.map((key) => `${key}=${knowledge.fateOf(key)}/${String(knowledge.activeOf(key))}`).join(", ")}: ${rule} fails ${count(rule, "fail")}, open ${count(rule, "open")}`;
    const fault = (kind: string, rule: string): number => faults.push({ kind: `${kind} ${rule}`, detail: told(rule) });
    const real = knowledge.scene.world.users.get(user);
    const fates = keys.map((key) => ({ key, fate: knowledge.fateOf(key), active: knowledge.activeOf(key) }));
    const settled = fates.every(({ fate }) => ["exists", "removed", "planned", "declared", "gone"].includes(fate));
    // Whose an Intersight key will be only its creation tells; and what one configuration declares may be what another view lists.
    const isTold = real?.service !== "intersight" || fates.every(({ fate }) => fate !== "planned" && fate !== "declared");
    if (!settled || !isTold || knowledge.muddled || hasUnlinked(knowledge, keys)) continue;
    const standing = fates.filter(({ fate }) => fate === "exists" || fate === "planned" || fate === "declared");
    // The service refuses a pair that the user has already.
    const pairs = standing.flatMap(({ key }) => (real?.service === "intersight" ? [] : (knowledge.pairOf(key) ?? [])));
    if (new Set(pairs).size < pairs.length) continue;
    const isOver = standing.length > mostKeys;
    if (isOver && count("key-count-limit", "fail") + count("key-count-limit", "open") === 0) fault("false pass", "key-count-limit");
    if (!isOver && count("key-count-limit", "fail") > 0) fault("false alarm", "key-count-limit");
    if (isOver && count("key-count-limit", "fail") > 1) fault("told twice", "key-count-limit");
    for (const rule of ["key-count-limit", "single-active-key"]) {
      if (standing.some(({ active, fate }) => active === "undecided" || fate === "declared")) continue;
      const open = results.find((result) => result.rule.id === rule && result.kind === "open" && "views" in result.subject && subjects.has(result.subject));
      if (open !== undefined) faults.push({ kind: `open without need: ${rule}: ${plainReason(open)}`, detail: `${told(rule)}: ${open.reasons.join("; ")}` });
    }
    if (standing.every(({ active }) => active !== "undecided")) {
      const extra = Math.max(0, standing.filter(({ active }) => active === true).length - 1);
      if (count("single-active-key", "fail") > extra) fault("false alarm", "single-active-key");
      if (count("single-active-key", "fail") + count("single-active-key", "open") < extra) fault("false pass", "single-active-key");
    }
    overlap(knowledge, fates, count, fault);
  }
  return faults;
}

type Fated = { readonly key: string; readonly fate: string; readonly active: unknown };

function overlap(
  knowledge: Knowledge,
  fates: readonly Fated[],
  count: (rule: string, kind: Result["kind"]) => number,
  fault: (kind: string, rule: string) => number,
): void {
  const rule = "replacement-without-overlap";
  const removed = fates.filter(({ fate, active }) => fate === "removed" && active === true);
  const stays = fates.some(({ fate, active }) => fate === "exists" && active === true);
  const createdFirst = removed.some(({ key }) => knowledge.changeOf(key)?.actions.join() === "create,delete");
  const destroyedFirst = removed.some(({ key }) => knowledge.changeOf(key)?.actions.join() === "delete,create");
  const fails = count(rule, "fail");
  if (removed.length === 0 || stays || createdFirst) {
    if (fails > 0) fault("false alarm", rule);
  } else if (destroyedFirst && fails + count(rule, "open") === 0) fault("false pass", rule);
}

/** Whether two views show keys that only the world knows to be one: of a pair that is still to be made, or of Intersight's configuration. */
function hasUnlinked(knowledge: Knowledge, keys: readonly string[]): boolean {
  const { scene, views } = knowledge;
  return keys.some((key) => {
    const own = scene.sights.filter((sight) => sight.key === key && views.has(sight.view));
    const isNamed = own.some(({ view }) => view === "state" || view === "shown" || view === "backup" || view === "plan");
    const declares = scene.world.configuration.blocks.find(({ name }) => own.some(({ view, place }) => view === "configuration" && new RegExp(`\\.${name}(\\[0\\])? $`).test(place)));
    // Whose key it is tells a reference to a user whom no other view given has.
    if (declares?.byReference === true && !isNamed && !knowsUser(knowledge, declares.user)) return true;
    const byAddress = own.some(({ view }) => view === "configuration") || own.some(({ view, role }) => view === "plan" && role === "after");
    const byId = own.some(({ view }) => view === "listing" || view === "data");
    const between = own.some(({ view, role }) => view === "state" || view === "shown" || (view === "plan" && role === "before"));
    return byAddress && byId && !between;
  });
}

/** Whether a document that is given has the user that configuration refers to. */
function knowsUser({ scene, views }: Knowledge, user: string): boolean {
  const { state, backup, plan } = scene.world;
  const has = (objects: readonly { readonly thing: { readonly name: string } }[] = []): boolean => objects.some(({ thing }) => thing.name === user);
  if ((views.has("state") || views.has("shown")) && has(state.objects)) return true;
  return (views.has("backup") && has(backup?.objects)) || (views.has("plan") && has(plan?.prior)) || views.size === 1;
}
