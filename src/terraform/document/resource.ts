import type { TerraformChange, TerraformResource, TerraformValues } from "../../model/terraform.ts";
import { unknown } from "../../model/unknown.ts";
import { moduleAddress, moduleSteps, resourceAddress } from "./address.ts";
import type { TerraformDocument } from "./document.ts";
import { isValues, jsonTextOf } from "./json.ts";
import { Places } from "./places.ts";
import type { Selected } from "./shape.ts";

/** What differs between the documents; the rest of a resource is told alike by all. */
export interface ResourceParts {
  readonly kind: "plan" | "state";
  /** Absent where the document tells the parts of it only. */
  readonly address?: string | undefined;
  readonly module?: string | undefined;
  readonly deposed?: string | undefined;
  readonly tainted: boolean;
  readonly values: unknown;
  readonly change?: TerraformChange;
  /** Attributes that are marked as sensitive, whole or in part. */
  readonly sensitive: ReadonlySet<string>;
  /** Paths of the objects whose members are the attributes. */
  readonly attributesAt: readonly (readonly string[])[];
}

/** The members that name an object, which all documents share. */
export interface ObjectName {
  readonly mode?: unknown;
  readonly type?: unknown;
  readonly name?: unknown;
  readonly index?: unknown;
  readonly index_unknown?: unknown;
}

/** Makes the resource of a selected object. */
export function resourceOf(
  document: TerraformDocument,
  selected: Selected<string>,
  named: ObjectName,
  parts: ResourceParts,
): TerraformResource {
  const mode = named.mode === "data" ? "data" : "managed";
  const type = jsonTextOf(named.type) ?? "";
  const name = jsonTextOf(named.name) ?? "";
  const index = indexOf(named.index);
  // Terraform writes `[*]` behind the address of instances that are not known yet.
  const address = parts.address?.replace(/\[\*\]$/, "");
  const module = parts.module ?? moduleAddress(moduleSteps(address ?? ""));
  return {
    source: document.source,
    root: document.uri,
    document: parts.kind,
    mode,
    type,
    name,
    module,
    index: named.index_unknown === true ? unknown("count or for_each is known only after apply") : index,
    address: address ?? resourceAddress({ module, mode, type, name, index }),
    values: documentValues(parts.values),
    ...(parts.sensitive.size === 0 ? {} : { sensitive: parts.sensitive }),
    ...(parts.change === undefined ? {} : { change: parts.change }),
    ...(parts.deposed === undefined ? {} : { deposed: parts.deposed }),
    tainted: parts.tainted,
    location: { uri: document.uri, region: selected.region },
    comments: [],
    places: new Places(selected, parts.attributesAt),
  };
}

/** An instance key; anything else that stands there means none. */
export function indexOf(value: unknown): string | number | undefined {
  return typeof value === "string" || typeof value === "number" ? value : undefined;
}

export function documentValues(value: unknown): TerraformValues {
  return isValues(value) ? value : {};
}
