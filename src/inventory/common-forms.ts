import type { KeySpec } from "../model/credential.ts";
import { formatInstant, type Instant, isInstant, parseInstant } from "../model/instant.ts";
import type { Location, Region } from "../model/location.ts";
import type { Moment } from "../model/moment.ts";
import type { KeyOwner, OwnerKind } from "../model/owner.ts";
import { systems } from "../systems/registry.ts";
import { converted, count, named, oneOf, only, optional, registered, text, wholeNumber } from "./codec.ts";
import { maybe, objectForm } from "./structures.ts";

export const system = registered(
  "system",
  systems.map(({ id }) => id),
);

export const keyType = registered(
  "type",
  systems.flatMap(({ keyTypes }) => keyTypes.map(({ id }) => id)),
);

/** RFC 3339 in UTC, to the millisecond. */
export const instant = named<Instant>(
  "instant",
  converted(
    text,
    (moment, path) => {
      if (isInstant(moment)) return formatInstant(moment);
      throw notAMoment(path);
    },
    (written, path) => {
      const moment = momentOf(written);
      if (moment !== undefined) return moment;
      throw notAMoment(path);
    },
  ),
);

function momentOf(written: string): Instant | undefined {
  try {
    return parseInstant(written);
  } catch {
    return undefined;
  }
}

function notAMoment(path: string): TypeError {
  return new TypeError(`${path} must be a date and time in RFC 3339 form`);
}

export const region = named<Region>(
  "region",
  objectForm<Region>({ startLine: count, startColumn: count, endLine: count, endColumn: count }),
);

export const location = named<Location>(
  "location",
  objectForm<Location>({ uri: text, region: optional(region), virtual: optional(only(true)) }),
);

export const moment = oneOf<Moment>({ declared: true, recorded: true, current: true, planned: true });

export const ownerKind = oneOf<OwnerKind>({ user: true, "service-account": true, machine: true });

export const keyOwner = named<KeyOwner>(
  "owner",
  objectForm<KeyOwner>({
    kind: ownerKind,
    id: maybe(text),
    name: maybe(text),
    realmId: optional(text),
    idWithin: optional(oneOf<"realm" | "account">({ realm: true, account: true })),
  }),
);

export const keySpec = named<KeySpec>(
  "keySpec",
  objectForm<KeySpec>({
    type: maybe(oneOf<"RSA" | "EC" | "Ed25519">({ RSA: true, EC: true, Ed25519: true })),
    bits: maybe(wholeNumber),
    curve: maybe(text),
  }),
);
