import { holdsPrivateKey } from "../keys/private-key.ts";
import { normalise } from "../keys/normalise.ts";
import type { SourceItem } from "../model/source.ts";
import type { TerraformResource, TerraformValue, TerraformValues } from "../model/terraform.ts";
import { isUnknown, known, unknown } from "../model/unknown.ts";

/** Attributes whose readers tell a private key by themselves, and the lists of data sources that have them. */
const ownReaders = new Set(["key_value", "key", "private_key"]);
const lists = new Set(["api_keys", "my_api_keys", "results"]);

const withheld = unknown("a private key stands in its place, and is not read");
const quotedKey = /\["(?:[^"\\]|\\.)*"\]/g;

/** A private key in an attribute that is shown as it stands (a user, a purpose, a tag, an instance key) is told by its place and not kept. */
export function* withoutPrivateKeys(
  resource: TerraformResource,
  nameOf: (instanceKey: string) => string,
  itemsOf: (resource: TerraformResource) => Iterable<SourceItem>,
): Iterable<SourceItem> {
  const places: string[] = [];
  const { change } = resource;
  const clean: TerraformResource = {
    ...resource,
    address: withoutPrivateNames(resource.address, nameOf),
    module: withoutPrivateNames(resource.module, nameOf),
    values: cleanValues(resource.values, "", places),
    ...(change?.before === undefined ? {} : { change: { ...change, before: cleanValues(change.before, "", []) } }),
  };
  for (const item of itemsOf(clean)) {
    if (item.kind !== "key" || places.length === 0 || item.key.existence === "removed") yield item;
    else
      yield { kind: "key", key: { ...item.key, privateKeyAt: [...(known(item.key.privateKeyAt) ?? []), ...places] } };
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

function cleanValues(values: TerraformValues, within: string, places: string[]): TerraformValues {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const isRead = ownReaders.has(name) && (within === "" || lists.has(within.split(".")[0] ?? ""));
      return [name, isRead ? value : clean(value, within === "" ? name : `${within}.${name}`, places)];
    }),
  );
}

function clean(value: TerraformValue, path: string, places: string[]): TerraformValue {
  if (typeof value === "string") {
    if (!isPrivateKey(value)) return value;
    places.push(path);
    return withheld;
  }
  if (value === null || typeof value !== "object" || isUnknown(value)) return value;
  if (isList(value)) return value.map((item, index) => clean(item, `${path}.${index}`, places));
  return cleanValues(value, path, places);
}

function isList(value: object): value is readonly TerraformValue[] {
  return Array.isArray(value);
}

/** Whether a text that is no place for it is a private key, whole or without its frame; in its shortest form one is longer than any name. */
export function isPrivateKey(text: string): boolean {
  return text.length >= 48 && holdsPrivateKey(normalise(text).text);
}
