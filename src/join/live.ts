import type { ApiKey } from "../model/api-key.ts";
import { publicKeyOf } from "../model/credential.ts";
import { isKey, type Subject } from "../model/gap.ts";
import { nameOf } from "../model/key-name.ts";
import { isUnknown, known, type Maybe, unknown } from "../model/unknown.ts";
import { isManaged, matchLive, type OwnerIds } from "./match.ts";

/** Live keys and Terraform's, matched. */
export interface LiveJoin {
  /** A live key that Terraform knows is one key, with the live values at the place that declares it. */
  readonly keys: readonly ApiKey[];
  /** For a live key: whether a Terraform source of the run declares it. Unset when there is none in the run. */
  readonly declaredOf: (subject: Subject) => Maybe<boolean>;
  /** For a key in state: whether the listing of its account shows it. Unset when that account is not in the run. */
  readonly foundOf: (key: ApiKey) => Maybe<boolean>;
}

/** What the sources of a run tell beside their keys. */
export interface RunContext {
  /** The accounts that were listed, and whether whole. */
  readonly listed: ReadonlyMap<string, boolean>;
  /** What is said of a live key that no Terraform object matches. */
  readonly undeclared: Maybe<false>;
  readonly ownerIds: OwnerIds;
}

/** Makes one key of a live key and all that Terraform shows of it. */
export function joinLive(keys: readonly ApiKey[], { listed, undeclared, ownerIds }: RunContext): LiveJoin {
  const { viewsOf, candidatesOf } = matchLive(keys, ownerIds);
  const matched = new Set([...viewsOf.values()].flat());
  const remaining = keys.filter((key) => !matched.has(key));
  const anonymous = anonymousDeclarations(remaining, ownerIds);
  return {
    keys: underOneId(remaining).map((key) => atDeclaration(key, viewsOf.get(key) ?? [])),
    declaredOf: (subject) => {
      if (undeclared === undefined) return undefined;
      if (!isKey(subject)) return subject.reason;
      if (subject.live === undefined) return undefined;
      if (subject.terraform !== undefined) return true;
      const [candidate] = candidatesOf.get(subject) ?? [];
      if (candidate !== undefined) return unknown(`${nameOf(candidate)} may declare it: ${sharedPair}`);
      const declaration = anonymous(subject);
      return declaration === undefined
        ? undeclared
        : unknown(`${nameOf(declaration)} may declare it: ${whyAnonymous(subject)}`);
    },
    foundOf: (key) => {
      const found = foundOf(key, listed);
      return found === false && candidatesOf.has(key) ? unknown(sharedPair) : found;
    },
  };
}

/** What a data source shows has the realm's id; the live key of that id has the account's too, under which both are counted. */
function underOneId(keys: readonly ApiKey[]): readonly ApiKey[] {
  const mainIds = new Map(
    keys.flatMap(({ system, id, aliases = [] }) => aliases.map((alias) => [`${system} ${alias}`, id] as const)),
  );
  return keys.map((key) => {
    const id = key.live === undefined ? mainIds.get(`${key.system} ${known(key.id)}`) : undefined;
    return id === undefined ? key : { ...key, id };
  });
}

const sharedPair = "its user is not known, and more than one key has its key pair";

function whyAnonymous({ credential }: ApiKey): string {
  return credential.kind === "key-pair" && credential.publicKey !== undefined
    ? "neither its id nor its public key is known"
    : "its id is known only after apply; a state tells it";
}

/** For a live key: the first Terraform object that may declare it, because neither an id nor a key pair tells which key that is. */
function anonymousDeclarations(keys: readonly ApiKey[], ownerIds: OwnerIds): (key: ApiKey) => ApiKey | undefined {
  const byOwner = new Map<string, ApiKey>();
  for (const key of keys) {
    if (!isManaged(key) || key.existence === "removed") continue;
    if (known(key.id) !== undefined || known(publicKeyOf(key))?.kind === "key") continue;
    const [owner = anyone] = ownerIds(key);
    const name = `${key.system} ${owner}`;
    if (!byOwner.has(name)) byOwner.set(name, key);
  }
  return (key) =>
    [anyone, ...ownerIds(key)].map((owner) => byOwner.get(`${key.system} ${owner}`)).find((found) => found !== undefined);
}

const anyone = "";

function foundOf(key: ApiKey, listed: ReadonlyMap<string, boolean>): Maybe<boolean> {
  if (key.live !== undefined) return key.terraform === undefined ? undefined : true;
  if (listed.size === 0 || key.terraform?.mode !== "managed" || key.existence !== "exists") return undefined;
  const { account } = key;
  if (account === undefined || isUnknown(account)) return unknown("which account it belongs to is not known");
  const whole = listed.get(`${key.system} ${account}`);
  if (whole === undefined) return undefined;
  return whole ? false : unknown("its account could not be listed whole");
}

/** Named by where Terraform declares it. A plan that destroys it says more than a state that still has it. */
function atDeclaration(key: ApiKey, declarations: readonly ApiKey[]): ApiKey {
  const declaration = declarations.find(({ existence }) => existence === "removed") ?? declarations[0];
  if (declaration?.terraform === undefined) return key;
  const others = declarations.filter((other) => other !== declaration).flatMap(({ views }) => views);
  const [first, ...rest] = declaration.views;
  return {
    ...key,
    secretAt: secretAtOf([key, ...declarations]),
    terraform: declaration.terraform,
    existence: declaration.existence === "removed" ? "removed" : "exists",
    views: [first, ...rest, ...others, ...key.views],
  };
}

/** Secret material that any view shows is out; the live system never tells of it. */
function secretAtOf(keys: readonly ApiKey[]): ApiKey["secretAt"] {
  const places = new Set(keys.flatMap((key) => known(key.secretAt) ?? []));
  return places.size > 0 ? [...places] : (keys.map((key) => key.secretAt).find(isUnknown) ?? []);
}
