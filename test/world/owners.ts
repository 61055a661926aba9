import type { Fate, Knowledge } from "./knowledge.ts";
import type { Judged } from "./rules.ts";

/** How many results of a rule must fail at the keys of one user. */
export interface OwnerDemand {
  readonly rule: Judged;
  readonly keys: readonly string[];
  /** What is open counts as well. */
  readonly atLeast: number;
  readonly atMost: number;
  /** Whether none may be open. */
  readonly decided: boolean;
  /** The keys, and what is known of them. */
  readonly told: string;
}

interface Fated {
  readonly key: string;
  readonly fate: Fate;
  readonly active: boolean | "undecided";
}

/** The most keys that a user can have. */
const mostKeys = 3;

/** What is judged of the keys of a user together: how many there are, how many can be used, and whether there is always one. */
export function ownerDemands(knowledge: Knowledge): readonly OwnerDemand[] {
  const users = new Set(knowledge.keys.map((key) => knowledge.userOf(key)));
  return [...users].flatMap((user) => (user === undefined ? [] : demandsOfUser(knowledge, user)));
}

function demandsOfUser(knowledge: Knowledge, user: string): readonly OwnerDemand[] {
  const keys = knowledge.keys.filter((key) => knowledge.userOf(key) === user);
  const isIntersight = knowledge.scene.world.users.get(user)?.service === "intersight";
  const fates: readonly Fated[] = keys.map((key) => ({
    key,
    fate: knowledge.fateOf(key),
    active: knowledge.activeOf(key),
  }));
  const settled = fates.every(({ fate }) => fate !== "loose" && fate !== "void" && fate !== "undecided");
  // Whose an Intersight key will be only its creation tells; and what one configuration declares may be what another view lists.
  const isTold = !isIntersight || fates.every(({ fate }) => fate !== "planned" && fate !== "declared");
  if (!settled || !isTold || knowledge.muddled || hasUnlinked(knowledge, keys)) return [];
  const standing = fates.filter(({ fate }) => fate === "exists" || fate === "planned" || fate === "declared");
  // The service refuses a pair that the user has already.
  const pairs = standing.flatMap(({ key }) => (isIntersight ? [] : (knowledge.pairOf(key) ?? [])));
  if (new Set(pairs).size < pairs.length) return [];
  const told = `${user}: ${fates.map(({ key, fate, active }) => `${key}=${fate}/${String(active)}`).join(", ")}`;
  const decided = standing.every(({ active, fate }) => active !== "undecided" && fate !== "declared");
  const tooMany = standing.length > mostKeys ? 1 : 0;
  const extra = Math.max(0, standing.filter(({ active }) => active === true).length - 1);
  return [
    { rule: "key-count-limit", keys, atLeast: tooMany, atMost: tooMany, decided, told },
    ...(standing.some(({ active }) => active === "undecided")
      ? []
      : [{ rule: "single-active-key", keys, atLeast: extra, atMost: extra, decided, told } as const]),
    { rule: "replacement-without-overlap", keys, ...withoutOverlap(knowledge, fates), decided: false, told },
  ];
}

/** Over the course of the plan: a replacement that destroys first leaves the user without a key, unless another one stays or comes before. */
function withoutOverlap(knowledge: Knowledge, fates: readonly Fated[]): Pick<OwnerDemand, "atLeast" | "atMost"> {
  const removed = fates.filter(({ fate, active }) => fate === "removed" && active === true);
  const actionsOf = ({ key }: Fated): string | undefined => knowledge.changeOf(key)?.actions.join();
  const stays = fates.some(({ fate, active }) => fate === "exists" && active === true);
  if (stays || removed.some((one) => actionsOf(one) === "create,delete")) return { atLeast: 0, atMost: 0 };
  return { atLeast: removed.some((one) => actionsOf(one) === "delete,create") ? 1 : 0, atMost: removed.length };
}

/** Whether two views show keys that only the world knows to be one: of a pair that is still to be made, or of Intersight's configuration. */
function hasUnlinked(knowledge: Knowledge, keys: readonly string[]): boolean {
  const { scene, views } = knowledge;
  return keys.some((key) => {
    const own = scene.sights.filter((sight) => sight.key === key && views.has(sight.view));
    const isNamed = own.some(
      ({ view }) => view === "state" || view === "shown" || view === "backup" || view === "plan",
    );
    const declares = scene.world.configuration.blocks.find(({ name }) =>
      own.some(({ view, place }) => view === "configuration" && new RegExp(`\\.${name}(\\[0\\])? $`).test(place)),
    );
    // Whose key it is tells a reference to a user whom no other view given has.
    if (declares?.byReference === true && !isNamed && !knowsUser(knowledge, declares.user)) return true;
    const byAddress =
      own.some(({ view }) => view === "configuration") ||
      own.some(({ view, role }) => view === "plan" && role === "after");
    const byId = own.some(({ view }) => view === "listing" || view === "data");
    const between = own.some(
      ({ view, role }) => view === "state" || view === "shown" || (view === "plan" && role === "before"),
    );
    return byAddress && byId && !between;
  });
}

/** Whether a document that is given has the user that configuration refers to. */
function knowsUser({ scene, views }: Knowledge, user: string): boolean {
  const { state, backup, plan } = scene.world;
  const has = (objects: readonly { readonly thing: { readonly name: string } }[] = []): boolean =>
    objects.some(({ thing }) => thing.name === user);
  if ((views.has("state") || views.has("shown")) && has(state.objects)) return true;
  return (views.has("backup") && has(backup?.objects)) || (views.has("plan") && has(plan?.prior)) || views.size === 1;
}
