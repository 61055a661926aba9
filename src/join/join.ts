import { isDeepStrictEqual } from "node:util";
import type { ApiKey } from "../model/api-key.ts";
import type { GeneratedKey } from "../model/generated-key.ts";
import { isGap, isKey, type Subject } from "../model/gap.ts";
import { nameOf } from "../model/key-name.ts";
import type { Notification } from "../model/notification.ts";
import type { Owner } from "../model/owner.ts";
import type { Move, PlanInfo, StateInfo } from "../model/refactoring.ts";
import { known, type Maybe, unknown } from "../model/unknown.ts";
import type { View } from "../model/view.ts";
import { addressesOf } from "./addresses.ts";
import { declarationsWithoutIdentity } from "./anonymous.ts";
import { isChanged } from "./changed.ts";
import { findApplied } from "./applied.ts";
import { attachDeclarations, currentOrigin, type Declared, leadingView } from "./declared.ts";
import { type Group, type Groups, groupsOf } from "./groups.ts";
import { uniteByMathematics, uniteDeclarations } from "./live.ts";
import { isOfExisting, type OwnerIds, uniteByName } from "./names.ts";
import { existenceOf, foundIn, type ListedAccount } from "./existence.ts";
import { inPlaces, isBackup, newestFirst } from "./order.ts";
import { joinOwners } from "./owners.ts";
import { declarationsOf, isDeclaration, managedBy, placeDocuments } from "./roots.ts";
import { inOrderOfPrecedence } from "./pairs.ts";
import { joinedValues } from "./values.ts";

/** Everything that tells which views are of one key, and what is known of it. */
export interface JoinInput {
  readonly views: readonly View[];
  readonly plans: readonly PlanInfo[];
  readonly states: readonly StateInfo[];
  readonly moves: readonly Move[];
  /** By system and account: the accounts that were listed. */
  readonly listings: ReadonlyMap<string, ListedAccount>;
  /** What is said of a live key that no Terraform object matches. */
  readonly undeclared: Maybe<false>;
  readonly owners: readonly Owner[];
  readonly generatedKeys: readonly GeneratedKey[];
  /** The ids of the owner of a view, once it is known which documents belong to one root module. */
  readonly ownerIds: (
    owners: readonly Owner[],
    rootOf: (root: string) => string,
    accountIds: ReadonlyMap<string, string>,
  ) => OwnerIds;
}

/** The keys of a run. */
export interface JoinedKeys {
  readonly keys: readonly ApiKey[];
  /** Every record of an owner, with what all records of it tell. */
  readonly owners: readonly Owner[];
  /** Key pairs of Terraform's own; of several records of one, the last tells. */
  readonly generatedKeys: readonly GeneratedKey[];
  /** The root module that a document, or a folder of configuration, belongs to. */
  readonly rootOf: (root: string) => string;
  /** Whether a newer document of the run tells what this one does. */
  readonly isSuperseded: (document: string) => boolean;
  /** By system and the id that a realm gives an owner: the account's id of the same owner. */
  readonly accountIds: ReadonlyMap<string, string>;
  /** Other keys that may be the same as this one: nothing tells. */
  readonly maybeSameOf: (key: ApiKey) => readonly ApiKey[];
  /** For a live key: whether a Terraform source of the run declares it. Unset when there is none in the run. */
  readonly declaredOf: (subject: Subject) => Maybe<boolean>;
  /** For a key that Terraform knows: whether the listing of its account shows it. Unset when that account is not in the run. */
  readonly foundOf: (key: ApiKey) => Maybe<boolean>;
  readonly notifications: readonly Notification[];
}

/**
 * Makes keys of views. Views meet by the system's ids, else by the address in their root module, else by owner and fingerprint; what does not exist
 * yet meets its block alone. Nothing depends on the order that the views come in.
 */
export function joinViews(input: JoinInput): JoinedKeys {
  const views = distinctViews(input.views.toSorted(inPlaces));
  const groups = groupsOf(views);
  const roots = declarationsOf(views);
  const currentAddress = addressesOf(input.moves);
  const placed = placeDocuments(views, input, roots, currentAddress);
  const { rootOf } = placed;
  const former = formerStates(views, input.states, rootOf);
  const accountIds = accountIdsIn(views);
  // Which plan is out of date is found by keys; until then all records of an owner count.
  const ownerIds = memoized(
    input.ownerIds(
      joinOwners(input.owners, rootOf, (root) => former.has(root)),
      rootOf,
      accountIds,
    ),
  );
  uniteByName(views, groups, ownerIds);
  uniteByAddress(views, groups, rootOf);
  const applied = findApplied(views, groups, rootOf, currentAddress, ownerIds);
  const isSuperseded = (document: string): boolean => former.has(document) || applied.isSuperseded(document);
  const isListedNot = (group: Group): boolean => foundIn(group, input.listings, input.plans) === false;
  const declared = attachDeclarations(groups, roots, input.plans, {
    rootOf,
    currentAddress,
    isSuperseded,
    isListedNot,
  });
  const isCounted = (group: Group): boolean => !group.views.every((view) => declared.consumed.has(view));
  uniteDeclarations(groups, ownerIds, isCounted);
  const candidates = uniteByMathematics(groups, ownerIds, isCounted);

  const order = newestFirst(input, isSuperseded);
  const groupOf = new Map<ApiKey, Group>();
  const keyOfGroup = new Map<Group, ApiKey>();
  const found = new Map<ApiKey, Maybe<boolean>>();
  const context = {
    declared,
    order,
    rootOf,
    currentAddress,
    isSuperseded,
    plans: input.plans,
    isConfigured: (document: string) => roots.has(rootOf(document)),
  };
  for (const group of groups.all()) {
    if (!isCounted(group)) continue;
    const shown = foundIn(group, input.listings, input.plans);
    const key = keyOf(group, { ...context, found: shown });
    if (key === undefined) continue;
    groupOf.set(key, group);
    keyOfGroup.set(group, key);
    found.set(key, shown === false && candidates.has(group) ? unknown(sharedPair) : shown);
  }
  const keys = [...groupOf.keys()];
  const anonymous = declarationsWithoutIdentity(keys, ownerIds);
  return {
    keys,
    owners: joinOwners(input.owners, rootOf, isSuperseded),
    generatedKeys: inOrderOfPrecedence(input.generatedKeys, isSuperseded),
    rootOf,
    isSuperseded,
    accountIds,
    maybeSameOf: (key) => {
      const group = groupOf.get(key);
      return (group && candidates.get(group))?.flatMap((other) => keyOfGroup.get(other) ?? []) ?? [];
    },
    declaredOf: (subject) => {
      if (input.undeclared === undefined) return undefined;
      if (!isKey(subject)) return isGap(subject) ? subject.reason : undefined;
      if (subject.live === undefined) return undefined;
      if (subject.terraform?.mode === "managed") return true;
      const group = groupOf.get(subject);
      const [candidate] = (group && candidates.get(group)) ?? [];
      const block = candidate?.views.map(managedBy).find((origin) => origin !== undefined);
      if (block !== undefined) return unknown(`${block.address} may declare it: ${sharedPair}`);
      return anonymous(subject) ?? input.undeclared;
    },
    foundOf: (key) => found.get(key),
    notifications: [
      ...placed.notifications,
      ...applied.notifications,
      ...olderStates(input.states, former),
      ...leftOutOf(keys),
    ],
  };
}

/** What views of keys that tell both ids of their owner say of other keys of theirs. */
function accountIdsIn(views: readonly View[]): ReadonlyMap<string, string> {
  return new Map(
    views.flatMap(({ system, owner: { id, realmId } }) => {
      const own = known(id);
      return own === undefined || realmId === undefined ? [] : [[`${system} ${realmId}`, own]];
    }),
  );
}

/** States of which a newer one of the same root module and workspace is given: a backup is older than what `terraform show` tells. */
function formerStates(
  views: readonly View[],
  states: readonly StateInfo[],
  rootOf: (document: string) => string,
): ReadonlySet<string> {
  const newest = new Map<string, number>();
  for (const { lineage, serial } of states) newest.set(lineage, Math.max(serial, newest.get(lineage) ?? 0));
  const former = new Set(
    states.flatMap(({ lineage, serial, uri }) => (serial < (newest.get(lineage) ?? 0) ? [uri] : [])),
  );
  const written = new Set(states.map(({ uri }) => uri));
  const shown = new Set<string>();
  const backups = new Set<string>();
  for (const { origin } of views) {
    if (origin.kind !== "terraform" || origin.document !== "state") continue;
    if (isBackup(origin.root)) backups.add(origin.root);
    else if (!written.has(origin.root)) shown.add(rootOf(origin.root));
  }
  for (const backup of backups) {
    if (shown.has(rootOf(backup)) || written.has(backup.replace(/\.backup$/, ""))) former.add(backup);
  }
  return former;
}

const sharedPair = "its user is not known, and more than one key has its key pair";

/** A copy of a state has its lineage too: that its keys are taken for older ones must not go unreported. A backup is named as what it is. */
function olderStates(states: readonly StateInfo[], former: ReadonlySet<string>): readonly Notification[] {
  return states.flatMap(({ uri, source }) => {
    if (!former.has(uri) || isBackup(uri)) return [];
    const message = `${uri === "-" ? "standard input" : uri} is an older state of the same lineage as another one of this run, so that keys which it alone has are taken to be gone. Leave it out, or scan it by itself`;
    return [{ level: "warning", id: "state-superseded", message, source, location: { uri } } as const];
  });
}

/** What was read twice (a folder by every shard, an inventory that is given twice) is one view. */
function distinctViews(sorted: readonly View[]): readonly View[] {
  const distinct: View[] = [];
  for (const view of sorted) {
    const before = distinct.at(-1);
    if (before === undefined || inPlaces(before, view) !== 0 || !isDeepStrictEqual(before, view)) distinct.push(view);
  }
  return distinct;
}

/** An object whose id no view tells is known by its address in its root module. */
function uniteByAddress(views: readonly View[], groups: Groups, rootOf: (document: string) => string): void {
  const withoutId = new Map<string, View>();
  const planned = new Map<string, View>();
  for (const view of views) {
    const origin = managedBy(view);
    if (origin === undefined || isDeclaration(view)) continue;
    const name = `${rootOf(origin.root)} ${origin.address} ${origin.deposed ?? ""}`;
    const index = view.existence === "planned" ? planned : withoutId;
    const isNamed = isOfExisting(view) && known(view.id) !== undefined;
    const other = index.get(name);
    if (other === undefined) index.set(name, view);
    // Two plans may be of two workspaces of one root module.
    else if (view.existence === "planned" && isChanged(other, view)) continue;
    else if (!isNamed || known(other.id) === undefined) groups.unite(other, view);
  }
}

function memoized(ownerIds: OwnerIds): OwnerIds {
  const ids = new Map<View, readonly string[]>();
  return (view) => {
    const before = ids.get(view);
    if (before !== undefined) return before;
    const own = ownerIds(view);
    ids.set(view, own);
    return own;
  };
}

interface KeyContext {
  readonly declared: Declared;
  readonly order: (a: View, b: View) => number;
  readonly rootOf: (document: string) => string;
  readonly currentAddress: (root: string, address: string) => string;
  readonly isSuperseded: (document: string) => boolean;
  readonly found: Maybe<boolean>;
  readonly plans: readonly PlanInfo[];
  /** Whether configuration of a document's root module is given. */
  readonly isConfigured: (document: string) => boolean;
}

function keyOf(group: Group, context: KeyContext): ApiKey | undefined {
  const { declared, rootOf, currentAddress } = context;
  if (group.views.every((view) => isDeclaration(view) && view.existence === "absent")) return undefined;
  if (group.views.every((view) => isPast(view, context))) return undefined;
  const views = group.views.toSorted(context.order);
  const existence = existenceOf(views, context);
  const leading = leadingView(group, context.isSuperseded) ?? views.find(({ origin }) => origin.kind === "terraform");
  const live = views.map(({ origin }) => origin).find((origin) => origin.kind === "live");
  const { declaration } = group;
  const isAsked = existence !== "removed" && existence !== "absent" && declaration?.existence === "declared";
  const ofKey = isAsked ? withDeclaration(views, declaration) : views;
  const values = joinedValues(ofKey);
  const undecided = views.map((view) => declared.undecided.get(view)).find((reason) => reason !== undefined);
  const origin = leading?.origin.kind === "terraform" ? leading.origin : undefined;
  const terraform = origin && currentOrigin(origin, declaration, rootOf(origin.root), currentAddress);
  const [first, ...others] = inOrderOfPlaces(withDeclaration(views, declaration), leading, declaration);
  if (first === undefined) return undefined;
  return {
    ...values,
    ...(undecided === undefined ? {} : { active: undecided }),
    existence,
    ...(terraform === undefined
      ? {}
      : { terraform: declared.leftOut.has(group) ? { ...terraform, leftOut: rootOf(terraform.root) } : terraform }),
    ...(live === undefined ? {} : { live }),
    views: [first, ...others],
  };
}

/** What a plan that is out of date was to make, and did not: what the configuration asks for now is told by its own block. */
function isPast({ existence, origin }: View, { isSuperseded, isConfigured }: KeyContext): boolean {
  return (
    existence === "planned" && origin.kind === "terraform" && isSuperseded(origin.root) && isConfigured(origin.root)
  );
}

function withDeclaration(views: readonly View[], declaration: View | undefined): readonly View[] {
  return declaration === undefined || views.includes(declaration) ? views : [...views, declaration];
}

/** The block first, then the object that says where the key is, then the others from the newest on. */
function inOrderOfPlaces(
  views: readonly View[],
  leading: View | undefined,
  declaration: View | undefined,
): readonly View[] {
  const rank = (view: View): number => (view === declaration ? 0 : view === leading ? 1 : 2);
  return views.toSorted((a, b) => rank(a) - rank(b));
}

function leftOutOf(keys: readonly ApiKey[]): readonly Notification[] {
  return keys.flatMap((key) => {
    if (key.terraform?.leftOut === undefined) return [];
    const [{ source, location }] = key.views;
    const message = `${nameOf(key)} is in the state, and its root module declares it no longer: a plan tells what becomes of it`;
    return [{ level: "note", id: "state-not-declared", message, source, location }];
  });
}
