import { loadRules } from "../../src/engine/load.ts";
import { defaultSettings } from "../../src/engine/rule-settings.ts";
import type { Facts } from "../../src/facts/facts.ts";
import type { ResultKind } from "../../src/model/result.ts";
import { makeFacts } from "../engine/facts.ts";
import { filesBelow, projectRoot } from "../machine.ts";

const rules = (await loadRules({ directories: [], settings: defaultSettings, ...filesBelow(projectRoot) })).filter(
  ({ rule }) => rule.applies.includes("publicKey."),
);

/** What each shipped rule about public keys says of these facts, of a key whose system takes any kind of key. */
export function judged(publicKey: Facts["publicKey"]): ReadonlyMap<string, ResultKind> {
  const facts = { ...makeFacts({ key: { system: "intersight" } }), publicKey };
  return new Map(rules.map((rule) => [rule.rule.id, rule.judge(facts).kind]));
}
