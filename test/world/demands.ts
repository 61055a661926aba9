import { type Expected, expectedOf } from "./expect.ts";
import { type Fate, type Knowledge, knowledgeOf } from "./knowledge.ts";
import { areLinked } from "./links.ts";
import { type OwnerDemand, ownerDemands } from "./owners.ts";
import { addressOf, placeOf, tellsNoPair } from "./places.ts";
import { type Judged, judged, ofOwners } from "./rules.ts";
import type { Scene, Sight, ViewName } from "./views.ts";

/** What a rule must say of one key. */
export interface RuleDemand {
  readonly rule: Judged;
  readonly key: string;
  readonly fate: Fate;
  readonly must: Exclude<Expected, "either">;
  /** Whether the views tell all that the rule asks, so that no reason to leave it open can be true. */
  readonly decided: boolean;
}

/** All that a run over some views must say, as data: what a world demands can be kept beside its files. */
export interface Demands {
  readonly sights: readonly Sight[];
  /** Keys that must be among those of the run. */
  readonly seen: readonly string[];
  /** Two places that show one key, which something in the views tells: indexes of `sights`. */
  readonly links: readonly (readonly [number, number])[];
  /** Two keys that may be told as one, because nothing in the views tells them apart. */
  readonly mayBeOne: readonly (readonly [string, string])[];
  readonly rules: readonly RuleDemand[];
  readonly owners: readonly OwnerDemand[];
}

export function demandsOf(scene: Scene, views: ReadonlySet<ViewName>): Demands {
  const knowledge = knowledgeOf(scene, views);
  const sights = scene.sights.filter(({ view }) => views.has(view));
  const { keys } = knowledge;
  const mustBeSeen = new Set<Fate>(["exists", "planned", "declared", "loose"]);
  const pairs = <T>(items: readonly T[]): readonly (readonly [T, T])[] =>
    items.flatMap((one, at) => items.slice(at + 1).map((other) => [one, other] as const));
  return {
    sights,
    seen: keys.filter((key) => mustBeSeen.has(knowledge.fateOf(key))),
    links: pairs([...sights.keys()]).filter(([one, other]) => {
      const [a, b] = [sights[one], sights[other]];
      return a !== undefined && b !== undefined && a.key === b.key && areLinked(knowledge, a, b);
    }),
    mayBeOne: pairs(keys).filter(([one, other]) => mayBeOne(knowledge, one, other)),
    rules: keys.flatMap((key) =>
      judged.filter((rule) => !ofOwners.has(rule)).flatMap((rule) => ruleDemand(knowledge, rule, key)),
    ),
    owners: ownerDemands(knowledge),
  };
}

function ruleDemand(knowledge: Knowledge, rule: Judged, key: string): readonly RuleDemand[] {
  const must = expectedOf(knowledge, rule, key);
  if (must === "either") return [];
  return [{ rule, key, fate: knowledge.fateOf(key), must, decided: isDecided(knowledge, rule, key, must) }];
}

function isDecided(knowledge: Knowledge, rule: Judged, key: string, must: Expected): boolean {
  if (knowledge.fateOf(key) !== "exists") return false;
  const isActive = knowledge.activeOf(key);
  if (rule === "key-age") return isActive !== "undecided" && knowledge.createdOf(key) !== undefined;
  if (rule === "inactive-key") return isActive !== "undecided";
  if (rule === "inactive-user-key") return isActive === true && knowledge.userActiveOf(key) !== "undecided";
  return must === "fail" || rule === "rsa-key-size" || rule === "key-platform-mismatch";
}

/**
 * Two names of one user and pair may be told as one: the service gives both one id. So may what is stored and what the configuration declares
 * there without telling which key that is.
 */
function mayBeOne(knowledge: Knowledge, one: string, other: string): boolean {
  // A plan that failed and one that is still to be made want the same there.
  const addresses = new Set([one, other].map((name) => name.replace(/^future \d+ /, "")));
  if (addresses.size === 1) return true;
  const facts = new Set([one, other].map((name) => `${knowledge.userOf(name)} ${knowledge.pairOf(name)}`));
  const { scene, views, inForce } = knowledge;
  const mode = scene.world.plan?.mode;
  const isPlanned = inForce && !knowledge.muddled && (mode === "normal" || mode === "destroy");
  if (facts.size === 1 || isPlanned) return facts.size === 1;
  const places = scene.sights.filter(
    ({ key, view }) => (key === one || key === other) && views.has(view) && view === "configuration",
  );
  return scene.world.configuration.blocks.some(
    (block) => places.some(({ place }) => place.trim() === addressOf(placeOf(block))) && tellsNoPair(block),
  );
}
