import { isPrivateKey } from "../keys/private-key.ts";
import type { TerraformResource, TerraformValue, TerraformValues } from "../model/terraform.ts";
import { isUnknown, unknown } from "../model/unknown.ts";

const withheld = unknown("a private key stands in its place, and is not read");

/** Whether the reader of a type reads an attribute as a place of secret material; `within` is the path of the object around it, empty at the top. */
export type IsSecretPlace = (name: string, within: string) => boolean;

/**
 * A private key in an attribute that is shown as it stands (a user, a purpose, a tag, an instance key) is told by its place and not kept. The
 * attributes where a type expects secret material are left to its own reader.
 * @param addressOf puts a number in place of a private key that names an instance
 * @returns the resource without it, and the paths of the attributes where it stood; those of what a plan removes are not among them
 */
export function takeOutPrivateKeys(
  resource: TerraformResource,
  isSecretPlace: IsSecretPlace,
  addressOf: (address: string) => string,
): { readonly resource: TerraformResource; readonly found: readonly string[] } {
  const found: string[] = [];
  const { change } = resource;
  const clean: TerraformResource = {
    ...resource,
    address: addressOf(resource.address),
    module: addressOf(resource.module),
    values: cleanValues(resource.values, "", found, isSecretPlace),
    ...(change?.before === undefined
      ? {}
      : { change: { ...change, before: cleanValues(change.before, "", [], isSecretPlace) } }),
  };
  return { resource: clean, found };
}

/** The same of values alone, e.g. the arguments of a provider. */
export function valuesWithoutPrivateKeys(
  values: TerraformValues,
  isSecretPlace: IsSecretPlace,
): { readonly values: TerraformValues; readonly found: readonly string[] } {
  const found: string[] = [];
  return { values: cleanValues(values, "", found, isSecretPlace), found };
}

function cleanValues(
  values: TerraformValues,
  within: string,
  found: string[],
  isSecretPlace: IsSecretPlace,
): TerraformValues {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const path = within === "" ? name : `${within}.${name}`;
      return [name, isSecretPlace(name, within) ? value : clean(value, path, found, isSecretPlace)];
    }),
  );
}

function clean(value: TerraformValue, path: string, found: string[], isSecretPlace: IsSecretPlace): TerraformValue {
  if (typeof value === "string") {
    if (!isPrivateKey(value)) return value;
    found.push(path);
    return withheld;
  }
  if (value === null || typeof value !== "object" || isUnknown(value)) return value;
  if (isList(value)) return value.map((item, index) => clean(item, `${path}.${index}`, found, isSecretPlace));
  return cleanValues(value, path, found, isSecretPlace);
}

function isList(value: object): value is readonly TerraformValue[] {
  return Array.isArray(value);
}
