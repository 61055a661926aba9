import type { Credential, KeyPair, SharedSecret } from "../model/credential.ts";
import type { FactType } from "../model/fact-type.ts";
import type { ChangeAction, KeylintComment } from "../model/terraform.ts";
import type { Maybe } from "../model/unknown.ts";
import type {
  Attributes,
  AttributeValue,
  Existence,
  LiveOrigin,
  Origin,
  TerraformOrigin,
  View,
} from "../model/view.ts";
import type { KeyType, System } from "../systems/system.ts";
import { type Codec, converted, flag, named, number, oneOf, only, optional, text, wholeNumber } from "./codec.ts";
import { instant, keyOwner, keySpec, location, moment, region } from "./common-forms.ts";
import { publicKeyReading } from "./public-key-form.ts";
import { listForm, mapForm, maybe, objectForm, tagged } from "./structures.ts";

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

export const origin = named<Origin>(
  "origin",
  tagged<"kind", Origin>("kind", {
    terraform: objectForm<TerraformOrigin>({
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
      leftOut: optional(text),
      action: optional(action),
      previousAddress: optional(text),
      ignores: optional(objectForm<NonNullable<TerraformOrigin["ignores"]>>({ credential: flag, owner: flag })),
    }),
    live: objectForm<LiveOrigin>({ kind: only("live"), path: listForm(text), wholeOwner: optional(only(true)) }),
  }),
);

export const credential = named<Credential>(
  "credential",
  tagged<"kind", Credential>("kind", {
    "key-pair": objectForm<KeyPair>({
      kind: only("key-pair"),
      publicKey: maybe(publicKeyReading),
      spec: maybe(keySpec),
      fingerprint: maybe(text),
    }),
    "shared-secret": objectForm<SharedSecret>({ kind: only("shared-secret") }),
  }),
);

const attributeForms: Readonly<Record<FactType, Codec<AttributeValue>>> = {
  string: text,
  bool: flag,
  int: wholeNumber,
  double: number,
  "list<string>": listForm(text),
};

/** Here an attribute that a view tells to be unset is `null`: one that is absent the view does not tell at all. */
type WrittenAttributes = Readonly<Record<string, Maybe<AttributeValue> | null>>;

/** The attributes that the key type describes, and no other. */
function attributesOf({ id, attributes }: KeyType): Codec<Attributes> {
  const form = objectForm<WrittenAttributes>(
    Object.fromEntries(
      Object.entries(attributes).map(([name, { type, doc }]) => {
        const codec = orNull(maybe(attributeForms[type]));
        return [name, optional({ ...codec, schema: { description: doc, ...codec.schema } })];
      }),
    ),
  );
  return {
    schema: form.schema,
    encode: (value, path) =>
      form.encode(
        withValues(value, (each) => each ?? null),
        `${path}(${id})`,
      ),
    decode: (json, path) => withValues(form.decode(json, `${path}(${id})`), (each) => each ?? undefined),
  };
}

function orNull<T>(codec: Codec<Maybe<T>>): Codec<Maybe<T> | null> {
  return {
    schema: { anyOf: [codec.schema, { type: "null" }] },
    encode: (value, path) => (value === null ? null : codec.encode(value, path)),
    decode: (json, path) => (json === null ? null : codec.decode(json, path)),
  };
}

function withValues<T, U>(record: Readonly<Record<string, T>>, change: (value: T) => U): Readonly<Record<string, U>> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}

const textsByName: Codec<Readonly<Record<string, string>>> = converted(
  mapForm(text),
  (record) => new Map(Object.entries(record)),
  (names) => Object.fromEntries(names),
);

export const comment = objectForm<KeylintComment>({ text, location });

function viewOfType(system: string, keyType: KeyType): Codec<View> {
  return objectForm<View>({
    system: only(system),
    type: only(keyType.id),
    source: text,
    origin,
    existence: oneOf<Existence>({ exists: true, declared: true, planned: true, removed: true, absent: true }),
    moment,
    listedAt: optional(instant),
    id: maybe(text),
    aliases: optional(listForm(text)),
    account: maybe(text),
    realm: maybe(text),
    owner: keyOwner,
    credential,
    timeCreated: maybe(instant),
    timeStarted: maybe(instant),
    timeExpires: maybe(instant),
    timeLastUsed: maybe(instant),
    active: maybe(flag),
    secretAt: maybe(listForm(text)),
    secretWritten: optional(listForm(text)),
    tags: maybe(textsByName),
    attributes: attributesOf(keyType),
    comments: listForm(comment),
    location,
    places: mapForm(region),
    secretFiles: optional(listForm(text)),
  });
}

/**
 * What a source shows of a key: all of the model, with the public half as canonical SubjectPublicKeyInfo, and the attributes that the key's type
 * describes.
 */
export function viewForm(systems: readonly System[]): Codec<View> {
  const forms = systems.flatMap(({ id, keyTypes }) =>
    keyTypes.map((keyType) => [keyType.id, viewOfType(id, keyType)] as const),
  );
  return tagged<"type", View>("type", Object.fromEntries(forms));
}
