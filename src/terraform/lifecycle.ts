import type { TerraformResource, TerraformValues } from "../model/terraform.ts";
import { isUnknown, type Maybe, unknown } from "../model/unknown.ts";
import type { Moment } from "../model/moment.ts";
import type { Existence } from "../model/view.ts";
import { maskSensitive } from "../secrecy/sensitive.ts";

/** One object of a resource instance: a replacement has two, the one that goes and the one that comes. */
export interface TerraformObject {
  readonly resource: TerraformResource;
  readonly existence: Existence;
  readonly moment: Moment;
  readonly values: TerraformValues;
}

/** What a resource type says of its attributes. */
export interface AttributeTraits {
  /** Attributes that are judged and never shown as they stand: they are read where they are marked as sensitive too. */
  readonly neverShown: readonly string[];
  /** Attributes that an update can't change: where a plan calls one unknown, it stays what it was. */
  readonly keptByUpdate: readonly string[];
}

/** What exists, will exist and will be gone of one resource instance once its plan is applied. */
export function objectsOfResource(
  resource: TerraformResource,
  { neverShown, keptByUpdate }: AttributeTraits,
): readonly TerraformObject[] {
  const { change, values } = resource;
  const as = (existence: Existence, moment: Moment, own: TerraformValues): TerraformObject => ({
    resource,
    existence,
    moment,
    values: maskSensitive(own, resource.sensitive, neverShown),
  });
  if (resource.document === "configuration")
    return resource.mode === "data" ? [] : [as(resource.gone === true ? "absent" : "declared", "declared", values)];
  const there: Existence = resource.gone === true ? "absent" : "exists";
  if (change === undefined || resource.recorded === true) return [as(there, "recorded", values)];
  if (resource.gone === true) return [as("absent", "current", values)];
  const before = change.before ?? values;
  switch (change.action) {
    case "create":
      return [as("planned", "planned", values)];
    case "delete-create":
    case "create-delete":
      return [as("removed", "current", change.before ?? {}), as("planned", "planned", values)];
    case "create-forget":
      return [as("exists", "current", change.before ?? {}), as("planned", "planned", values)];
    case "delete":
      return [as("removed", "current", before)];
    case "forget":
      return [as("exists", "current", before)];
    case "update":
      return [
        as("exists", "current", before),
        as("exists", "planned", withBefore(values, change.before, keptByUpdate)),
      ];
    case "no-op":
    case "read":
      return [as("exists", "current", values)];
  }
}

/** An update keeps the object: what the plan calls unknown of its identity and creation is what it was before. */
function withBefore(
  after: TerraformValues,
  before: TerraformValues | undefined,
  keptByUpdate: readonly string[],
): TerraformValues {
  if (before === undefined) return after;
  const kept = keptByUpdate.filter((name) => isUnknown(after[name]) && before[name] !== undefined);
  return kept.length === 0
    ? after
    : { ...after, ...Object.fromEntries(kept.map((name) => [name, before[name] ?? null])) };
}

/** The values, where configuration leaves each named attribute that only the provider sets unknown rather than unset. */
export function withComputed(object: TerraformObject, computed: readonly string[]): TerraformValues {
  if (object.existence !== "declared") return object.values;
  const untold = unknown("the configuration alone does not tell it; a plan, a state or the live system does");
  const missing = computed.filter((name) => (object.values[name] ?? null) === null);
  return { ...Object.fromEntries(missing.map((name) => [name, untold])), ...dropNull(object.values) };
}

function dropNull(values: TerraformValues): TerraformValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}

/** Whether the object is still to be made, as far as its source tells. */
export function isToBeMade({ existence }: Pick<TerraformObject, "existence">): boolean {
  return existence === "planned" || existence === "declared";
}

/** Whether `count` or `for_each` is not known, so that there may be none, one or many. */
export function isMaybe(resource: TerraformResource): boolean {
  return isUnknown(resource.index);
}

/** An attribute that Terraform requires: where it is empty, what will stand there is not known. */
export function required<T>(value: Maybe<T>, name: string): Maybe<T> {
  return value === undefined ? unknown(`${name} is empty`) : value;
}
