import { dirname } from "node:path/posix";
import type { ApiKey } from "../model/api-key.ts";
import type { Notification } from "../model/notification.ts";
import type { TerraformOrigin } from "../model/view.ts";
import { isChanged, isOfAnotherOwner } from "./changed.ts";

/** What one root module declares: by address, and the blocks with an unknown number of instances by block. */
export interface Declarations {
  readonly exact: Map<string, ApiKey>;
  readonly blocks: Map<string, ApiKey>;
}

type Roots = ReadonlyMap<string, Declarations>;

/** Which root module each plan or state was made from, by the document's path; and what is to be told of those that can't be placed. */
export interface Placed {
  readonly rootOf: ReadonlyMap<string, string>;
  readonly notifications: readonly Notification[];
}

/** The origin of a key that Terraform manages. */
export function terraformOf(key: ApiKey): TerraformOrigin | undefined {
  return key.live === undefined && key.terraform?.mode === "managed" ? key.terraform : undefined;
}

/** A block whose number of instances the configuration does not tell stands for each of them. */
export function declarationOf(origin: TerraformOrigin, declarations: Declarations): ApiKey | undefined {
  return declarations.exact.get(origin.address) ?? declarations.blocks.get(blockOf(origin));
}

export function blockOf(origin: TerraformOrigin): string {
  return `${withoutKeys(origin.module)} ${origin.type} ${origin.name}`;
}

/** A module path without instance keys; a key is a number or an HCL string, which may hold any bracket. */
function withoutKeys(module: string): string {
  return module.replace(/\[(?:"(?:[^"\\]|\\.)*"|[^\]"]*)\]/g, "");
}

/**
 * Places every plan and state. It belongs to the root module of its own folder where that declares any of its keys, else to the nearest one
 * above that does, else (a plan that lies elsewhere) to the one that agrees with the most of its keys. Two that agree with equally many can't be
 * told apart: such a document belongs to none, and that is told.
 */
export function placeDocuments(keys: readonly ApiKey[], roots: Roots): Placed {
  const documents = new Map<string, ApiKey[]>();
  for (const key of keys) {
    const origin = key.existence === "declared" ? undefined : terraformOf(key);
    if (origin === undefined) continue;
    const own = documents.get(origin.root);
    if (own === undefined) documents.set(origin.root, [key]);
    else own.push(key);
  }
  const rootOf = new Map<string, string>();
  const notifications: Notification[] = [];
  for (const [document, own] of documents) {
    const near = nearestRoot(document, own, roots);
    const found = near === undefined ? likeliestRoots(own, roots) : [near];
    const [root] = found;
    if (root !== undefined && found.length === 1) rootOf.set(document, root);
    if (found.length > 1) notifications.push(ambiguous(document, own[0]?.views[0].source, found));
  }
  return { rootOf, notifications };
}

function nearestRoot(document: string, keys: readonly ApiKey[], roots: Roots): string | undefined {
  if (document === "-") return undefined;
  let folder = dirname(document);
  const declarations = roots.get(folder);
  if (declarations !== undefined && keys.some((key) => declared(key, declarations) !== undefined)) return folder;
  for (let below = ""; below !== folder; ) {
    below = folder;
    folder = dirname(folder);
    const above = roots.get(folder);
    if (above !== undefined && keys.some((key) => isKin(key, declared(key, above)))) return folder;
  }
  return undefined;
}

/** The root modules that declare most keys just as the document has them; of those that declare equally many, the most by address. */
function likeliestRoots(keys: readonly ApiKey[], roots: Roots): readonly string[] {
  let likeliest: string[] = [];
  let best: readonly [alike: number, kin: number] = [0, 0];
  for (const [root, declarations] of roots) {
    let [alike, kin] = [0, 0];
    for (const key of keys) {
      const declaration = declared(key, declarations);
      if (declaration === undefined || !isKin(key, declaration)) continue;
      kin += 1;
      if (!isChanged(key, declaration)) alike += 1;
    }
    const difference = alike - best[0] || kin - best[1];
    if (kin === 0 || difference < 0) continue;
    likeliest = difference > 0 ? [root] : [...likeliest, root];
    best = [alike, kin];
  }
  return likeliest;
}

function declared(key: ApiKey, declarations: Declarations): ApiKey | undefined {
  const origin = terraformOf(key);
  return origin && declarationOf(origin, declarations);
}

/** What a plan takes away says nothing of the configuration that it was made from, nor does a key of another owner's. */
function isKin(key: ApiKey, declaration: ApiKey | undefined): boolean {
  const goes = key.existence === "removed" || terraformOf(key)?.action === "forget";
  return declaration !== undefined && !goes && !isOfAnotherOwner(key, declaration);
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
