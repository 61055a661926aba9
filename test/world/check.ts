import type { Result } from "../../src/model/result.ts";
import { isKey } from "../../src/model/gap.ts";
import { nameOf } from "../../src/model/key-name.ts";
import { type Expected, expectedOf } from "./expect.ts";
import { type Knowledge, knowledgeOf } from "./knowledge.ts";
import { linkOf } from "./links.ts";
import { checkOwners } from "./owners.ts";
import { addressOf, placeOf } from "./places.ts";
import { judged, type Scanned } from "./scanning.ts";
import { type SeenKey, seenKeys } from "./seen.ts";
import type { Scene, ViewName } from "./views.ts";

/** What a run got wrong. */
export interface Fault {
  /** Equal for faults of one kind: `false pass key-age`. */
  readonly kind: string;
  readonly detail: string;
}

/** Rules that are judged of the keys of a user together. */
const ofOwners = new Set(["key-count-limit", "single-active-key", "replacement-without-overlap"]);

/** A run over some views, and what it says of each key of the world. */
export interface Checked {
  readonly faults: readonly Fault[];
  readonly verdicts: number;
  /** By rule and name of the world: the worst that is said. */
  readonly kinds: ReadonlyMap<string, Result["kind"]>;
  readonly expected: ReadonlyMap<string, Expected>;
}

export function check(scene: Scene, views: ReadonlySet<ViewName>, { run, results }: Scanned): Checked {
  const knowledge = knowledgeOf(scene, views);
  const seen = seenKeys(scene, run.keys);
  const faults: Fault[] = [...checkKeys(knowledge, seen)];
  const kinds = new Map<string, Result["kind"]>();
  const expected = new Map<string, Expected>();
  const told = new Map<string, { readonly id: string; readonly name: string; readonly wanted: Expected; readonly said: Result[] }>();
  let verdicts = 0;
  const bySubject = new Map<Result["subject"], SeenKey>(seen.map((one) => [one.key, one]));
  for (const result of results) {
    if (!isKey(result.subject)) continue;
    const one = bySubject.get(result.subject);
    const { id } = result.rule;
    if (one === undefined || !judged.some((rule) => rule === id)) continue;
    verdicts += 1;
    if (ofOwners.has(id)) continue;
    const [name] = one.names;
    if (one.names.length !== 1 || name === undefined) continue;
    const slot = `${id} ${name}`;
    const own = told.get(slot) ?? { id, name, wanted: expectedOf(knowledge, id, name), said: [] };
    own.said.push(result);
    told.set(slot, own);
  }
  for (const [slot, { id, name, wanted, said }] of told) {
    const kind = said.map((result) => result.kind).reduce(worst);
    kinds.set(slot, kind);
    expected.set(slot, wanted);
    const open = said.find((result) => result.kind === "open" && isStored(bySubject.get(result.subject)));
    if (open !== undefined && kind === "open" && isDecided(knowledge, id, name, wanted))
      faults.push({ kind: `open without need: ${id}: ${plainReason(open)}`, detail: `${name} (${knowledge.fateOf(name)}), which must ${wanted}: ${open.reasons.join("; ")}` });
    const isFalse = wanted === "fail" ? kind === "pass" || kind === "notApplicable" : wanted === "not fail" && kind === "fail";
    const shown = said.find((result) => result.kind === kind);
    if (!isFalse || shown === undefined || !isKey(shown.subject)) continue;
    const fault = `${wanted === "fail" ? "false pass" : "false alarm"} ${id} (${knowledge.fateOf(name)})`;
    faults.push({ kind: fault, detail: `${name} as ${nameOf(shown.subject)} [${shown.subject.existence}]: ${kind} ${shown.message}` });
  }
  const owners = checkOwners(knowledge, seen, results);
  return { faults: [...faults, ...owners], verdicts, kinds, expected };
}

/** Whether something given shows the key as being there: what only declares or plans it may not know that it is. */
function isStored(one: SeenKey | undefined): boolean {
  return one?.sights.some(({ role }) => role === "stored" || role === "listed" || role === "before") === true;
}

/** Whether the views tell all that the rule asks of the key, so that no reason to leave it open can be true. */
function isDecided(knowledge: Knowledge, rule: string, key: string, wanted: Expected): boolean {
  if (wanted === "either" || knowledge.fateOf(key) !== "exists") return false;
  switch (rule) {
    case "key-age":
      return knowledge.activeOf(key) !== "undecided" && knowledge.createdOf(key) !== undefined;
    case "inactive-key":
      return knowledge.activeOf(key) !== "undecided";
    case "inactive-user-key":
      return knowledge.activeOf(key) === true && knowledge.userActiveOf(key) !== "undecided";
    case "rsa-key-size":
      return true;
    case "rotation-same-key":
    case "duplicate-key":
    case "private-key-in-terraform":
    case "missing-key":
    case "unmanaged-key":
      return wanted === "fail";
    default:
      return false;
  }
}

/** A reason without the names in it. */
export function plainReason({ reasons }: Pick<Result, "reasons">): string {
  return (reasons[0] ?? "").replaceAll(/\b(?:oci|intersight|tls)_[\w.[\]]+/g, "ADDRESS").replaceAll(/\bu\d+\b/g, "USER").slice(0, 110);
}

const order: readonly Result["kind"][] = ["notApplicable", "pass", "open", "fail"];

function worst(a: Result["kind"], b: Result["kind"]): Result["kind"] {
  return order.indexOf(a) > order.indexOf(b) ? a : b;
}

/** Every real key that the views show is one key of the run, and none is two real ones. */
function checkKeys(knowledge: Knowledge, seen: readonly SeenKey[]): readonly Fault[] {
  const faults: Fault[] = [];
  const text = ({ key, sights }: SeenKey): string => `${nameOf(key)} [${key.existence}] from ${sights.map(({ view, role }) => `${view}/${role}`).join(", ")}`;
  const holders = new Map<string, SeenKey[]>();
  for (const one of seen) {
    for (const place of one.strange) faults.push({ kind: "strange view", detail: place });
    if (one.names.length > 1 && !mayBeOne(knowledge, one)) faults.push({ kind: "two keys made one", detail: `${one.names.join(", ")}: ${text(one)}` });
    for (const name of one.names) holders.set(name, [...(holders.get(name) ?? []), one]);
  }
  for (const name of knowledge.keys) {
    const own = holders.get(name) ?? [];
    const fate = knowledge.fateOf(name);
    if (own.length === 0 && fate !== "gone" && fate !== "void" && fate !== "undecided" && fate !== "removed") faults.push({ kind: `key lost (${fate})`, detail: name });
    for (const [at, one] of own.entries())
      for (const other of own.slice(at + 1)) {
        const link = linkOf(knowledge, one.sights.filter(({ key }) => key === name), other.sights.filter(({ key }) => key === name));
        if (link === undefined) continue;
        const between = link.map(({ view, role }) => (view === "plan" ? `plan ${role}` : view)).sort();
        faults.push({ kind: `one key counted twice: ${between.join(" and ")}`, detail: `${name} (${fate}): ${text(one)}; ${text(other)}` });
      }
  }
  return faults;
}

/**
 * Two names of one user and pair may be told as one: the service gives both one id. So may what is stored and what the configuration declares
 * there without telling which key that is.
 */
function mayBeOne(knowledge: Knowledge, { names, sights }: SeenKey): boolean {
  const facts = new Set(names.map((name) => `${knowledge.userOf(name)} ${knowledge.pairOf(name)}`));
  const isPlanned = knowledge.inForce && knowledge.scene.world.plan?.mode !== "refresh";
  if (facts.size === 1 || isPlanned) return facts.size === 1;
  const declared = sights.find(({ role }) => role === "declared")?.place.trim();
  const block = knowledge.scene.world.configuration.blocks.find((one) => addressOf(placeOf(one)) === declared);
  return block !== undefined && (block.service === "intersight" || block.pair.startsWith("tls:") || block.ignoreChanges);
}
