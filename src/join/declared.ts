import { publicKeyOf } from "../model/credential.ts";
import type { PlanInfo } from "../model/refactoring.ts";
import { known, type Unknown, unknown } from "../model/unknown.ts";
import type { TerraformOrigin, View } from "../model/view.ts";
import { blockOf, implicitAddress } from "./addresses.ts";
import { isChanged } from "./changed.ts";
import type { Group, Groups } from "./groups.ts";
import { type CurrentAddress, declarationAt, isDeclaration, managedBy, type Roots } from "./roots.ts";

/** What becomes of the blocks of the configuration. */
export interface Declared {
  /** Blocks that are a view of a key that another view shows, or that the plan makes nothing of: no key of their own. */
  readonly consumed: ReadonlySet<View>;
  /** Blocks that ask for another key than the one at their address: it is not known which of both will be there. */
  readonly undecided: ReadonlyMap<View, Unknown>;
  /** Keys of a state whose root module declares them no longer, and no plan says what becomes of them. */
  readonly leftOut: ReadonlySet<Group>;
}

const besideState = unknown("the state has another key at this address; a plan tells which of them will stand");
const besidePlan = unknown(
  "the plan has another key at this address: it is older than the configuration, or was made with other variables (--var-file)",
);

/** What is known already of documents and keys. */
interface Placing {
  readonly rootOf: (document: string) => string;
  readonly currentAddress: CurrentAddress;
  readonly isSuperseded: (document: string) => boolean;
  /** Whether the account was listed, and the key is not there. */
  readonly isListedNot: (group: Group) => boolean;
}

/** Finds the block that declares each key of a plan or a state. */
export function attachDeclarations(
  groups: Groups,
  roots: Roots,
  plans: readonly PlanInfo[],
  { rootOf, currentAddress, isSuperseded, isListedNot }: Placing,
): Declared {
  const consumed = new Set<View>();
  const undecided = new Map<View, Unknown>();
  const leftOut = new Set<Group>();
  const planned = new Set(plans.filter(({ uri }) => !isSuperseded(uri)).map(({ uri }) => rootOf(uri)));
  const taken = new Map<View, Group>();
  for (const group of groups.all()) {
    const view = leadingView(group, isSuperseded);
    const origin = view && managedBy(view);
    if (view === undefined || origin === undefined || isSuperseded(origin.root)) continue;
    const root = rootOf(origin.root);
    const declarations = roots.get(root);
    if (declarations === undefined) continue;
    const moved = { ...origin, address: currentAddress(root, origin.address) };
    // A plan has followed the moves that were written when it was made.
    const declaration =
      (origin.document === "plan" ? declarationAt(origin, declarations) : undefined) ??
      declarationAt(moved, declarations);
    const goes = view.existence === "removed" || view.existence === "absent" || isListedNot(group);
    const stays = origin.deposed === undefined && !goes;
    if (declaration === undefined) {
      if (stays && origin.document === "state" && !planned.has(root)) leftOut.add(group);
      continue;
    }
    const differs = isChanged(valuesToCompare(group, view), declaration);
    if (stays && differs) {
      undecided.set(declaration, origin.document === "state" ? besideState : besidePlan);
      continue;
    }
    const other = taken.get(declaration);
    const isInstance = managedBy(declaration)?.maybe === true;
    // The block's own key is the one that is there; one that goes, or waits to be destroyed, only stood there.
    const isTakenAway = view.existence === "removed" && other === undefined;
    if (!differs && (stays || isTakenAway)) consumed.add(declaration);
    if (stays && other !== undefined && !isInstance) continue;
    if (stays) taken.set(declaration, group);
    group.declaration = declaration;
  }
  for (const { uri, blocks } of plans) {
    if (blocks === undefined || isSuperseded(uri)) continue;
    const declarations = roots.get(rootOf(uri));
    const names = new Set(blocks);
    for (const declaration of declarations?.exact.values() ?? []) {
      const origin = managedBy(declaration);
      if (origin === undefined || undecided.has(declaration) || !names.has(blockOf(origin))) continue;
      // The plan knows the block, and makes nothing of it.
      consumed.add(declaration);
    }
  }
  for (const declaration of undecided.keys()) consumed.delete(declaration);
  return { consumed, undecided, leftOut };
}

/** The view that says where the key is in Terraform: what the plan makes of it, else what the state has. */
export function leadingView(group: Group, isSuperseded: (document: string) => boolean): View | undefined {
  const managed = group.views.filter((view) => managedBy(view) !== undefined && !isDeclaration(view));
  const rank = (view: View): number => {
    const origin = managedBy(view);
    const isOld = origin !== undefined && isSuperseded(origin.root);
    const goes = view.existence === "absent" || origin?.action === "forget" ? 1 : 0;
    if (isOld) return 30 + goes;
    // What a plan found in the state is newer than a state beside it: a plan that is older is out of date.
    if (view.moment === "recorded") return (origin?.document === "plan" ? 15 : 20) + goes;
    return (view.moment === "planned" ? 0 : 10) + goes;
  };
  return managed.toSorted((a, b) => rank(a) - rank(b))[0];
}

/** A state that an old provider wrote may lack what another view of the key tells. */
function valuesToCompare(group: Group, view: View): View {
  if (known(publicKeyOf(view)) !== undefined) return view;
  return group.views.find((other) => known(publicKeyOf(other)) !== undefined && !isDeclaration(other)) ?? view;
}

/** The address that the key has in its root module now. */
export function currentOrigin(
  origin: TerraformOrigin,
  declaration: View | undefined,
  root: string,
  currentAddress: CurrentAddress,
): TerraformOrigin {
  const declared = declaration && managedBy(declaration);
  const isFollowed = origin.document === "plan" && declared?.address === origin.address;
  const moved = isFollowed ? origin.address : currentAddress(root, origin.address);
  const isImplicit = declared !== undefined && !declared.maybe && implicitAddress(moved) === declared.address;
  const address = isImplicit ? declared.address : moved;
  return address === origin.address ? origin : { ...origin, address };
}
