import type { ApiKey, KeySpec, LiveOrigin, ManagedObject, TerraformOrigin } from "../../model/api-key.ts";
import type { ChangeAction, KeylintComment } from "../../model/terraform.ts";
import type { Maybe } from "../../model/unknown.ts";
import {
  type Codec,
  converted,
  count,
  flag,
  list,
  map,
  maybe,
  number,
  object,
  only,
  oneOf,
  optional,
  tagged,
  text,
} from "./codec.ts";
import { instant, location, region, system } from "./common-forms.ts";
import { publicKeyReading } from "./public-key-form.ts";

const action = oneOf<ChangeAction>({
  "no-op": true,
  create: true,
  read: true,
  update: true,
  delete: true,
  forget: true,
  "delete-create": true,
  "create-delete": true,
  "create-forget": true,
});

const terraformOrigin = object<TerraformOrigin>({
  kind: only("terraform"),
  document: oneOf<TerraformOrigin["document"]>({ configuration: true, plan: true, state: true }),
  root: text,
  mode: oneOf<TerraformOrigin["mode"]>({ managed: true, data: true }),
  type: text,
  name: text,
  module: text,
  address: text,
  maybe: flag,
  deposed: optional(text),
  tainted: flag,
  action: optional(action),
});

const liveOrigin = object<LiveOrigin>({
  kind: only("live"),
  listings: list(oneOf<LiveOrigin["listings"][number]>({ identity: true, "identity-domain": true, iam: true })),
  path: list(text),
  unlisted: optional(only(true)),
});

const managedObject = object<ManagedObject>({ moid: maybe(text), objectType: maybe(text), selector: maybe(text) });

export const keySpec: Codec<KeySpec> = object<KeySpec>({
  type: maybe(oneOf<"RSA" | "EC" | "Ed25519">({ RSA: true, EC: true, Ed25519: true })),
  bits: maybe(count),
  curve: maybe(text),
});

interface SwitchedScope {
  readonly switchedFromAccount: Maybe<string>;
}

const textsByName: Codec<Readonly<Record<string, string>>> = converted(
  map(text),
  (record) => new Map(Object.entries(record)),
  (names) => Object.fromEntries(names),
);

/** An API key as an inventory holds it: all of the model, with the public half as canonical SubjectPublicKeyInfo. */
export const keyForm: Codec<ApiKey> = object<ApiKey>({
  system,
  source: text,
  origin: tagged<"kind", ApiKey["origin"]>("kind", { terraform: terraformOrigin, live: liveOrigin }),
  declaredBy: optional(terraformOrigin),
  alsoIn: optional(list(text)),
  existence: oneOf<ApiKey["existence"]>({ exists: true, declared: true, planned: true, removed: true }),
  id: maybe(text),
  domainId: optional(text),
  tenancy: maybe(text),
  domain: maybe(text),
  user: maybe(text),
  userName: maybe(text),
  publicKey: maybe(publicKeyReading),
  fingerprint: maybe(text),
  keySpec: maybe(keySpec),
  hashAlgorithm: maybe(text),
  signingAlgorithm: maybe(text),
  active: maybe(flag),
  lifecycleState: maybe(text),
  inactiveStatus: maybe(number),
  adminStatus: maybe(text),
  operStatus: maybe(text),
  timeCreated: maybe(instant),
  timeStarted: maybe(instant),
  timeExpires: maybe(instant),
  timeLastUsed: maybe(instant),
  lastUsedIp: maybe(text),
  neverExpires: maybe(flag),
  purpose: maybe(text),
  permission: maybe(managedObject),
  permissionResources: maybe(list(managedObject)),
  scope: maybe(object<SwitchedScope>({ switchedFromAccount: maybe(text) })),
  tags: maybe(textsByName),
  privateKeyAt: maybe(list(text)),
  comments: list(object<KeylintComment>({ text, location })),
  location,
  places: map(region),
  alsoAt: list(object<ApiKey["alsoAt"][number]>({ location, message: text })),
});
