import type { ApiKey } from "../model/api-key.ts";
import { publicKeyOf } from "../model/credential.ts";
import { nameOf } from "../model/key-name.ts";
import { known, type Unknown, unknown } from "../model/unknown.ts";
import type { OwnerIds } from "./names.ts";

const anyone = "";

/** For a live key: the first Terraform object that may declare it, because neither an id nor a key pair tells which key that is. */
export function declarationsWithoutIdentity(
  keys: readonly ApiKey[],
  ownerIds: OwnerIds,
): (key: ApiKey) => Unknown | undefined {
  const byOwner = new Map<string, ApiKey>();
  const ownersOf = ({ views }: ApiKey): readonly string[] => [...new Set(views.flatMap((view) => ownerIds(view)))];
  for (const key of keys) {
    if (key.live !== undefined || key.terraform?.mode !== "managed") continue;
    if (key.existence === "removed" || key.existence === "absent") continue;
    if (known(key.id) !== undefined || known(publicKeyOf(key))?.kind === "key") continue;
    const [owner = anyone] = ownersOf(key);
    const name = `${key.system} ${owner}`;
    if (!byOwner.has(name)) byOwner.set(name, key);
  }
  return (key) => {
    const declaration = [anyone, ...ownersOf(key)]
      .map((owner) => byOwner.get(`${key.system} ${owner}`))
      .find((found) => found !== undefined);
    return declaration && unknown(`${nameOf(declaration)} may declare it: ${whyNotKnown(key)}`);
  };
}

function whyNotKnown({ credential }: ApiKey): string {
  return credential.kind === "key-pair" && credential.publicKey !== undefined
    ? "neither its id nor its public key is known"
    : "its id is known only after apply; a state tells it";
}
