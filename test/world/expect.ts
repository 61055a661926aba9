import type { Fate, Knowledge, Told } from "./knowledge.ts";
import { secretIn } from "./secrets.ts";

/** What a rule must say of a key; `open` is always an answer, whose reason is looked at elsewhere. */
export type Expected = "fail" | "not fail" | "either";

const day = 24 * 60 * 60 * 1000;
const oldest = 90;

/** Whether the key is there, or will be, for certain. */
const stands = (fate: Fate): boolean => fate === "exists" || fate === "planned" || fate === "declared";

function must(fails: Told): Expected {
  return fails === "undecided" ? "either" : fails ? "fail" : "not fail";
}

/** What a judge who knows all that the views tell would say of one key by one rule. */
export function expectedOf(knowledge: Knowledge, rule: string, key: string): Expected {
  const { scene, views } = knowledge;
  const { world } = scene;
  const fate = knowledge.fateOf(key);
  const isThere = fate === "exists" || fate === "loose";
  switch (rule) {
    case "key-age": {
      const created = knowledge.createdOf(key);
      if (!isThere) return fate === "undecided" ? "either" : "not fail";
      if (created === undefined || world.now - created <= oldest * day) return "not fail";
      // What the plan disables is too old now, and not when it is applied.
      if (knowledge.inForce && knowledge.changeOf(key)?.actions[0] === "update") return "either";
      if (knowledge.isDisabled(key)) return "either";
      return must(knowledge.activeOf(key));
    }
    case "inactive-key": {
      const active = knowledge.activeOf(key);
      if (knowledge.isDisabled(key)) return "either";
      if (isThere) return active === "undecided" ? "either" : must(!active);
      return fate === "gone" || fate === "removed" || active === true ? "not fail" : "either";
    }
    case "inactive-user-key": {
      const [active, userActive] = [knowledge.activeOf(key), knowledge.userActiveOf(key)];
      if (!isThere) return fate === "gone" || fate === "removed" ? "not fail" : "either";
      if (userActive === true || active === false) return "not fail";
      return userActive === false && active === true ? "fail" : "either";
    }
    case "key-platform-mismatch":
      return serviceOf(knowledge, key) === "intersight" ? "not fail" : expectedOf(knowledge, "rsa-key-size", key);
    case "rsa-key-size": {
      if (fate === "gone" || fate === "removed") return "not fail";
      if (knowledge.isIgnored(key)) return "either";
      const pair = knowledge.pairOf(key);
      if (pair !== "weak" && pair !== "1024") return "not fail";
      return stands(fate) ? "fail" : "either";
    }
    case "private-key-in-terraform":
      return secretIn(knowledge, key, fate);
    case "missing-key":
      return missing(knowledge, key);
    case "unmanaged-key":
      return unmanaged(knowledge, key);
    case "rotation-same-key": {
      const from = knowledge.changeOf(key)?.from?.name;
      if (from === undefined || from === key) return "not fail";
      if (fate !== "planned") return "either";
      const [now, then] = [knowledge.pairOf(key), knowledge.pairOf(from)];
      if (world.keys.get(from)?.service === "intersight") return "not fail";
      return now !== undefined && now === then ? "fail" : "not fail";
    }
    case "duplicate-key":
      return duplicate(knowledge, key, fate);
    default:
      return views.size === 0 ? "not fail" : "either";
  }
}

function duplicate(knowledge: Knowledge, key: string, fate: Fate): Expected {
  if (fate === "gone" || fate === "removed") return "not fail";
  if (knowledge.keys.some((one) => knowledge.isIgnored(one))) return "either";
  const pair = knowledge.pairOf(key);
  const isIntersight = serviceOf(knowledge, key) === "intersight";
  if (pair === undefined || isIntersight) return "not fail";
  const others = knowledge.keys.filter(
    (other) => other !== key && knowledge.pairOf(other) === pair && serviceOf(knowledge, other) !== "intersight",
  );
  const fates = others.map((other) => [other, knowledge.fateOf(other)] as const);
  // One user never has one pair twice: two records of it are of one key, or never stand together.
  const strangers = fates.filter(([other]) => knowledge.userOf(other) !== knowledge.userOf(key));
  const certain = strangers.filter(([, other]) => stands(other));
  if (certain.length > 0 && stands(fate)) return knowledge.muddled ? "either" : "fail";
  // A pair that the user has already will be refused; who made the other one is not told.
  const twins = fates.filter(([other]) => knowledge.userOf(other) === knowledge.userOf(key));
  if ([fate, ...twins.map(([, other]) => other)].every(stands) && twins.length > 0) return "either";
  const possible = strangers.filter(([, other]) => other !== "gone" && other !== "removed");
  return possible.length > 0 ? "either" : "not fail";
}

function serviceOf({ scene }: Knowledge, key: string): string {
  const real = scene.world.keys.get(key);
  if (real !== undefined) return real.service;
  return key.includes("oci_identity_domains_api_key")
    ? "domain"
    : key.includes("oci_identity_api_key")
      ? "classic"
      : "intersight";
}

function missing(knowledge: Knowledge, key: string): Expected {
  const { scene, views } = knowledge;
  const { world, listing } = scene;
  if (!views.has("listing")) return "not fail";
  const real = world.keys.get(key);
  if (real === undefined || listing.keys.some(({ name }) => name === key)) return "not fail";
  if (real.created > listing.at) return "not fail";
  const inState =
    (views.has("state") || views.has("shown")) && world.state.objects.some(({ thing }) => thing.name === key);
  if (!inState) return "either";
  const change = knowledge.changeOf(key);
  if (change !== undefined) return "either";
  return listing.at >= world.state.at ? "fail" : "either";
}

function unmanaged(knowledge: Knowledge, key: string): Expected {
  const { scene, views } = knowledge;
  const { world, listing } = scene;
  if (!views.has("listing") || !listing.keys.some(({ name }) => name === key)) return "not fail";
  const own = scene.sights.filter(
    (sight) => sight.key === key && views.has(sight.view) && sight.view !== "data" && sight.view !== "listing",
  );
  const hasTerraform = [...views].some((view) => view !== "listing");
  if (!hasTerraform) return "not fail";
  const fate = knowledge.fateOf(key);
  if (fate === "gone" || fate === "removed" || fate === "undecided") return "either";
  if (own.length === 0) {
    // What Intersight's configuration declares shows neither an id nor a key: it may be this one.
    return world.keys.get(key)?.service === "intersight"
      ? "either"
      : views.has("configuration") || views.has("plan")
        ? "either"
        : "fail";
  }
  if (own.some(({ view }) => view === "state" || view === "shown") && fate === "exists") {
    const change = knowledge.changeOf(key);
    return knowledge.inForce && change?.actions[0] === "forget" ? "either" : "not fail";
  }
  return "either";
}
