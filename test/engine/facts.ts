import type { Facts } from "../../src/facts/facts.ts";
import { factSchema } from "../../src/facts/schema.ts";

type Given = { readonly [G in keyof Facts]?: Partial<Facts[G]> };

/** Facts of which only the given ones are set. */
export function makeFacts(given: Given): Facts {
  const groups = Object.entries(factSchema).map(([name, schema]) => {
    const unset = Object.fromEntries(Object.keys(schema).map((fact) => [fact, undefined]));
    return [name, { ...unset, ...given[name as keyof Facts] }];
  });
  return Object.fromEntries(groups) as Facts;
}
