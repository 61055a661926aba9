import type { Facts } from "../facts/facts.ts";
import { type FactGroupName, factSchema } from "../facts/schema.ts";
import type { FactGroupSchema, FactType } from "../model/fact-type.ts";
import { isUnknown } from "../model/unknown.ts";

/** Thrown, always as this one object, when an expression reads a fact that is not known or not set. */
export const notKnown = new Error("a fact that the expression reads is not known");

/** What an expression sees of the facts: the schema's own fields on top of the group that is being judged. */
export interface FactView {
  group: Readonly<Record<string, unknown>>;
}

/** A class whose instances show one group of facts, and the CEL type of each of its fields. */
export interface ViewType {
  readonly constructor: new () => FactView;
  readonly fields: Readonly<Record<string, string>>;
}

/** The name under which `has(group.fact)` asks whether a fact is set. No expression can write it. */
export function presenceOf(fact: string): string {
  return `?${fact}`;
}

/**
 * Makes the class for a group. Reading a fact that is not known, or not set, records why in `missing` and throws
 * {@link notKnown}: CEL's `&&` and `||` absorb errors that cannot change the outcome, so this alone makes every
 * expression three-valued (Kleene's strong logic). A fact is only computed when an expression reads it.
 */
export function viewType(name: string, schema: FactGroupSchema, missing: string[]): ViewType {
  class GroupView implements FactView {
    group: Readonly<Record<string, unknown>> = {};
  }
  const fields: Record<string, string> = {};
  for (const [fact, { type }] of Object.entries(schema)) {
    const path = `${name}.${fact}`;
    const known = (view: FactView): unknown => {
      const value = view.group[fact];
      if (!isUnknown(value)) return value;
      missing.push(`${path} (${value.reason})`);
      throw notKnown;
    };
    define(GroupView.prototype, fact, (view) => {
      const value = known(view);
      if (value !== undefined) return toCel(type, value);
      missing.push(`${path} (not set)`);
      throw notKnown;
    });
    define(GroupView.prototype, presenceOf(fact), (view) => known(view) !== undefined || undefined);
    fields[fact] = type;
    fields[presenceOf(fact)] = "bool";
  }
  return { constructor: GroupView, fields };
}

/** CEL keeps whole numbers (64 bit, BigInt here) apart from doubles. */
export function toCel(type: FactType, value: unknown): unknown {
  return type === "int" && typeof value === "number" ? BigInt(value) : value;
}

/** The views of all groups and how they are turned to the facts of the next key. */
export interface FactViews {
  readonly types: ReadonlyMap<string, ViewType>;
  readonly views: Readonly<Record<string, FactView>>;
  /** Filled with each fact that could not be read and why, in the order of reading; may repeat. Whoever evaluates empties it. */
  readonly missing: string[];
  show(facts: Facts): void;
}

/** Makes one set of views; it is turned to one key after the other, so it must not be used for two at once. */
export function factViews(): FactViews {
  const missing: string[] = [];
  const types = new Map<string, ViewType>();
  for (const [name, schema] of Object.entries(factSchema)) types.set(name, viewType(name, schema, missing));
  const make = (name: FactGroupName): FactView => {
    const type = types.get(name);
    if (type === undefined) throw new RangeError(`no fact group ${name}`);
    return new type.constructor();
  };
  const views = { key: make("key"), owner: make("owner"), account: make("account"), publicKey: make("publicKey") };
  return {
    types,
    views,
    missing,
    show: (facts) => {
      views.key.group = facts.key;
      views.owner.group = facts.owner;
      views.account.group = facts.account;
      views.publicKey.group = facts.publicKey;
    },
  };
}

function define(prototype: object, name: string, read: (view: FactView) => unknown): void {
  Object.defineProperty(prototype, name, {
    get(this: FactView): unknown {
      return read(this);
    },
  });
}
