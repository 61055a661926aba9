import type { ApiKey } from "../../model/api-key.ts";
import { keySpecOf, publicKeyOf } from "../../model/credential.ts";
import type { Subject } from "../../model/gap.ts";
import { formatInstant, type Instant } from "../../model/instant.ts";
import type { Location } from "../../model/location.ts";
import { isUnknown, known } from "../../model/unknown.ts";
import { systemOf } from "../../systems/registry.ts";
import { ownerName } from "../key-name.ts";

/** What people call the system. */
export function systemLabel({ system }: Pick<Subject, "system">): string {
  return systemOf(system).title;
}

/** The same for two keys exactly when they are known to belong to one owner: the ids of owners are unique in their system. */
export function ownerIdentity({ system, account, realm, owner }: Subject): string {
  const id = isUnknown(owner.id) ? owner.id.reference?.address : owner.id;
  return JSON.stringify([system, id ?? [known(account), known(realm), known(owner.name)]]);
}

/** The owner's name, else id, else what the source refers to. */
export function ownerLabel(subject: Subject): string {
  const { id } = subject.owner;
  return ownerName(subject) ?? ((isUnknown(id) && id.reference?.address) || `${subject.owner.kind} not known`);
}

/** `infra/keys.tf:12`, or the path of a live key in its system. */
export function placeLabel(location: Location): string {
  return location.region === undefined || location.virtual === true
    ? location.uri
    : `${location.uri}:${location.region.startLine}`;
}

/** `RSA 2048`, `P-256`, `Ed25519`, `shared secret`, or why there is none. */
export function credentialLabel(key: ApiKey): string {
  if (key.credential.kind === "shared-secret") return "shared secret";
  const reading = publicKeyOf(key);
  if (isUnknown(reading)) return "not known yet";
  if (reading === undefined) return specLabel(key);
  if (reading.kind !== "key") return reading.kind === "private-key" ? "private key" : "unreadable";
  const publicKey = reading.key;
  if (publicKey.type === "RSA") return `RSA ${publicKey.bits}`;
  if (publicKey.type === "EC") return publicKey.curve;
  return publicKey.type === "other" ? publicKey.algorithm : publicKey.type;
}

function specLabel(key: ApiKey): string {
  const spec = known(keySpecOf(key));
  if (spec === undefined) return "unknown";
  const type = known(spec.type) ?? "unknown";
  return known(spec.curve) ?? [type, known(spec.bits)].filter((part) => part !== undefined).join(" ");
}

/** `2026-01-10`, in UTC. */
export function dayLabel(instant: Instant): string {
  return formatInstant(instant).slice(0, 10);
}

/** `2026-01-10 12:00 UTC`. */
export function minuteLabel(instant: Instant): string {
  return `${formatInstant(instant).slice(0, 16).replace("T", " ")} UTC`;
}

/** 12345 → `12,345`. */
export function count(number: number): string {
  return number.toLocaleString("en-US");
}

/** `1 key`, `12,345 keys`. */
export function plural(number: number, noun: string): string {
  return `${count(number)} ${noun}${number === 1 ? "" : "s"}`;
}
