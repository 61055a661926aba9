import { spend } from "./budget.ts";

/**
 * The type of a Terraform value. `dynamic` is the type of the literal `null`, and of what nothing is known about:
 * the attributes of resources, whose types the provider alone knows.
 */
export type Type =
  | { readonly kind: "string" | "number" | "bool" | "dynamic" }
  | { readonly kind: "list" | "set" | "map"; readonly of: Type }
  | { readonly kind: "tuple"; readonly items: readonly Type[] }
  | ObjectType;

export interface ObjectType {
  readonly kind: "object";
  readonly attributes: ReadonlyMap<string, Type>;
  /** Attributes that a value may lack; in type constraints only. */
  readonly optional?: ReadonlySet<string>;
}

export const stringType: Type = { kind: "string" };
export const numberType: Type = { kind: "number" };
export const boolType: Type = { kind: "bool" };
export const dynamicType: Type = { kind: "dynamic" };

export function listOf(of: Type): Type {
  return { kind: "list", of };
}

export function setOf(of: Type): Type {
  return { kind: "set", of };
}

export function mapOf(of: Type): Type {
  return { kind: "map", of };
}

export function tupleOf(items: readonly Type[]): Type {
  return { kind: "tuple", items };
}

export function objectOf(attributes: ReadonlyMap<string, Type>): Type {
  return { kind: "object", attributes };
}

export function isPrimitive({ kind }: Type): boolean {
  return kind === "string" || kind === "number" || kind === "bool";
}

/** Whether two types are the same; what is optional is not compared. */
export function sameType(a: Type, b: Type): boolean {
  if (a === b) return true;
  spend(1);
  switch (a.kind) {
    case "list":
    case "set":
    case "map":
      return a.kind === b.kind && sameType(a.of, b.of);
    case "tuple":
      return (
        b.kind === "tuple" &&
        a.items.length === b.items.length &&
        a.items.every((item, at) => sameType(item, b.items[at] ?? dynamicType))
      );
    case "object":
      if (b.kind !== "object" || a.attributes.size !== b.attributes.size) return false;
      for (const [name, type] of a.attributes) {
        const other = b.attributes.get(name);
        if (other === undefined || !sameType(type, other)) return false;
      }
      return true;
    case "string":
    case "number":
    case "bool":
    case "dynamic":
      return a.kind === b.kind;
  }
}

/** Whether some part of the type is not known. */
export function hasDynamic(type: Type): boolean {
  spend(1);
  switch (type.kind) {
    case "dynamic":
      return true;
    case "list":
    case "set":
    case "map":
      return hasDynamic(type.of);
    case "tuple":
      return type.items.some(hasDynamic);
    case "object":
      return [...type.attributes.values()].some(hasDynamic);
    case "string":
    case "number":
    case "bool":
      return false;
  }
}

/** The name of a type for messages, as in "a list of string". */
export function typeName(type: Type): string {
  switch (type.kind) {
    case "list":
    case "set":
    case "map":
      return `${type.kind} of ${typeName(type.of)}`;
    case "dynamic":
      return "value of a type that is not known";
    case "string":
    case "number":
    case "bool":
    case "tuple":
    case "object":
      return type.kind;
  }
}
