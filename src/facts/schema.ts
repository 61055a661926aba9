import type { FactDefinition, FactGroupSchema } from "../model/fact-type.ts";
import { systems } from "../systems/registry.ts";
import { keyFacts } from "./schema/key.ts";
import { accountFacts, ownerFacts } from "./schema/owner.ts";
import { publicKeyFacts } from "./schema/public-key.ts";

/** The facts that every subject has, by group. */
export const commonFacts = {
  key: keyFacts,
  owner: ownerFacts,
  account: accountFacts,
  publicKey: publicKeyFacts,
} as const;

export type FactGroupName = keyof typeof commonFacts;

/** What only keys of some types have, read as `key.NAME`: a name that several types use is one fact. */
export const attributeFacts: FactGroupSchema = Object.fromEntries(
  systems.flatMap(({ keyTypes }) => keyTypes.flatMap(({ attributes }) => Object.entries<FactDefinition>(attributes))),
);

/** Every fact that a rule can name, by group. The rule language is typed from this table. */
export const factSchema: Readonly<Record<FactGroupName, FactGroupSchema>> = {
  ...commonFacts,
  key: { ...keyFacts, ...attributeFacts },
};
