import type { ApiKey } from "../model/api-key.ts";
import { isUnknown, known, type Maybe, unknown } from "../model/unknown.ts";
import { isManaged, matchLive, type UserNames } from "./match.ts";

/** Live keys and Terraform's, matched. */
export interface LiveJoin {
  /** A live key that Terraform knows stands once, with the live values at the place that declares it. */
  readonly keys: readonly ApiKey[];
  /** For a live key: whether a Terraform source of the run declares it. Unset when there is none in the run. */
  readonly declaredOf: (key: ApiKey) => Maybe<boolean>;
  /** For a key in state: whether the listing of its tenancy shows it. Unset when that tenancy is not in the run. */
  readonly foundOf: (key: ApiKey) => Maybe<boolean>;
}

/** What the sources of a run tell beside their keys. */
export interface LiveGround {
  /** The tenancies and accounts that were listed, and whether whole. */
  readonly listed: ReadonlyMap<string, boolean>;
  /** What is said of a live key that no Terraform object matches. */
  readonly undeclared: Maybe<false>;
  readonly userNames: UserNames;
}

/** Makes one key of a live key and all that Terraform shows of it. */
export function joinLive(keys: readonly ApiKey[], { listed, undeclared, userNames }: LiveGround): LiveJoin {
  const { viewsOf, candidatesOf } = matchLive(keys, userNames);
  const matched = new Set([...viewsOf.values()].flat());
  const remaining = keys.filter((key) => !matched.has(key));
  const untold = untoldOf(remaining, userNames);
  return {
    keys: underOneId(remaining).map((key) => atDeclaration(key, viewsOf.get(key) ?? [])),
    declaredOf: (key) => {
      if (key.origin.kind !== "live" || undeclared === undefined) return undefined;
      if (key.declaredBy !== undefined) return true;
      if (key.origin.unlisted === true) return isUnknown(key.id) ? key.id : unknown("it could not be listed");
      const [candidate] = candidatesOf.get(key) ?? [];
      if (candidate !== undefined) return unknown(`${addressOf(candidate)} may declare it: ${sharedPair}`);
      const declaration = untold(key);
      return declaration === undefined ? undeclared : unknown(`${addressOf(declaration)} may declare it: ${why(key)}`);
    },
    foundOf: (key) => {
      const found = foundOf(key, listed);
      return found === false && candidatesOf.has(key) ? unknown(sharedPair) : found;
    },
  };
}

/** What a data source read of an identity domain has the domain's id; the live key of that id has the classic one too, under which both are counted. */
function underOneId(keys: readonly ApiKey[]): readonly ApiKey[] {
  const classicIds = new Map(
    keys.flatMap(({ system, id, domainId }) => (domainId === undefined ? [] : [[`${system} ${domainId}`, id]])),
  );
  return keys.map((key) => {
    const id = key.origin.kind === "live" ? undefined : classicIds.get(`${key.system} ${known(key.id)}`);
    return id === undefined ? key : { ...key, id };
  });
}

const sharedPair = "its user is not known, and more than one key has its key pair";

function why({ system }: ApiKey): string {
  return system === "oci"
    ? "neither its id nor its public key is known"
    : "its id is known only after apply; a state tells it";
}

/** For a live key: the first Terraform object that may declare it, because neither an id nor a key pair tells which key that is. */
function untoldOf(keys: readonly ApiKey[], userNames: UserNames): (key: ApiKey) => ApiKey | undefined {
  const byUser = new Map<string, ApiKey>();
  for (const key of keys) {
    if (!isManaged(key) || key.existence === "removed") continue;
    if (known(key.id) !== undefined || known(key.publicKey)?.kind === "key") continue;
    const [user = anyone] = userNames(key);
    const name = `${key.system} ${user}`;
    if (!byUser.has(name)) byUser.set(name, key);
  }
  return (key) =>
    [anyone, ...userNames(key)].map((user) => byUser.get(`${key.system} ${user}`)).find((found) => found !== undefined);
}

const anyone = "";

function foundOf(key: ApiKey, listed: ReadonlyMap<string, boolean>): Maybe<boolean> {
  if (key.origin.kind === "live") return key.declaredBy === undefined ? undefined : true;
  if (listed.size === 0 || key.origin.mode !== "managed" || key.existence !== "exists") return undefined;
  const tenancy = key.tenancy;
  if (tenancy === undefined || isUnknown(tenancy)) return unknown("which tenancy it belongs to is not known");
  const whole = listed.get(`${key.system} ${tenancy}`);
  if (whole === undefined) return undefined;
  return whole ? false : unknown("its tenancy could not be listed whole");
}

function addressOf(key: ApiKey): string {
  return key.origin.kind === "terraform" ? key.origin.address : key.location.uri;
}

/** Stands where Terraform declares it. A plan that destroys it says more than a state that still has it. */
function atDeclaration(key: ApiKey, views: readonly ApiKey[]): ApiKey {
  const declaration = views.find(({ existence }) => existence === "removed") ?? views[0];
  if (declaration?.origin.kind !== "terraform") return key;
  const shown = [
    ...views.flatMap(({ alsoAt }) => alsoAt),
    ...views
      .filter((view) => view !== declaration)
      .map((view) => ({ location: view.location, message: `the same key as ${addressOf(view)}` })),
  ];
  return {
    ...key,
    alsoIn: [key, ...views].flatMap(({ alsoIn = [] }) => alsoIn).concat(views.map(({ source }) => source)),
    privateKeyAt: privateKeyAtOf([key, ...views]),
    declaredBy: declaration.origin,
    existence: declaration.existence === "removed" ? "removed" : "exists",
    location: declaration.location,
    places: declaration.places,
    comments: declaration.comments,
    alsoAt: [...key.alsoAt, ...shown, { location: key.location, message: "the same key as the live system lists it" }],
  };
}

/** A private half that stands in any view is out; the live system never tells of it. */
function privateKeyAtOf(keys: readonly ApiKey[]): ApiKey["privateKeyAt"] {
  const places = new Set(keys.flatMap((key) => known(key.privateKeyAt) ?? []));
  return places.size > 0 ? [...places] : (keys.map((key) => key.privateKeyAt).find(isUnknown) ?? []);
}
