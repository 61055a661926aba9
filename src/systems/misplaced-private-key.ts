import { holdsPrivateKey } from "../keys/private-key.ts";
import { normalise } from "../keys/normalise.ts";
import type { SourceItem } from "../model/source.ts";
import type { TerraformResource, TerraformValue, TerraformValues } from "../model/terraform.ts";
import { isUnknown, known, unknown } from "../model/unknown.ts";
import type { TerraformType } from "./system.ts";

const withheld = unknown("a private key stands in its place, and is not read");
const quotedKey = /\["(?:[^"\\]|\\.)*"\]/g;

/**
 * A private key in an attribute that is shown as it stands (a user, a purpose, a tag, an instance key) is told by its place and not kept. The
 * attributes where a type expects secret material are left to its own reader.
 */
export function* withoutPrivateKeys(
  resource: TerraformResource,
  type: TerraformType,
  nameOf: (instanceKey: string) => string,
  itemsOf: (resource: TerraformResource) => Iterable<SourceItem>,
): Iterable<SourceItem> {
  const places: string[] = [];
  const { change } = resource;
  const isRead: IsRead = (name, within) =>
    type.secretAttributes.includes(name) && (within === "" || within.split(".")[0] === listOf(type));
  const clean: TerraformResource = {
    ...resource,
    address: withoutPrivateNames(resource.address, nameOf),
    module: withoutPrivateNames(resource.module, nameOf),
    values: cleanValues(resource.values, "", places, isRead),
    ...(change?.before === undefined
      ? {}
      : { change: { ...change, before: cleanValues(change.before, "", [], isRead) } }),
  };
  for (const item of itemsOf(clean)) {
    if (item.kind !== "view" || places.length === 0 || item.view.existence === "removed") yield item;
    else yield { kind: "view", view: { ...item.view, secretAt: [...(known(item.view.secretAt) ?? []), ...places] } };
  }
}

/** Instances that are named by different private keys stay apart, and each has one name in all documents of a run: a number, which tells nothing of the key. */
export function privateNames(): (instanceKey: string) => string {
  const numbers = new Map<string, number>();
  return (instanceKey) => {
    const number = numbers.get(instanceKey) ?? numbers.size + 1;
    numbers.set(instanceKey, number);
    return `["(private key ${number})"]`;
  };
}

function withoutPrivateNames(address: string, nameOf: (instanceKey: string) => string): string {
  return address.replace(quotedKey, (key) => (isPrivateKey(key) ? nameOf(key) : key));
}

/** Whether the reader of the type reads an attribute as a place of secret material. */
type IsRead = (name: string, within: string) => boolean;

function listOf(type: TerraformType): string | undefined {
  return type.makes === "key" ? type.list?.attribute : undefined;
}

function cleanValues(values: TerraformValues, within: string, places: string[], isRead: IsRead): TerraformValues {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const path = within === "" ? name : `${within}.${name}`;
      return [name, isRead(name, within) ? value : clean(value, path, places, isRead)];
    }),
  );
}

function clean(value: TerraformValue, path: string, places: string[], isRead: IsRead): TerraformValue {
  if (typeof value === "string") {
    if (!isPrivateKey(value)) return value;
    places.push(path);
    return withheld;
  }
  if (value === null || typeof value !== "object" || isUnknown(value)) return value;
  if (isList(value)) return value.map((item, index) => clean(item, `${path}.${index}`, places, isRead));
  return cleanValues(value, path, places, isRead);
}

function isList(value: object): value is readonly TerraformValue[] {
  return Array.isArray(value);
}

/** Whether a text that is no place for it is a private key, whole or without its frame; in its shortest form one is longer than any name. */
export function isPrivateKey(text: string): boolean {
  return text.length >= 48 && holdsPrivateKey(normalise(text).text);
}
