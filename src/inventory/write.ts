import type { Entitlement } from "../model/entitlement.ts";
import type { Gap } from "../model/gap.ts";
import type { GeneratedKey } from "../model/generated-key.ts";
import { compareLocations, compareText, type Location } from "../model/location.ts";
import type { Notification } from "../model/notification.ts";
import type { ProviderSecret } from "../model/provider-secret.ts";
import type { Account, Owner } from "../model/owner.ts";
import type { Move, PlanInfo, StateInfo } from "../model/refactoring.ts";
import type { Codec } from "./codec.ts";
import { headerForm, type InventoryHeader, inventoryVersion } from "./header-form.ts";
import { type InventoryEnd, type KeyLine, lineForms } from "./line-forms.ts";

/** What the writer is told of the run. */
export type InventoryMeta = Pick<InventoryHeader, "tool" | "asOf" | "sources" | "terraform" | "shard">;

/** All that a later judgement needs. */
export interface InventoryContents {
  readonly accounts: Iterable<Account>;
  readonly owners: Iterable<Owner>;
  readonly entitlements: Iterable<Entitlement>;
  readonly plans: Iterable<PlanInfo>;
  readonly states: Iterable<StateInfo>;
  readonly moves: Iterable<Move>;
  readonly keys: Iterable<KeyLine>;
  readonly gaps: Iterable<Gap>;
  readonly providerSecrets?: Iterable<ProviderSecret>;
  readonly generatedKeys: Iterable<GeneratedKey>;
  readonly notifications: Iterable<Notification>;
}

/**
 * Writes what was collected, each key with all that shows it, before it is judged, as NDJSON: the interchange between shards. Nothing secret is in it: of a key only the
 * public half, of secret material only the place.
 * @yields lines with their line break, in an order that does not depend on the order given.
 * @throws {TypeError} for what could not be read back: a key type that no system describes, or an attribute that its type does not describe.
 */
export function* inventoryLines(contents: InventoryContents, meta: InventoryMeta): Iterable<string> {
  yield line(headerForm.encode({ keylint: "inventory", version: inventoryVersion, ...meta }, "header"));
  const { account, owner, entitlement, plan, state, move, key, gap, providerSecret, generatedKey, notification } =
    lineForms;
  const end: InventoryEnd = {
    accounts: yield* lines("account", account, contents.accounts),
    owners: yield* lines("owner", owner, contents.owners),
    entitlements: yield* lines("entitlement", entitlement, contents.entitlements),
    plans: yield* lines("plan", plan, contents.plans),
    states: yield* lines("state", state, contents.states),
    moves: yield* lines("move", move, contents.moves),
    keys: yield* lines("key", key, viewsOf(contents.keys), ({ views: [a] }, { views: [b] }) =>
      a === undefined || b === undefined ? 0 : byLocation(a, b),
    ),
    gaps: yield* lines("gap", gap, contents.gaps, byLocation),
    providerSecrets:
      (yield* lines("providerSecret", providerSecret, contents.providerSecrets ?? [], byLocation)) || undefined,
    generatedKeys: yield* lines("generatedKey", generatedKey, contents.generatedKeys, byLocation),
    notifications: yield* lines("notification", notification, contents.notifications),
  };
  yield line({ end: lineForms.end.encode(end, "end") });
}

/**
 * Yields the items by `compare`, and what that leaves equal by their lines: whatever order they came in, one order goes out.
 * @returns how many there are
 */
function* lines<T>(
  name: string,
  form: Codec<T>,
  items: Iterable<T>,
  compare: (a: T, b: T) => number = () => 0,
): Generator<string, number> {
  const lineOf = (item: T): string => line({ [name]: form.encode(item, name) });
  const ordered = [...items].sort((a, b) => compare(a, b) || compareText(lineOf(a), lineOf(b)));
  for (const item of ordered) yield lineOf(item);
  return ordered.length;
}

/** Of a key only its views are written: what they come to is worked out when all of them are together. */
function* viewsOf(keys: Iterable<KeyLine>): Iterable<KeyLine> {
  for (const { views } of keys) yield { views };
}

interface Located {
  readonly location: Location;
}

function byLocation(a: Located, b: Located): number {
  return compareLocations(a.location, b.location);
}

function line(json: unknown): string {
  return `${JSON.stringify(json)}\n`;
}
