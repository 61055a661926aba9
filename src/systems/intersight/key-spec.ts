import type { KeySpec } from "../../model/credential.ts";
import { isUnknown, known, type Maybe, type Unknown, unknown } from "../../model/unknown.ts";

/** The concrete kinds of `pkix.KeyGenerationSpec`, each with its property and the property's default (Intersight API, `pkix.*`). */
const kinds = {
  "pkix.RsaAlgorithm": { type: "RSA", property: "Modulus" },
  "pkix.EcdsaKeySpec": { type: "EC", property: "Curve" },
  "pkix.EddsaKeySpec": { type: "Ed25519", property: "Algorithm" },
} as const;

type KindName = keyof typeof kinds;

const curves: ReadonlyMap<unknown, string> = new Map([
  ["P224", "P-224"],
  ["P256", "P-256"],
  ["P384", "P-384"],
  ["P521", "P-521"],
]);

/**
 * Reads an Intersight key specification, as the API lists it and as Terraform writes it.
 * @param objectType `pkix.RsaAlgorithm`, `pkix.EcdsaKeySpec` or `pkix.EddsaKeySpec`. Where it is unset or abstract (`pkix.KeyGenerationSpec`,
 *   which the Terraform provider sends) the properties tell the kind.
 * @param properties The properties by the API's names, e.g. `{ Modulus: 4096 }` (Terraform: `additional_properties`, parsed). A property that
 *   is absent has the API's default: 2048 bits, P-256.
 * @returns `undefined` when there is no specification at all: both arguments are unset.
 */
export function readKeySpec(
  objectType: Maybe<string>,
  properties: Maybe<Readonly<Record<string, unknown>>>,
): Maybe<KeySpec> {
  const kind = kindOf(objectType, properties);
  if (kind === undefined || isUnknown(kind)) return kind;
  const { type, property } = kinds[kind];
  const value = isUnknown(properties) ? properties : properties?.[property];
  return {
    type,
    bits: type === "RSA" ? modulusBits(value) : undefined,
    curve: type === "EC" ? curveName(value) : undefined,
  };
}

function kindOf(
  objectType: Maybe<string>,
  properties: Maybe<Readonly<Record<string, unknown>>>,
): KindName | undefined | Unknown {
  if (isUnknown(objectType)) return kindNamedBy(known(properties)) ?? objectType;
  if (objectType !== undefined && isKind(objectType)) return objectType;
  const concrete = objectType !== undefined && objectType !== "" && objectType !== "pkix.KeyGenerationSpec";
  if (concrete) return unknown(`"${objectType}" is a key specification that keylint does not know`);
  if (isUnknown(properties)) return properties;
  if (properties === undefined && objectType === undefined) return undefined;
  return kindNamedBy(properties) ?? unknown("the key specification does not say which type of key it asks for");
}

/** The kind that the properties are of, where they are of one kind alone. */
function kindNamedBy(properties: Readonly<Record<string, unknown>> | undefined): KindName | undefined {
  const names = Object.keys(kinds).filter(isKind);
  const named = names.filter((name) => properties?.[kinds[name].property] !== undefined);
  return named.length === 1 ? named[0] : undefined;
}

function isKind(name: string): name is KindName {
  return Object.hasOwn(kinds, name);
}

function modulusBits(value: unknown): Maybe<number> {
  if (isUnknown(value)) return value;
  if (value === undefined || value === null) return 2048;
  const bits = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
  return typeof bits === "number" && Number.isSafeInteger(bits) && bits > 0
    ? bits
    : unknown("Modulus of the key specification is not a number of bits");
}

function curveName(value: unknown): Maybe<string> {
  if (isUnknown(value)) return value;
  if (value === undefined || value === null) return "P-256";
  return curves.get(value) ?? unknown("Curve of the key specification is none of P224, P256, P384, P521");
}
