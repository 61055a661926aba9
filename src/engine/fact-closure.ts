import { factSchema } from "../facts/schema.ts";
import type { FactDefinition, FactType } from "../model/fact-type.ts";
import { isUnknown } from "../model/unknown.ts";
import type { Closure, FieldReader } from "./closure.ts";
import { type FactViews, presenceOf, type FactView } from "./fact-view.ts";

/** How closures read facts from the key that the views show. What is not known is recorded in `facts.missing`. */
export function factReader(facts: FactViews): FieldReader {
  const fields = new Map<string, Closure>();
  for (const [group, schema] of Object.entries(factSchema)) {
    const view = facts.views[group];
    if (view === undefined) continue;
    for (const [fact, { type }] of Object.entries<FactDefinition>(schema)) {
      fields.set(`${group}.${fact}`, readFact(view, group, fact, type, facts.missing));
      fields.set(`${group}.${presenceOf(fact)}`, readPresence(view, group, fact, facts.missing));
    }
  }
  return (group, field) => fields.get(`${group}.${field}`);
}

function readFact(view: FactView, group: string, fact: string, type: FactType, missing: string[]): Closure {
  const reading =
    <T>(fits: (value: unknown) => value is T) =>
    (): T | undefined => {
      const value = view.group[fact];
      if (fits(value)) return value;
      missing.push(`${group}.${fact} (${isUnknown(value) ? value.reason : "not set"})`);
      return undefined;
    };
  switch (type) {
    case "bool":
      return { kind: "truth", read: reading((value) => typeof value === "boolean") };
    case "string":
      return { kind: "text", read: reading((value) => typeof value === "string") };
    case "list<string>":
      return { kind: "texts", read: reading(isTexts) };
    case "int":
    case "double":
    default:
      return { kind: "number", read: reading((value) => typeof value === "number") };
  }
}

function readPresence(view: FactView, group: string, fact: string, missing: string[]): Closure {
  return {
    kind: "truth",
    read: () => {
      const value = view.group[fact];
      if (!isUnknown(value)) return value !== undefined;
      missing.push(`${group}.${fact} (${value.reason})`);
      return undefined;
    },
  };
}

/** How closures read a parameter whose value is in force. */
export function constantReader(value: unknown): Closure | undefined {
  if (typeof value === "number") return { kind: "number", read: () => value };
  if (typeof value === "string") return { kind: "text", read: () => value };
  if (typeof value === "boolean") return { kind: "truth", read: () => value };
  return isTexts(value) ? { kind: "texts", read: () => value } : undefined;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value);
}
