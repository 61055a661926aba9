import type { ApiKey, System } from "../../model/api-key.ts";
import { formatInstant, type Instant } from "../../model/instant.ts";
import type { Location } from "../../model/location.ts";
import { isUnknown, known } from "../../model/unknown.ts";

export const systemNames: Readonly<Record<System, string>> = { oci: "OCI", intersight: "Intersight" };

/** What a reader calls the key: its Terraform address, or the last of its names in the live system. */
export function keyLabel(key: ApiKey): string {
  if (key.origin.kind === "terraform") return key.origin.address;
  return key.origin.path.at(-1) ?? known(key.id) ?? "key without a name";
}

/** The same for two keys exactly when they are known to belong to one user. OCIDs, SCIM ids and Moids are unique everywhere. */
export function userIdentity(key: ApiKey): string {
  const user = isUnknown(key.user) ? key.user.reference?.address : key.user;
  return JSON.stringify([key.system, user ?? [known(key.tenancy), known(key.domain), known(key.userName)]]);
}

/** The user's name, else id, else what the source refers to. */
export function userLabel(key: ApiKey): string {
  const name = known(key.userName) ?? known(key.user);
  if (name !== undefined) return name;
  return (isUnknown(key.user) && key.user.reference?.address) || "user not known";
}

/** `infra/keys.tf:12`, or the path of a live key in its system. */
export function placeLabel(location: Location): string {
  return location.region === undefined || location.virtual === true
    ? location.uri
    : `${location.uri}:${location.region.startLine}`;
}

/** `RSA 2048`, `P-256`, `Ed25519`, or why there is none. */
export function keyTypeLabel(key: ApiKey): string {
  const reading = key.publicKey;
  if (isUnknown(reading)) return "not known yet";
  if (reading === undefined) return specLabel(key);
  if (reading.kind !== "key") return reading.kind === "private-key" ? "private key" : "unreadable";
  const publicKey = reading.key;
  if (publicKey.type === "RSA") return `RSA ${publicKey.bits}`;
  if (publicKey.type === "EC") return publicKey.curve;
  return publicKey.type === "other" ? publicKey.algorithm : publicKey.type;
}

function specLabel(key: ApiKey): string {
  const spec = known(key.keySpec);
  if (spec === undefined) return "not told";
  const type = known(spec.type) ?? "not told";
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
