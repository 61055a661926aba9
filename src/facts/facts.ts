import type { FactType } from "../model/fact-type.ts";
import type { Maybe } from "../model/unknown.ts";
import type { FactGroupName, commonFacts } from "./schema.ts";

type ValueOf<T extends FactType> = T extends "string"
  ? string
  : T extends "bool"
    ? boolean
    : T extends "int" | "double"
      ? number
      : readonly string[];

/** One group of facts: every fact of its schema, each known, unset or unknown. Properties may be getters that work only when read. */
export type FactGroup<G extends FactGroupName> = {
  readonly [F in keyof (typeof commonFacts)[G]]: (typeof commonFacts)[G][F] extends {
    readonly type: infer T extends FactType;
  }
    ? Maybe<ValueOf<T>>
    : never;
};

/** All that is known of one key when a rule judges it. The group `key` has the attributes of its type beside. */
export type Facts = { readonly [G in FactGroupName]: FactGroup<G> };
