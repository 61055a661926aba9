import type { ApiKey, TerraformOrigin } from "../model/api-key.ts";
import { isUnknown, known, type Maybe, unknown } from "../model/unknown.ts";

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
}

/** Matches live keys to the Terraform objects that declare or know them: by id, by user and fingerprint, by mathematics. */
export function joinLive(keys: readonly ApiKey[], { listed, undeclared }: LiveGround): LiveJoin {
  const terraform = keys.filter(
    (key) => key.origin.kind === "terraform" && key.origin.mode === "managed" && key.existence !== "removed",
  );
  const index = new Map<string, ApiKey>();
  for (const key of terraform) for (const name of namesOf(key)) if (!index.has(name)) index.set(name, key);
  const matched = new Set<ApiKey>();
  const joined = keys.map((key) => {
    if (key.origin.kind !== "live") return key;
    const declaration = namesOf(key)
      .map((name) => index.get(name))
      .find((found) => found !== undefined);
    if (declaration?.origin.kind !== "terraform") return key;
    matched.add(declaration);
    return atDeclaration(key, declaration, declaration.origin);
  });
  const remaining = joined.filter((key) => !matched.has(key));
  const unreadable = terraform.find((key) => !matched.has(key) && isUnknown(key.id) && isUnknown(key.publicKey));
  return {
    keys: remaining,
    declaredOf: (key) => {
      if (key.origin.kind !== "live" || undeclared === undefined) return undefined;
      if (key.declaredBy !== undefined) return true;
      if (key.origin.unlisted === true) return isUnknown(key.id) ? key.id : unknown("it could not be listed");
      return unreadable === undefined
        ? undeclared
        : unknown(`${addressOf(unreadable)} may declare it: neither its id nor its public key is known`);
    },
    foundOf: (key) => foundOf(key, listed),
  };
}

function foundOf(key: ApiKey, listed: ReadonlyMap<string, boolean>): Maybe<boolean> {
  if (key.origin.kind === "live") return key.declaredBy === undefined ? undefined : true;
  if (listed.size === 0 || key.origin.mode !== "managed" || key.existence !== "exists") return undefined;
  const tenancy = key.tenancy;
  if (tenancy === undefined || isUnknown(tenancy)) return unknown("which tenancy it belongs to is not known");
  const whole = listed.get(`${key.system} ${tenancy}`);
  if (whole === undefined) return undefined;
  return whole ? false : unknown("its tenancy could not be listed whole");
}

/** What two sightings of one key have in common, the surest first. */
function namesOf(key: ApiKey): readonly string[] {
  const reading = known(key.publicKey);
  const user = known(key.user);
  const fingerprint = known(key.fingerprint) ?? (reading?.kind === "key" ? reading.key.ociFingerprint : undefined);
  const id = known(key.id);
  return [
    ...(id === undefined ? [] : [`id ${key.system} ${id}`]),
    ...(user === undefined || fingerprint === undefined ? [] : [`fingerprint ${user} ${fingerprint.toLowerCase()}`]),
    // Mathematics alone matches only a declaration whose user is not known: else it is another user's copy of the key.
    ...(reading?.kind === "key" && (user === undefined || key.origin.kind === "live")
      ? [`key ${key.system} ${reading.key.keyId}`]
      : []),
  ];
}

function addressOf(key: ApiKey): string {
  return key.origin.kind === "terraform" ? key.origin.address : key.location.uri;
}

function atDeclaration(key: ApiKey, declaration: ApiKey, origin: TerraformOrigin): ApiKey {
  return {
    ...key,
    alsoIn: [...(key.alsoIn ?? []), declaration.source, ...(declaration.alsoIn ?? [])],
    declaredBy: origin,
    existence:
      declaration.existence === "planned"
        ? "exists"
        : declaration.existence === "declared"
          ? "exists"
          : declaration.existence,
    location: declaration.location,
    places: declaration.places,
    comments: declaration.comments,
    alsoAt: [
      ...key.alsoAt,
      ...declaration.alsoAt,
      { location: key.location, message: "the same key as the live system lists it" },
    ],
  };
}
