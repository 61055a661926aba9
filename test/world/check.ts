import { isKey } from "../../src/model/gap.ts";
import { nameOf } from "../../src/model/key-name.ts";
import type { Result, ResultKind } from "../../src/model/result.ts";
import type { Demands } from "./demands.ts";
import { isJudged } from "./rules.ts";
import type { Scanned } from "./scanning.ts";
import { type SeenKey, seenKeys } from "./seen.ts";

/** What a run got wrong. */
export interface Fault {
  /** Equal for faults of one kind: `false pass key-age (exists)`. */
  readonly kind: string;
  readonly detail: string;
}

/** What a run says of the keys of a world. */
export interface Checked {
  readonly faults: readonly Fault[];
  readonly verdicts: number;
  /** The worst that is said of a key by a rule, as `RULE KEY`. */
  readonly kinds: ReadonlyMap<string, ResultKind>;
}

/** Compares a run with what the world demands of it. */
export function check(demands: Demands, { run, results }: Scanned): Checked {
  const seen = seenKeys(demands.sights, run.keys);
  const said = saidOf(results, seen);
  const kinds = new Map([...said].map(([slot, own]) => [slot, own.map(({ kind }) => kind).reduce(worst)]));
  return {
    faults: [...checkKeys(demands, seen), ...checkRules(demands, said, seen), ...checkOwners(demands, results, seen)],
    verdicts: results.filter(({ rule, subject }) => isKey(subject) && isJudged(rule.id)).length,
    kinds,
  };
}

/** The results by rule and real key, where a key of the run is one real key. */
function saidOf(results: readonly Result[], seen: readonly SeenKey[]): ReadonlyMap<string, readonly Result[]> {
  const names = new Map<Result["subject"], readonly string[]>(seen.map((one) => [one.key, one.names]));
  const said = new Map<string, Result[]>();
  for (const result of results) {
    const [name, ...more] = names.get(result.subject) ?? [];
    if (name === undefined || more.length > 0) continue;
    const slot = `${result.rule.id} ${name}`;
    said.set(slot, [...(said.get(slot) ?? []), result]);
  }
  return said;
}

function checkRules(
  demands: Demands,
  said: ReadonlyMap<string, readonly Result[]>,
  seen: readonly SeenKey[],
): readonly Fault[] {
  const stored = new Set<Result["subject"]>(seen.filter(isStored).map(({ key }) => key));
  return demands.rules.flatMap(({ rule, key, fate, must, decided }): readonly Fault[] => {
    const own = said.get(`${rule} ${key}`) ?? [];
    if (own.length === 0) return [];
    const kind = own.map((result) => result.kind).reduce(worst);
    const open =
      decided && kind === "open"
        ? own.find((result) => result.kind === "open" && stored.has(result.subject))
        : undefined;
    if (open !== undefined)
      return [
        {
          kind: `open without need: ${rule}: ${plainReason(open)}`,
          detail: `${key} (${fate}), which must ${must}: ${open.reasons.join("; ")}`,
        },
      ];
    const isFalse = must === "fail" ? kind === "pass" || kind === "notApplicable" : kind === "fail";
    const shown = own.find((result) => result.kind === kind);
    if (!isFalse || shown === undefined || !isKey(shown.subject)) return [];
    const fault = must === "fail" ? "false pass" : "false alarm";
    return [
      {
        kind: `${fault} ${rule} (${fate})`,
        detail: `${key} as ${nameOf(shown.subject)} [${shown.subject.existence}]: ${kind} ${shown.message}`,
      },
    ];
  });
}

/** Whether something given shows the key as being there: what only declares or plans it may not know that it is. */
function isStored({ sights }: SeenKey): boolean {
  return sights.some(({ role }) => role === "stored" || role === "listed" || role === "before");
}

function checkOwners({ owners }: Demands, results: readonly Result[], seen: readonly SeenKey[]): readonly Fault[] {
  return owners.flatMap(({ rule, keys, atLeast, atMost, decided, told }): readonly Fault[] => {
    const subjects = new Set<Result["subject"]>(
      seen.filter(({ names }) => names.some((name) => keys.includes(name))).map(({ key }) => key),
    );
    const own = results.filter((result) => result.rule.id === rule && subjects.has(result.subject));
    const fails = own.filter(({ kind }) => kind === "fail").length;
    const open = own.filter(({ kind }) => kind === "open");
    const detail = `${told}: ${rule} fails ${fails}, open ${open.length}, at least ${atLeast}, at most ${atMost}`;
    const [first] = open;
    const faults: Fault[] = [];
    if (fails > atMost) faults.push({ kind: `false alarm ${rule}`, detail });
    if (fails + open.length < atLeast) faults.push({ kind: `false pass ${rule}`, detail });
    if (decided && first !== undefined)
      faults.push({
        kind: `open without need: ${rule}: ${plainReason(first)}`,
        detail: `${detail}: ${first.reasons.join("; ")}`,
      });
    return faults;
  });
}

/** Every real key that the views show is one key of the run, and none is two real ones. */
function checkKeys({ sights, seen: wanted, links, mayBeOne }: Demands, seen: readonly SeenKey[]): readonly Fault[] {
  const faults: Fault[] = [];
  const text = ({ key, sights: own }: SeenKey): string =>
    `${nameOf(key)} [${key.existence}] from ${own.map(({ view, role }) => `${view}/${role}`).join(", ")}`;
  const holders = new Map<string, SeenKey[]>();
  for (const one of seen) {
    for (const place of one.strange) faults.push({ kind: "strange view", detail: place });
    const [first, ...others] = one.names;
    const isAllowed = (other: string): boolean =>
      mayBeOne.some((pair) => first !== undefined && pair.includes(first) && pair.includes(other));
    if (!others.every(isAllowed))
      faults.push({ kind: "two keys made one", detail: `${one.names.join(", ")}: ${text(one)}` });
    for (const name of one.names) holders.set(name, [...(holders.get(name) ?? []), one]);
  }
  for (const name of wanted) if (!holders.has(name)) faults.push({ kind: "key lost", detail: name });
  const told = new Set<string>();
  for (const [a, b] of links) {
    const [one, other] = [sights[a], sights[b]];
    if (one === undefined || other === undefined || told.has(one.key)) continue;
    const own = holders.get(one.key) ?? [];
    const [first, second] = [
      own.filter((each) => each.sights.includes(one)),
      own.filter((each) => each.sights.includes(other)),
    ];
    if (first.length === 0 || second.length === 0 || first.some((each) => second.includes(each))) continue;
    told.add(one.key);
    const between = [one, other].map(({ view, role }) => (view === "plan" ? `plan ${role}` : view)).sort();
    faults.push({
      kind: `one key counted twice: ${between.join(" and ")}`,
      detail: `${one.key}: ${[...first, ...second].map(text).join("; ")}`,
    });
  }
  return faults;
}

/** A reason without the names in it. */
function plainReason({ reasons }: Pick<Result, "reasons">): string {
  return (reasons[0] ?? "")
    .replaceAll(/\b(?:oci|intersight|tls)_[\w.[\]]+/g, "ADDRESS")
    .replaceAll(/\bu\d+\b/g, "USER")
    .slice(0, 110);
}

const order: readonly ResultKind[] = ["notApplicable", "pass", "open", "fail"];

function worst(a: ResultKind, b: ResultKind): ResultKind {
  return order.indexOf(a) > order.indexOf(b) ? a : b;
}
