import { createHash } from "node:crypto";
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
  itemsOf: (resource: TerraformResource) => Iterable<SourceItem>,
): Iterable<SourceItem> {
  const places: string[] = [];
  const { change } = resource;
  const clean: TerraformResource = {
    ...resource,
    address: withoutPrivateNames(resource.address),
    module: withoutPrivateNames(resource.module),
    values: cleanValues(resource.values, "", places),
    ...(change?.before === undefined ? {} : { change: { ...change, before: cleanValues(change.before, "", []) } }),
  };
  for (const item of itemsOf(clean)) {
    if (item.kind !== "key" || places.length === 0 || item.key.existence === "removed") yield item;
    else
      yield { kind: "key", key: { ...item.key, privateKeyAt: [...(known(item.key.privateKeyAt) ?? []), ...places] } };
  }
}

/** Two instances named by private keys stay two, under the same names in every document and run: by the start of a digest. */
function withoutPrivateNames(address: string): string {
  return address.replace(quotedKey, (key) => {
    if (!isPrivate(key)) return key;
    return `["(private key ${createHash("sha256").update(key).digest("hex").slice(0, 8)})"]`;
  });
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
    if (!isPrivate(value)) return value;
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

/** A private key in its shortest form is longer than any name. */
function isPrivate(text: string): boolean {
  return text.length >= 48 && holdsPrivateKey(normalise(text).text);
}
