import { dirname } from "node:path/posix";
import type { Notification } from "../model/notification.ts";
import type { Owner } from "../model/owner.ts";
import type { PlanInfo, StateInfo } from "../model/refactoring.ts";
import { known } from "../model/unknown.ts";
import type { TerraformOrigin, View } from "../model/view.ts";
import { blockOf, implicitAddress } from "./addresses.ts";
import { isChanged, isOfAnotherOwner } from "./changed.ts";

/** What one root module declares: by address, and the blocks with an unknown number of instances by block. */
export interface Declarations {
  readonly exact: ReadonlyMap<string, View>;
  readonly blocks: ReadonlyMap<string, View>;
}

export type Roots = ReadonlyMap<string, Declarations>;

/** Where what a state has at an address belongs now. */
export type CurrentAddress = (root: string, address: string) => string;

/** Which root module each plan or state belongs to, by the document's path; and what is to be told of those that can't be placed. */
export interface PlacedDocuments {
  /** The folder of its configuration; without one, a name that documents of one root share. */
  readonly rootOf: (document: string) => string;
  readonly notifications: readonly Notification[];
}

/** What is known of documents beside the views of keys. */
interface Documents {
  readonly plans: readonly PlanInfo[];
  readonly states: readonly StateInfo[];
  readonly owners: readonly Owner[];
}

/** Where Terraform manages what a view shows. */
export function managedBy({ origin }: View): TerraformOrigin | undefined {
  return origin.kind === "terraform" && origin.mode === "managed" ? origin : undefined;
}

/** Whether a view is what configuration asks for; it is `absent` where the block that asks has no instance. */
export function isDeclaration({ moment }: View): boolean {
  return moment === "declared";
}

/** What the configuration says of each root module. */
export function declarationsOf(views: readonly View[]): Roots {
  const roots = new Map<string, { exact: Map<string, View>; blocks: Map<string, View> }>();
  for (const view of views) {
    const origin = isDeclaration(view) ? managedBy(view) : undefined;
    if (origin === undefined) continue;
    const declarations = roots.get(origin.root) ?? { exact: new Map(), blocks: new Map() };
    roots.set(origin.root, declarations);
    if (view.existence === "declared") declarations.exact.set(origin.address, view);
    if (origin.maybe) declarations.blocks.set(blockOf(origin), view);
  }
  return roots;
}

/** What declares the object at an address. A block whose number of instances is not told stands for each of them; one that got `count`, or lost it, for its first. */
export function declarationAt(
  origin: Pick<TerraformOrigin, "address" | "module" | "type" | "name">,
  declarations: Declarations,
): View | undefined {
  return (
    declarations.exact.get(origin.address) ??
    declarations.blocks.get(blockOf(origin)) ??
    declarations.exact.get(implicitAddress(origin.address))
  );
}

/**
 * Places every plan and state. It belongs to the root module of its own folder where that declares any of its keys, else to the nearest one
 * above that does, else (a plan that lies elsewhere) to the one that agrees with the most of its keys. Two that agree with equally many can't be
 * told apart: such a document belongs to none, and that is told. Documents that no configuration is given for belong together where they lie in
 * one folder, or have an object in common; two copies of one plan are one, and states of one lineage are of one root.
 */
export function placeDocuments(
  views: readonly View[],
  { plans, states, owners }: Documents,
  roots: Roots,
  currentAddress: CurrentAddress,
): PlacedDocuments {
  const documents = new Map<string, View[]>();
  for (const view of views) {
    const origin = isDeclaration(view) ? undefined : managedBy(view);
    if (origin === undefined) continue;
    const own = documents.get(origin.root);
    if (own === undefined) documents.set(origin.root, [view]);
    else own.push(view);
  }
  const copies = new Map<string, string>();
  for (const { digest, uri } of plans.toSorted((a, b) => (a.uri < b.uri ? 1 : -1))) copies.set(digest, uri);
  for (const { lineage, uri } of states.toSorted((a, b) => (a.uri < b.uri ? 1 : -1))) copies.set(lineage, uri);
  const firstCopy = new Map([
    ...plans.map(({ digest, uri }) => [uri, copies.get(digest) ?? uri] as const),
    ...states.map(({ lineage, uri }) => [uri, copies.get(lineage) ?? uri] as const),
  ]);
  const placed = new Map<string, string>();
  const notifications: Notification[] = [];
  for (const [document, own] of documents) {
    const telling = viewsThatPlace(
      own,
      plans.find(({ uri }) => uri === document),
    );
    const near = nearestRoot(document, own, telling, roots, currentAddress);
    const likeliest = near === undefined ? likeliestRoots(telling, roots, currentAddress) : [near];
    const found = likeliest.length === 0 ? rootsWithItsOwners(document, owners, roots) : likeliest;
    const [root] = found;
    if (root !== undefined && found.length === 1) placed.set(document, root);
    if (found.length > 1) notifications.push(ambiguous(document, own[0]?.source, found));
  }
  const isSoleRoot = soleRoots(
    plans.map(({ uri, digest }) => [uri, digest]),
    // A state that manages no key may be of any root module.
    states.flatMap(({ uri, lineage }) => (documents.has(uri) ? [[uri, lineage] as const] : [])),
  );
  const kin = documentsWithCommonObjects(documents, placed, isSoleRoot);
  const rootOf = (document: string): string => {
    const first = firstCopy.get(document) ?? document;
    return placed.get(document) ?? placed.get(first) ?? kin.get(first) ?? kin.get(document) ?? first;
  };
  return { rootOf, notifications };
}

type Named = readonly (readonly [uri: string, name: string])[];

/** Whether what lies in a folder can be of one root module: it has one plan at most, and states of one lineage. */
function soleRoots(plans: Named, states: Named): (folder: string) => boolean {
  const namesIn = (folder: string, documents: Named): number =>
    new Set(documents.flatMap(([uri, name]) => (folderOf(uri) === folder ? [name] : []))).size;
  return (folder) => namesIn(folder, plans) <= 1 && namesIn(folder, states) <= 1;
}

function folderOf(document: string): string {
  return document === "-" ? "-" : dirname(document);
}

/** Documents without a configuration: those that hold the same object at the same address belong together, and those of a folder that can be of one root. */
function documentsWithCommonObjects(
  documents: ReadonlyMap<string, readonly View[]>,
  placed: ReadonlyMap<string, string>,
  isSoleRoot: (folder: string) => boolean,
): ReadonlyMap<string, string> {
  const roots = new Map<string, string>();
  const byObject = new Map<string, string>();
  for (const document of [...documents.keys()].sort()) {
    const folder = folderOf(document);
    const objects = (documents.get(document) ?? []).flatMap((view) => {
      const id = known(view.id);
      const address = managedBy(view)?.address;
      return id === undefined || address === undefined ? [] : [`${view.system} ${id} ${address}`];
    });
    const common = objects.map((object) => byObject.get(object)).find((root) => root !== undefined);
    const root = placed.get(document) ?? common ?? (isSoleRoot(folder) ? `documents of ${folder}` : document);
    roots.set(document, root);
    for (const object of objects) if (!byObject.has(object)) byObject.set(object, root);
  }
  return roots;
}

function nearestRoot(
  document: string,
  views: readonly View[],
  telling: readonly View[],
  roots: Roots,
  currentAddress: CurrentAddress,
): string | undefined {
  if (document === "-") return undefined;
  let folder = dirname(document);
  if (views.some((view) => declaredIn(folder, view, roots, currentAddress) !== undefined)) return folder;
  for (let below = ""; below !== folder; ) {
    below = folder;
    folder = dirname(folder);
    const at = folder;
    if (telling.some((view) => matchesDeclaration(view, declaredIn(at, view, roots, currentAddress)))) return at;
  }
  return undefined;
}

/** The root modules that declare most keys just as the document has them; of those that declare equally many, the most by address. */
function likeliestRoots(views: readonly View[], roots: Roots, currentAddress: CurrentAddress): readonly string[] {
  let likeliest: string[] = [];
  let best: readonly [alike: number, kin: number] = [0, 0];
  for (const root of roots.keys()) {
    let [alike, kin] = [0, 0];
    for (const view of views) {
      const declaration = declaredIn(root, view, roots, currentAddress);
      if (declaration === undefined || !matchesDeclaration(view, declaration)) continue;
      kin += 1;
      if (!isChanged(view, declaration)) alike += 1;
    }
    const difference = alike - best[0] || kin - best[1];
    if (kin === 0 || difference < 0) continue;
    likeliest = difference > 0 ? [root] : [...likeliest, root];
    best = [alike, kin];
  }
  return likeliest;
}

/** The root module that declares owners which the document has at the same addresses: none where several do. */
function rootsWithItsOwners(document: string, owners: readonly Owner[], roots: Roots): readonly string[] {
  const nameIn = ({ system, address }: Owner): string => `${system} ${address}`;
  const isManaged = ({ address }: Owner): boolean => address !== undefined && !/(?:^|\.)data\./.test(address);
  const own = new Set(owners.filter((owner) => owner.root === document && isManaged(owner)).map(nameIn));
  const sharing = new Set(
    owners.flatMap((owner) => {
      const { root, moment } = owner;
      return root !== undefined && moment === "declared" && roots.has(root) && own.has(nameIn(owner)) ? [root] : [];
    }),
  );
  return sharing.size === 1 ? [...sharing] : [];
}

function declaredIn(root: string, view: View, roots: Roots, currentAddress: CurrentAddress): View | undefined {
  const declarations = roots.get(root);
  const origin = managedBy(view);
  if (declarations === undefined || origin === undefined) return undefined;
  return declarationAt({ ...origin, address: currentAddress(root, origin.address) }, declarations);
}

function matchesDeclaration(view: View, declaration: View | undefined): boolean {
  return declaration !== undefined && !isOfAnotherOwner(view, declaration);
}

/** What tells which configuration a document is made from. What a plan takes away does only where the plan still knows its block: it was made to destroy all. */
function viewsThatPlace(views: readonly View[], plan: PlanInfo | undefined): readonly View[] {
  const blocks = new Set(plan?.blocks);
  return views.filter((view) => {
    const origin = managedBy(view);
    const goes = view.existence === "removed" || view.existence === "absent" || origin?.action === "forget";
    return !goes || (origin !== undefined && blocks.has(blockOf(origin)));
  });
}

function ambiguous(document: string, source: string | undefined, roots: readonly string[]): Notification {
  const name = document === "-" ? "standard input" : document;
  return {
    level: "warning",
    id: "configuration-ambiguous",
    message: `${name} may be made from ${roots.join(" or ")}, so its keys are judged beside the configuration's and may count twice. Put it into the folder of its configuration`,
    ...(source === undefined ? {} : { source }),
    location: { uri: document },
  };
}
